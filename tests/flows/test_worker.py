"""A real worker on a real queue: killed at a named step, and fed a file that crashes its reader.

Own database, own folder, own processes; the test only looks at rows, as an operator would.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from seeds.ifc import write_demo_tower, write_office
from tests.factories.broken_ifc import self_placed

ROOT = Path(__file__).resolve().parents[2]
FILL = """
import sys
from pathlib import Path
from bim.services.uploads import upload_model
from tests.factories.buildings import make_building
from tests.factories.people import make_member
building = make_building()
officer = make_member("officer", area=building.area)
for name in sys.argv[1:]:
    path = Path(name)
    upload_model(actor=officer, building=building, chunks=[path.read_bytes()], name=path.name, params={"use": "office"})
"""


class House:
    """An installation of its own under ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "registry.sqlite3"
        own = {
            "VAR_DIR": str(folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "x" * 50,
            "JOB_LEASE_S": "3",
            "JOB_RETRY_AFTER_S": "0",
            "SCAN_CYCLES": "0",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.env = {**{k: v for k, v in os.environ.items() if k != "CELERY_BROKER_URL"}, **own}
        self.workers: list[subprocess.Popen[bytes]] = []
        self.manage("migrate", "-v0")

    def manage(self, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=self.env, check=True, timeout=120)

    def deliver(self, *paths: Path) -> None:
        script = f"import django; django.setup()\n{FILL}"
        subprocess.run(
            [sys.executable, "-c", script, *map(str, paths)], cwd=ROOT, env=self.env, check=True, timeout=120
        )

    def worker(self) -> subprocess.Popen[bytes]:
        options = ["--concurrency", "1", "--loglevel", "error", "--without-gossip", "--without-mingle"]
        command = [sys.executable, "-m", "celery", "-A", "config", "--quiet", "worker", *options]
        self.workers.append(subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True))
        return self.workers[-1]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.database, timeout=20) as connection:
            return connection.execute(sql).fetchall()

    def wait(
        self, sql: str, wanted: Callable[[list[tuple[Any, ...]]], bool], seconds: float = 90
    ) -> list[tuple[Any, ...]]:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self.rows(sql)
            if wanted(found):
                return found
            time.sleep(0.05)
        raise AssertionError(f"not reached in {seconds} s: {self.rows('SELECT state, step, error FROM core_job')}")

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """The whole worker at once, as when a machine loses its power."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    for worker in made.workers:
        if worker.poll() is None:
            made.kill(worker)


JOBS = "SELECT state, step, attempt, error_code FROM core_job ORDER BY id"


@pytest.mark.timeout(300)
def test_a_worker_killed_at_a_named_step_loses_nothing_and_doubles_nothing(house: House, tmp_path: Path) -> None:
    house.deliver(write_demo_tower(tmp_path / "tower.ifc"))
    first = house.worker()
    house.wait(JOBS, lambda rows: rows[0][1] == "paths")
    house.kill(first)
    assert house.rows(JOBS) == [("running", "paths", 1, "")]
    assert house.rows("SELECT count(*) FROM bim_check") == [(0,)]
    time.sleep(3.2)
    house.manage("sweep")
    house.worker()
    assert house.wait(JOBS, lambda rows: rows[0][0] in {"done", "failed"})[0][::2] == ("done", 2)
    [(checks, results, summed)] = house.rows(
        "SELECT (SELECT count(*) FROM bim_check), (SELECT count(*) FROM bim_checkresult),"
        " (SELECT sum(value) FROM bim_check, json_each(bim_check.summary))"
    )
    assert checks == 1 and results == summed > 100
    house.manage("verify_history")
    house.manage("verify_files")


@pytest.mark.timeout(200)
def test_a_crashing_file_is_a_sentence_and_the_same_worker_serves_the_next_job(house: House, tmp_path: Path) -> None:
    house.deliver(self_placed(tmp_path / "self.ifc"), write_office(tmp_path / "office.ifc"))
    worker = house.worker()
    rows = house.wait(JOBS, lambda rows: all(row[0] in {"done", "failed"} for row in rows))
    assert [(row[0], row[2], row[3]) for row in rows] == [("failed", 1, "CRASH"), ("done", 1, "")]
    [(error,)] = house.rows("SELECT error FROM core_job WHERE state = 'failed'")
    assert "SIGSEGV" in error and error.endswith(".")
    assert worker.poll() is None
