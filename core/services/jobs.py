"""Life of a background job: start, claim, run, sweep. The row is the truth; the broker may lose what it likes."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from core.jobs import KINDS, Context, JobFailed, LeaseLost, lease_end
from core.models import Job, JobState, User

log = logging.getLogger(__name__)


def start(*, actor: User, kind: str, params: dict[str, Any], subject: Any = None) -> Job:
    """Write the row and hand it to the broker once the transaction holds; a dead broker loses nothing."""
    if kind not in KINDS:
        raise ValueError(f"No job of kind {kind!r} is registered.")
    job = Job.objects.create(
        kind=kind,
        params=params,
        created_by=actor,
        subject_type=subject.history_type if subject is not None else "",
        subject_uuid=subject.uuid if subject is not None else None,
    )
    transaction.on_commit(partial(dispatch, job.uuid), robust=True)
    return job


def dispatch(job_uuid: uuid.UUID) -> bool:
    """Tell the broker. False when it cannot be reached: the sweep will try again."""
    from core.tasks import run_job

    try:
        run_job.apply_async(args=(str(job_uuid),), retry=False)
    except Exception as problem:
        log.warning("job %s waits for the sweep, the broker did not take it: %s", job_uuid, problem)
        return False
    Job.objects.filter(uuid=job_uuid, state=JobState.PENDING).update(dispatched_at=timezone.now())
    return True


def claim(job_uuid: uuid.UUID) -> Context | None:
    """Take a waiting job by one conditional UPDATE. None when somebody else has it or it has ended."""
    now = timezone.now()
    taken = Job.objects.filter(uuid=job_uuid, state=JobState.PENDING).update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=lease_end(),
        started_at=now,
        step="",
        progress=None,
    )
    if not taken:
        return None
    job = Job.objects.select_related("created_by").get(uuid=job_uuid)
    return Context(job, job.attempt)


def run(job_uuid: uuid.UUID) -> None:
    """Claim and carry out one job. Every end is written into the row; nothing is raised for the job's own faults."""
    context = claim(job_uuid)
    if context is None:
        return
    try:
        with _kept_alive(context):
            KINDS[context.job.kind].handler(context)
        if not context.committed:
            with context.commit():
                pass
    except LeaseLost:
        log.warning("job %s attempt %s was taken over", job_uuid, context.attempt)
    except JobFailed as failure:
        fail(context, failure.code, str(failure), {"template": failure.template, "context": failure.context})
    except Exception:
        log.exception("job %s", job_uuid)
        fail(context, "INTERNAL", "The job stopped because of an error in the program. It was logged; try again later.")


def fail(context: Context, code: str, message: str, told: dict[str, Any] | None = None) -> None:
    """End the job with a sentence; ``told`` holds its template and figures for a reader of another language."""
    mine = Job.objects.filter(pk=context.job.pk, state=JobState.RUNNING, attempt=context.attempt)
    mine.update(
        state=JobState.FAILED,
        error_code=code,
        error=message,
        result=told or {},
        finished_at=timezone.now(),
        lease_until=None,
    )


def sweep() -> dict[str, int]:
    """Hand out again what was lost: never dispatched, or in the hands of a worker whose lease ran out."""
    now = timezone.now()
    dead = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    given_up = dead.filter(attempt__gte=settings.JOB_MAX_ATTEMPTS).update(
        state=JobState.FAILED,
        error_code="WORKER_LOST",
        error="The job was lost with its worker several times. Start it again; if it fails again, tell the operator.",
        finished_at=now,
        lease_until=None,
    )
    taken_back = dead.update(state=JobState.PENDING, lease_until=None, dispatched_at=None)
    stale = now - dt.timedelta(seconds=settings.JOB_RETRY_AFTER_S)
    waiting = Job.objects.filter(
        Q(dispatched_at__isnull=True) & (Q(attempt__gt=0) | Q(created_at__lt=stale)) | Q(dispatched_at__lt=stale),
        state=JobState.PENDING,
    )
    sent = sum(dispatch(job_uuid) for job_uuid in waiting.values_list("uuid", flat=True)[:500])
    return {"taken_back": taken_back, "given_up": given_up, "sent": sent}


@contextmanager
def _kept_alive(context: Context) -> Iterator[None]:
    """A thread that renews the lease while the handler works: the lease ends with the process, not with slow work."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(settings.JOB_LEASE_S / 3):
            mine = Job.objects.filter(pk=context.job.pk, state=JobState.RUNNING, attempt=context.attempt)
            try:
                mine.update(lease_until=lease_end())
            except OperationalError as problem:
                # A busy database costs one renewal, not the thread: two more fit into the lease.
                log.warning("job %s: lease not renewed this time: %s", context.job.uuid, problem)
        close_old_connections()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
