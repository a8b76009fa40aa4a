"""The folder queue: whole messages, each taken once, rubbish harmless."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection

from core.queue import Transport


@pytest.fixture
def connect(tmp_path: Path) -> Any:
    for name in ("in", "control"):
        (tmp_path / name).mkdir()
    options = {
        "data_folder_in": str(tmp_path / "in"),
        "data_folder_out": str(tmp_path / "in"),
        "control_folder": str(tmp_path / "control"),
    }
    return lambda: Connection(transport=Transport, transport_options=options).channel()


def drain(channel: Any) -> list[Any]:
    found = []
    while True:
        try:
            found.append(channel._get("q")["n"])
        except Empty:
            return found


def test_messages_come_in_order_and_leave_nothing(connect: Any, tmp_path: Path) -> None:
    channel = connect()
    for n in range(20):
        channel._put("q", {"n": n})
    assert drain(channel) == list(range(20))
    assert list((tmp_path / "in").iterdir()) == []


def test_an_empty_or_broken_message_does_not_stop_the_worker(connect: Any, tmp_path: Path) -> None:
    channel = connect()
    (tmp_path / "in" / "0_a.q.msg").write_bytes(b"")
    (tmp_path / "in" / "0_b.q.msg").write_bytes(b'{"n": ')
    channel._put("q", {"n": 7})
    assert drain(channel) == [7]


def test_a_message_that_is_still_being_written_is_not_seen(connect: Any, tmp_path: Path) -> None:
    (tmp_path / "in" / "0_a.q.msg.part").write_bytes(b"")
    with pytest.raises(Empty):
        connect()._get("q")


def test_of_several_workers_one_gets_each_message(connect: Any) -> None:
    sender, found = connect(), []
    for n in range(200):
        sender._put("q", {"n": n})
    workers = [threading.Thread(target=lambda: found.extend(drain(connect()))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(found) == list(range(200))
