"""What a child may do to us: nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from core.sandbox import ChildResult, Limits, run_child

HEAD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from core.sandbox_child import Refused, main, report
"""
TAIL = "\nmain(work)\n"
SMALL = Limits(memory_mb=600, cpu_s=3, wall_s=4, file_mb=2)


def child(tmp_path: Path, body: str, limits: Limits = SMALL) -> ChildResult:
    script = tmp_path / "script.py"
    script.write_text(HEAD + body + TAIL)
    work = tmp_path / "work"
    work.mkdir()
    return run_child(script, {"n": 7}, work_dir=work, limits=limits)


def test_a_child_answers_through_files_and_tells_its_progress(tmp_path: Path) -> None:
    script, work = tmp_path / "script.py", tmp_path / "work"
    script.write_text(
        HEAD + "def work(request, out):\n    report('half', 0.5)\n    (out / 'x').write_text(str(request['n']))" + TAIL
    )
    work.mkdir()
    news: list[tuple[str, float | None]] = []
    result = run_child(script, {"n": 7}, work_dir=work, limits=SMALL, on_progress=lambda s, p: news.append((s, p)))
    assert result.ok and result.pid != os.getpid()
    assert ((work / "x").read_text(), news) == ("7", [("half", 0.5)])


@pytest.mark.parametrize(
    ("body", "code", "signal"),
    [
        ("def work(r, o): raise Refused('INVALID', 'Not an IFC file.')", "INVALID", ""),
        ("def work(r, o):\n    import os, signal\n    os.kill(os.getpid(), signal.SIGSEGV)", "CRASH", "SIGSEGV"),
        ("def work(r, o):\n    x = bytearray(900 * 1024 * 1024)", "MEMORY", ""),
        ("def work(r, o):\n    import time\n    time.sleep(60)", "TIMEOUT", ""),
        ("def work(r, o):\n    while True: pass", "TIMEOUT", ""),
        ("def work(r, o):\n    (o / 'big').write_bytes(b'x' * 5_000_000)", "TOO_LARGE", ""),
        ("def work(r, o): 1 / 0", "ERROR", ""),
    ],
)
def test_every_end_is_a_sentence(tmp_path: Path, body: str, code: str, signal: str) -> None:
    result = child(tmp_path, body)
    assert (result.code, result.signal) == (code, signal)
    assert result.message.endswith(".") and "Traceback" not in result.message


def test_a_child_sees_neither_our_environment_nor_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    body = """
def work(request, out):
    import os, socket
    assert "SECRET_KEY" not in os.environ
    try:
        socket.create_connection(("127.0.0.1", 5432), timeout=1)
    except OSError as problem:
        (out / "net").write_text(str(problem.errno))
"""
    result = child(tmp_path, body)
    assert result.ok
    if os.geteuid() == 0:
        assert (tmp_path / "work" / "net").exists()


def test_grandchildren_do_not_outlive_a_child(tmp_path: Path) -> None:
    body = """
def work(request, out):
    import subprocess
    (out / "pid").write_text(str(subprocess.Popen(["sleep", "60"]).pid))
"""
    assert child(tmp_path, body).ok
    pid = int((tmp_path / "work" / "pid").read_text())
    status = Path(f"/proc/{pid}/status")
    deadline = time.monotonic() + 5
    while status.exists() and "(zombie)" not in status.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not status.exists() or "(zombie)" in status.read_text()
