"""``make test``: the whole suite on SQLite, again on PostgreSQL where one is reachable, browser tests once.

Tests that never touch the project's database are not repeated on the second one.

With ``CI=true`` a missing PostgreSQL, Chromium or Pango is a failure, not a skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() in {"1", "true"}
LOCAL = "postgres://127.0.0.1:5432/postgres"


def main() -> int:
    missing = _missing()
    if missing and CI:
        print("tests: " + " ".join(missing), file=sys.stderr)
        return 1
    postgres = _postgres()
    runs: list[tuple[str, dict[str, str], list[str]]] = [("SQLite", {}, ["-m", "not browser"])]
    if postgres:
        runs.append(("PostgreSQL", {"DATABASE_URL": postgres}, ["-m", "not browser and not once"]))
    if shutil.which("chromium"):
        runs.append(("browser", {}, ["-m", "browser", "-n", "0"]))
    with tempfile.TemporaryDirectory(prefix="remembered-") as folder:
        # What the sandbox answered on one database, it would answer on the other (tests/remembered.py).
        shared = {"CHECKS_REMEMBERED": folder}
        failed = [name for name, env, options in runs if not _run(name, env | shared, options)]
    ran = ", ".join(name for name, _e, _o in runs)
    print(f"tests: ran {ran}; " + (f"failed: {', '.join(failed)}" if failed else "all green"))
    for words in missing:
        print(f"tests: skipped: {words}")
    return bool(failed)


def _run(name: str, env: dict[str, str], options: list[str]) -> bool:
    print(f"--- {name} ---", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *options, *sys.argv[1:]]
    status = subprocess.run(command, cwd=ROOT, env={**_clean(), **env}, check=False).returncode
    print(f"--- {name}: {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s ---", flush=True)
    return status == 0


def _clean() -> dict[str, str]:
    """The tests choose their own database and settings, whatever this shell has set."""
    own = {"DATABASE_URL", "CELERY_BROKER_URL", "DEBUG", "DEMO", "ALLOWED_HOSTS", "LANGUAGE_CODE", "DEFAULT_PACK"}
    return {name: value for name, value in os.environ.items() if name not in own}


def _postgres() -> str:
    wanted = os.environ.get("TEST_DATABASE_URL", LOCAL)
    probe = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    done = subprocess.run([sys.executable, "-c", probe, wanted], capture_output=True, check=False)
    return wanted if done.returncode == 0 else ""


def _missing() -> list[str]:
    found = []
    if not _postgres():
        found.append("PostgreSQL: no server is reachable (set TEST_DATABASE_URL or start one).")
    if not shutil.which("chromium"):
        found.append("browser: Chromium is not installed.")
    if subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False).returncode:
        found.append("PDF: Pango is not installed.")
    return found


if __name__ == "__main__":
    sys.exit(main())
