"""``make run``: the demo city, served as in production, under one supervisor.

Prepares database, tables, demo city and static files, then keeps web server, worker and scheduler running until
Ctrl-C; whatever happens, no process, socket or lock of ours is left behind.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
PORT = int(os.environ.get("PORT") or 8000)
URL = f"http://127.0.0.1:{PORT}/"
ENV = {
    **os.environ,
    "DEMO": "1",
    "DEBUG": "0",
    "BIND": "127.0.0.1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONWARNINGS": "ignore",
}
PATIENCE_S = 6.0


def server_commands() -> dict[str, list[str]]:
    """Name -> command of each process. The worker and the scheduler are the same as on a real installation."""
    celery = [sys.executable, "-m", "celery", "-A", "config", "--quiet"]
    return {
        "web": [
            *(
                sys.executable,
                "-m",
                "gunicorn",
                "config.wsgi",
                "--bind",
                f"127.0.0.1:{PORT}",
                "--worker-class",
                "gthread",
            ),
            *(
                "--workers",
                "2",
                "--threads",
                "4",
                "--timeout",
                "120",
                "--graceful-timeout",
                "3",
                "--log-level",
                "warning",
            ),
        ],
        "worker": [
            *celery,
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "warning",
            "--without-gossip",
            "--without-mingle",
        ],
        "scheduler": [*celery, "beat", "--loglevel", "warning", "--pidfile", ""],
    }


def main() -> int:
    # Set both: a shell that starts us in the background has told us to ignore SIGINT.
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    _end_with_parent()
    if not _port_is_free():
        print(f"Port {PORT} is taken by another program. Choose another: make run PORT=8001", file=sys.stderr)
        return 1
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        _prepare()
        for name, command in server_commands().items():
            processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=ENV, start_new_session=True, preexec_fn=_end_with_parent
            )
        _wait_until_ready(processes)
        _announce()
        return _watch(processes)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 130
    except subprocess.CalledProcessError as problem:
        print(
            f"Could not start: {' '.join(map(str, problem.cmd[1:]))} ended with status {problem.returncode}.",
            file=sys.stderr,
        )
        return 1
    finally:
        _stop(processes)


def _end_with_parent() -> None:
    """SIGTERM when the process that started us is gone (PR_SET_PDEATHSIG), where the system knows that."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _interrupt(*_args: object) -> None:
    raise KeyboardInterrupt


def _port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return False
    return True


def _prepare() -> None:
    for words, *command in (
        ("database", "migrate", "--verbosity", "0"),
        ("code tables", "load_tables"),
        ("static files", "collectstatic", "--no-input", "--verbosity", "0"),
        ("demo city", "demo", "--url", URL),
    ):
        started = time.monotonic()
        print(f"{words} …", end=" ", flush=True)
        # A session of its own: a Ctrl-C reaches this supervisor, which ends it in order.
        step = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=ENV,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        try:
            status = step.wait()
        except KeyboardInterrupt:
            _stop({words: step})
            raise
        if status:
            raise subprocess.CalledProcessError(status, step.args)
        print(f"{time.monotonic() - started:.0f} s", flush=True)


def _wait_until_ready(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        ended = [name for name, process in processes.items() if process.poll() is not None]
        if ended:
            raise subprocess.CalledProcessError(processes[ended[0]].returncode, ["", ended[0]])
        try:
            with urllib.request.urlopen(URL + "readyz", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.3)
    raise subprocess.CalledProcessError(1, ["", "readyz did not answer 200 within 180 s"])


def _announce() -> None:
    """Print address and logins, and leave them in var/demo.json for programs."""
    waiting, final = VAR / "demo.json.new", VAR / "demo.json"
    waiting.replace(final)
    demo = json.loads(final.read_text("utf-8"))
    print(f"\nThe demo city is at {URL}\n\n  {'login':<12} {'password':<16} who")
    for login in demo["logins"]:
        print(f"  {login['username']:<12} {login['password']:<16} {login['role']}")
    print("\nSign in as “district”, open 地图 (Map) or 隐患 (Hazards); language and theme are at the top right.")
    print("API: /api/docs/ — the manager's token is in var/demo.json. Stop with Ctrl-C.\n", flush=True)


def _watch(processes: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in processes.items():
            status = process.poll()
            if status is not None:
                print(f"The {name} ended with status {status}; stopping the rest.", file=sys.stderr)
                return 1
        time.sleep(0.5)


def _stop(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """SIGTERM to each, SIGKILL to the groups of those that do not go in time. A second Ctrl-C changes nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE_S
    for process in processes.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
