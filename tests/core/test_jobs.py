"""The row is the truth: dead brokers, lost workers, double deliveries and sweeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from core import jobs as kinds
from core.jobs import Context, JobFailed, LeaseLost
from core.models import Job, JobState
from core.services import jobs
from tests.factories.people import make_user

ran: list[int] = []


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    def handler(context: Context) -> None:
        ran.append(context.attempt)
        with context.commit() as result:
            result["answer"] = 42

    ran.clear()
    kinds.register("test", handler, title="Test")
    yield
    kinds.KINDS.pop("test")


def start() -> Job:
    return jobs.start(actor=make_user(), kind="test", params={})


def fresh(job: Job) -> Job:
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_loses_nothing() -> None:
    with transaction.atomic():
        job = start()
    assert (fresh(job).state, job.dispatched_at) == (JobState.PENDING, None)
    jobs.run(job.uuid)
    assert (fresh(job).state, job.result) == (JobState.DONE, {"answer": 42})


@pytest.mark.django_db
def test_a_task_delivered_twice_runs_once() -> None:
    job = start()
    jobs.run(job.uuid)
    jobs.run(job.uuid)
    assert ran == [1]


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


@pytest.mark.django_db
def test_a_lost_worker_is_noticed_and_its_late_write_is_refused() -> None:
    job = start()
    first = jobs.claim(job.uuid)
    assert first is not None
    expire(job)
    assert jobs.sweep()["taken_back"] == 1
    second = jobs.claim(job.uuid)
    assert second is not None and second.attempt == 2
    with pytest.raises(LeaseLost), first.commit():
        raise AssertionError("the block must not be entered")
    with second.commit() as result:
        result["by"] = "second"
    assert fresh(job).result == {"by": "second"}


@pytest.mark.django_db
def test_what_a_lost_worker_wrote_in_its_transaction_is_rolled_back() -> None:
    job = start()
    context = jobs.claim(job.uuid)
    assert context is not None

    def crash() -> None:
        with context.commit():
            make_user("written by the job")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        crash()
    assert fresh(job).state == JobState.RUNNING
    assert not type(job.created_by).objects.filter(username="written by the job").exists()


@pytest.mark.django_db
def test_a_job_that_takes_every_worker_down_is_given_up(settings: Any) -> None:
    job = start()
    for _ in range(settings.JOB_MAX_ATTEMPTS):
        assert jobs.claim(job.uuid) is not None
        expire(job)
        jobs.sweep()
    assert (fresh(job).state, job.error_code) == (JobState.FAILED, "WORKER_LOST")


@pytest.mark.django_db
def test_failures_are_sentences_and_bugs_show_no_traceback() -> None:
    def told(context: Context) -> None:
        raise JobFailed("INVALID", "Row 3 has no name.")

    def bug(context: Context) -> None:
        raise ZeroDivisionError("secret detail")

    for handler, code in ((told, "INVALID"), (bug, "INTERNAL")):
        kinds.register("test", handler, title="Test")
        job = start()
        jobs.run(job.uuid)
        assert (fresh(job).state, job.error_code) == (JobState.FAILED, code)
        assert "secret" not in job.error


@pytest.mark.django_db
def test_the_sweep_leaves_living_jobs_alone() -> None:
    job = start()
    jobs.claim(job.uuid)
    assert jobs.sweep() == {"taken_back": 0, "given_up": 0, "sent": 0}
    assert fresh(job).state == JobState.RUNNING
