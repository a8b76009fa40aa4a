"""The queue without a broker: kombu's folder of message files, each put in place and taken away whole.

The library opens a message under its final name before it writes it, and copies it where it takes it; a worker that
looks in between finds an empty file and dies of it. Here a message is written beside the others under another ending
and renamed, and taken by renaming: of several workers exactly one succeeds.
"""

from __future__ import annotations

import json
import logging
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem

log = logging.getLogger(__name__)
TRIES = 20


class Channel(filesystem.Channel):
    """As the library's, but nothing is ever seen half-written."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder, name = Path(self.data_folder_out), f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        waiting = folder / f"{name}.part"
        with waiting.open("w", encoding="utf-8") as target:
            json.dump(payload, target)
            target.flush()
            os.fsync(target.fileno())
        waiting.replace(folder / name)

    def _get(self, queue: str) -> Any:  # type: ignore[override]
        folder = Path(self.data_folder_in)
        for name in sorted(entry.name for entry in os.scandir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = folder / f"{name}.taken"
            try:
                (folder / name).rename(taken)
                payload = json.loads(taken.read_text("utf-8"))
            except FileNotFoundError:
                continue
            except ValueError:
                # The sweep sends the job again; a message nobody can read must not stop the worker.
                log.warning("an unreadable message was dropped: %s", name)
                taken.unlink(missing_ok=True)
                continue
            taken.unlink(missing_ok=True)
            return payload
        raise Empty

    def get_table(self, exchange: str) -> Any:
        return _patiently(super().get_table, exchange)

    def _queue_bind(self, *args: Any) -> None:
        _patiently(super()._queue_bind, *args)


class Transport(filesystem.Transport):
    Channel = Channel


def _patiently(read: Any, *args: Any) -> Any:
    """Another process may be between creating the table of bindings and writing it."""
    for _try in range(TRIES):
        try:
            return read(*args)
        except ValueError:
            time.sleep(0.05)
    return read(*args)
