"""The weather of every test: a dead broker, no network but loopback, its own folder for files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from pytest_socket import socket_allow_hosts

from core.guards import lifted

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
SAMPLES = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "ifc"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test without the project's database says nothing new on a second one: it is marked ``once``."""
    databases = {"db", "transactional_db", "django_db_setup", "live_server"}
    for item in items:
        if item.get_closest_marker("django_db") is None and not databases & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)


@pytest.fixture(autouse=True)
def _weather(settings: Any, tmp_path: Path) -> None:
    from config.celery import app

    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # No heartbeat within a test: its own transaction would hold the write lock against it.
    settings.JOB_LEASE_S = 3600
    settings.ALLOWED_HOSTS = ["testserver", *LOOPBACK]
    # Port 1 of this machine: nobody listens. Whatever a test does, it does without a broker.
    app.conf.broker_url = "amqp://guest:guest@127.0.0.1:1//"
    cache.clear()


@pytest.fixture(scope="session")
def _remembered(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Shared by the processes of one run, and by both databases where ``CHECKS_REMEMBERED`` names a folder."""
    from tests.remembered import remembering

    folder = Path(os.environ.get("CHECKS_REMEMBERED") or tmp_path_factory.getbasetemp().parent / "remembered")
    folder.mkdir(parents=True, exist_ok=True)
    return remembering(folder)


@pytest.fixture(autouse=True)
def _sandbox_asked_once(_remembered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("checking", "desk"):
        monkeypatch.setattr(f"bim.services.{module}.run_check", _remembered)


@pytest.fixture
def run_jobs(db: Any) -> Any:
    """Carry out every waiting job, as a worker would, and return them."""
    from core.models import Job, JobState
    from core.services import jobs

    def run() -> list[Job]:
        for job in Job.objects.filter(state=JobState.PENDING).order_by("pk"):
            jobs.run(job.uuid)
        return list(Job.objects.order_by("pk"))

    return run


def _lift_guards_at_flush() -> None:
    """A transactional test empties the tables when it ends; the append-only guards stand aside for that moment only.

    Patched once and for good: the flush happens after all fixtures of the test are gone.
    """
    original = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        with lifted():
            original(case)

    TransactionTestCase._fixture_teardown = teardown


_lift_guards_at_flush()
