"""Untrusted files are handled in a child process with limits, its own session and, where possible, no network.

A crash of a native parser is then a sentence in a job, never a dead worker. The protocol is small: the parent writes
``request.json`` into a fresh directory and starts ``python -I script request.json``; the child prints progress as JSON
lines ``{"step", "progress"}`` on stdout and leaves its results as files in that directory, or writes
``failure.json`` ``{"code", "message"}`` and exits with status 3. Pure Python: the command line uses it without Django.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Progress = Callable[[str, float | None], None]
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory and file size in megabytes, CPU and wall-clock time in seconds."""

    memory_mb: int = 3072
    cpu_s: int = 600
    wall_s: int = 900
    file_mb: int = 512


@dataclass(frozen=True, slots=True)
class ChildResult:
    """``code`` is empty on success, else one of TIMEOUT, MEMORY, CRASH, INVALID, UNSUPPORTED, TOO_LARGE, ERROR."""

    code: str
    message: str
    pid: int
    signal: str = ""
    detail: str = ""

    @property
    def ok(self) -> bool:
        return not self.code


def run_child(
    script: Path, request: dict[str, Any], *, work_dir: Path, limits: Limits, on_progress: Progress | None = None
) -> ChildResult:
    """Run one child to its end. ``work_dir`` must exist and be the child's alone; results are left in it."""
    request_file = work_dir / "request.json"
    request_file.write_text(json.dumps({**request, "limits": _as_dict(limits)}), "utf-8")
    stderr_file = work_dir / "stderr.txt"
    command = [*_no_network(), sys.executable, "-I", "-X", "faulthandler", str(script), str(request_file)]
    with stderr_file.open("wb") as stderr:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=work_dir,
            env=_environment(work_dir),
            start_new_session=True,
        )
    overdue = threading.Event()
    timer = threading.Timer(limits.wall_s, _kill, (child, overdue))
    reaper = threading.Thread(target=_reap, args=(child,), daemon=True)
    timer.start()
    reaper.start()
    try:
        _listen(child, on_progress)
        status = child.wait()
    finally:
        timer.cancel()
        _kill(child, threading.Event())
        reaper.join()
    return _verdict(child.pid, status, overdue.is_set(), work_dir, stderr_file)


def limit_self(limits: dict[str, int]) -> None:
    """First act of a child: bind itself. (A ``preexec_fn`` would be unsafe in a threaded parent.)"""
    _die_with_parent()
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits["memory_mb"] * MB, limits["memory_mb"] * MB),
        # The soft limit sends SIGXCPU, which says what happened; the hard one would only send SIGKILL.
        (resource.RLIMIT_CPU, limits["cpu_s"], limits["cpu_s"] + 5),
        (resource.RLIMIT_FSIZE, limits["file_mb"] * MB, limits["file_mb"] * MB),
        (resource.RLIMIT_NOFILE, 256, 256),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def _die_with_parent() -> None:
    """A killed worker must not leave its child working on: PR_SET_PDEATHSIG, where the system has it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _as_dict(limits: Limits) -> dict[str, int]:
    return {name: getattr(limits, name) for name in Limits.__slots__}


def _environment(work_dir: Path) -> dict[str, str]:
    """Nothing of the parent's: no secrets, one thread per numeric library."""
    kept = {name: os.environ[name] for name in ("PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if name in os.environ}
    return {
        **kept,
        "HOME": str(work_dir),
        "TMPDIR": str(work_dir),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


@cache
def _no_network() -> list[str]:
    """A private, empty network namespace where the system lets us make one, else nothing."""
    unshare = shutil.which("unshare")
    if not unshare:
        return []
    command = [unshare, "--net", "--map-root-user", "--"]
    allowed = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False)
    return command if allowed.returncode == 0 else []


def _kill(child: subprocess.Popen[bytes], flag: threading.Event) -> None:
    flag.set()
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _reap(child: subprocess.Popen[bytes]) -> None:
    """Whatever a finished child left running in its session ends with it, and lets go of our pipe."""
    child.wait()
    _kill(child, threading.Event())


def _listen(child: subprocess.Popen[bytes], on_progress: Progress | None) -> None:
    assert child.stdout is not None
    with child.stdout as lines:
        for line in lines:
            if on_progress is None:
                continue
            try:
                news = json.loads(line)
                on_progress(str(news["step"]), news.get("progress"))
            except (ValueError, KeyError, TypeError):
                continue


def _verdict(pid: int, status: int, overdue: bool, work_dir: Path, stderr_file: Path) -> ChildResult:
    detail = stderr_file.read_bytes()[-4000:].decode("utf-8", "replace") if stderr_file.exists() else ""
    failure = work_dir / "failure.json"
    if overdue or status == -signal.SIGXCPU:
        return ChildResult("TIMEOUT", "The file took longer than the time allowed for one file.", pid, detail=detail)
    if status == 0:
        return ChildResult("", "", pid, detail=detail)
    if status < 0:
        return _killed_by(pid, signal.Signals(-status).name, detail)
    if failure.is_file():
        told = json.loads(failure.read_text("utf-8"))
        return ChildResult(str(told["code"]), str(told["message"]), pid, detail=detail)
    if "MemoryError" in detail or "bad_alloc" in detail:
        return ChildResult("MEMORY", "The file needs more memory than is allowed for one file.", pid, detail=detail)
    if "File too large" in detail:
        return ChildResult("TOO_LARGE", "The file unpacks to more than is allowed.", pid, detail=detail)
    return ChildResult("ERROR", "The file could not be processed.", pid, detail=detail)


def _killed_by(pid: int, name: str, detail: str) -> ChildResult:
    if name == "SIGABRT" and "bad_alloc" in detail:
        return ChildResult("MEMORY", "The file needs more memory than is allowed for one file.", pid, name, detail)
    if name == "SIGXFSZ":
        return ChildResult("TOO_LARGE", "The file unpacks to more than is allowed.", pid, name, detail)
    return ChildResult("CRASH", f"The file made its reader crash ({name}).", pid, name, detail)
