"""Traps that others have fallen into, each with the test that keeps us out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from kombu.exceptions import OperationalError
from pytest_socket import SocketConnectBlockedError

from core import checks, guards
from core.staticfiles import HashedOwnFiles

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_no_test_talks_to_the_outside() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_broker_of_the_tests_is_dead() -> None:
    from config.celery import app

    with pytest.raises(OperationalError), app.connection_for_write(connect_timeout=1) as link:
        link.ensure_connection(max_retries=1)


def test_reads_do_not_queue_behind_a_transaction_per_request() -> None:
    assert not connection.settings_dict["ATOMIC_REQUESTS"]
    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert ":memory:" not in str(connection.settings_dict["NAME"])


@pytest.mark.django_db
def test_pragmas_are_in_force() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own")
    with connection.cursor() as cursor:
        values = {}
        for pragma in ("journal_mode", "recursive_triggers", "foreign_keys", "synchronous"):
            values[pragma] = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
    assert values == {"journal_mode": "wal", "recursive_triggers": 1, "foreign_keys": 1, "synchronous": 1}


@pytest.mark.django_db
def test_lost_guards_are_reported_and_migrate_puts_them_back() -> None:
    table = "core_event"
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "guard_{table}_update"{on}')
    [problem] = checks.history_is_guarded(None, databases=["default"])
    assert (problem.id, table in problem.msg) == ("core.E001", True)
    call_command("migrate", verbosity=0)
    assert checks.history_is_guarded(None, databases=["default"]) == []


def test_every_guarded_table_exists() -> None:
    assert guards.registered_tables() == guards.PROTECTED


def test_npm_files_keep_their_names_and_ours_get_a_hash(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "npm" / "lib@1").mkdir(parents=True)
    (tmp_path / "npm" / "lib@1" / "a.mjs").write_text('import "./missing-worker.mjs";')
    (tmp_path / "app.js").write_text("export const a = 1;")
    storage = HashedOwnFiles(location=str(tmp_path), base_url="/static/")
    paths = {"npm/lib@1/a.mjs": (storage, "npm/lib@1/a.mjs"), "app.js": (storage, "app.js")}
    done = {name: hashed for name, hashed, _processed in storage.post_process(paths)}
    assert set(done) == {"app.js"} and done["app.js"] != "app.js"
    assert storage.stored_name("npm/lib@1/a.mjs") == "npm/lib@1/a.mjs"
    assert storage.stored_name("app.js") == done["app.js"]


def test_queue_and_schedule_lie_under_var() -> None:
    from config.celery import app

    if not settings.CELERY_BROKER_URL.startswith("filesystem://"):
        pytest.skip("a broker is set")
    folders = app.conf.broker_transport_options
    for key in ("data_folder_in", "data_folder_out", "control_folder"):
        assert Path(folders[key]).is_relative_to(settings.VAR_DIR)
    assert Path(app.conf.beat_schedule_filename).is_relative_to(settings.VAR_DIR)
    assert folders["polling_interval"] == 0.1


BARE = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}


def bare(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A command with no environment but the path."""
    run = [sys.executable, *command]
    return subprocess.run(run, cwd=ROOT, env={**BARE, **env}, capture_output=True, text=True, timeout=60, check=False)


def test_commands_start_with_no_environment_at_all() -> None:
    done = bare("manage.py", "check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, "secret"),
        ({"SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": "x" * 50, "DEMO": "1", "BIND": "0.0.0.0"}, "loopback"),
    ],
)
def test_serving_without_secret_or_hosts_is_refused(env: dict[str, str], words: str, tmp_path: Path) -> None:
    done = bare("-c", "import config.wsgi", VAR_DIR=str(tmp_path), **env)
    assert done.returncode != 0 and words in done.stderr
    assert bare("-c", "import config.wsgi", VAR_DIR=str(tmp_path), SECRET_KEY="x" * 50, DEMO="1").returncode == 0
