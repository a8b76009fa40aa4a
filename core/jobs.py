"""Kinds of background job and what a handler gets to work with.

An app registers ``kind -> handler`` in ``AppConfig.ready``. A handler does its slow work first and writes its results
inside ``with context.commit() as result``: one transaction that holds only while the job still owns its lease, so a
worker that was given up for dead can never write beside its successor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from core.models import Job, JobState


class JobFailed(Exception):
    """The job ends here with a sentence for the person; trying again would not help.

    ``template % context`` is the same sentence before its figures are filled in, so that a page can translate it.
    """

    def __init__(
        self, code: str, message: str, *, template: str = "", context: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.template = template or message
        self.context = dict(context or {})


class LeaseLost(Exception):
    """Another worker has taken the job over; whatever this one was about to write is rolled back."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``steps`` are msgids of the step names in order; a page shows them as 3/6."""

    handler: Callable[[Context], None]
    title: str | Promise
    steps: tuple[str, ...]
    result_url: Callable[[Job], str] | None = None


@dataclass
class Context:
    """One attempt at one job."""

    job: Job
    attempt: int
    committed: bool = field(default=False)

    def step(self, name: str, progress: float | None = None) -> None:
        """Say where we are and keep the lease. Raises LeaseLost."""
        self._mine(step=name, progress=progress, lease_until=lease_end())

    @contextmanager
    def commit(self) -> Iterator[dict[str, Any]]:
        """Transaction for the results. What is put into the dict becomes ``job.result``."""
        result: dict[str, Any] = {}
        with transaction.atomic():
            self._mine(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, progress=1.0)
            yield result
            self.job.result = result
            Job.objects.filter(pk=self.job.pk).update(result=result)
        self.committed = True

    def _mine(self, **changes: Any) -> None:
        mine = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, attempt=self.attempt)
        if not mine.update(**changes):
            raise LeaseLost(f"Job {self.job.uuid} was taken over.")


KINDS: dict[str, Kind] = {}


def register(
    kind: str,
    handler: Callable[[Context], None],
    *,
    title: str | Promise,
    steps: tuple[str, ...] = (),
    result_url: Callable[[Job], str] | None = None,
) -> None:
    """Called from ``AppConfig.ready``."""
    KINDS[kind] = Kind(handler, title, steps, result_url)


def lease_end() -> dt.datetime:
    return timezone.now() + dt.timedelta(seconds=settings.JOB_LEASE_S)
