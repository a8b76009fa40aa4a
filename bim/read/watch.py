"""Saying what is in the hands of a geometry kernel, so that whoever finds this process dead knows what killed it.

A kernel may crash the process or never come back. Before each call the element is written into a file, and a timer
of CPU seconds is set whose signal ends the process, native code or not. Only a sandboxed child keeps such a watch;
elsewhere ``current()`` does nothing. One check a process, so the watch is the process's own.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bim.read.entity import Entity


class Watch:
    """Nobody watches."""

    careful = False
    """Elements go to the kernel one by one, so that a dead process names the one that killed it."""

    def tick(self) -> None:
        """The kernel is about to be asked for the next of many elements."""

    def rest(self) -> None:
        """The kernel is no longer at work."""

    @contextmanager
    def on(self, element: Entity) -> Iterator[None]:
        """The kernel is at work on ``element``."""
        yield


@dataclass(slots=True)
class Heartbeat(Watch):
    """Written to ``path`` as JSON: ``{"step", "careful", "done", "guid", "type"}``; the file is gone in between.

    ``element_cpu_s``: CPU seconds after which one element is taken to hang (SIGPROF).
    """

    path: Path
    element_cpu_s: float
    careful: bool = False
    step: str = ""
    done: int = 0
    _begun: bool = False

    def tick(self) -> None:
        if not self._begun:
            self._write({})
            self._begun = True
        signal.setitimer(signal.ITIMER_PROF, self.element_cpu_s)

    def rest(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        self.path.unlink(missing_ok=True)
        self._begun = False

    @contextmanager
    def on(self, element: Entity) -> Iterator[None]:
        self._write({"guid": str(element.GlobalId), "type": element.is_a()})
        signal.setitimer(signal.ITIMER_PROF, self.element_cpu_s)
        try:
            yield
        except MemoryError:
            # The process ends of it, and the file must still say of which element.
            signal.setitimer(signal.ITIMER_PROF, 0.0)
            raise
        except BaseException:
            self.rest()
            raise
        self.rest()
        self.done += 1

    def _write(self, more: dict[str, Any]) -> None:
        self.path.write_text(json.dumps({"step": self.step, "careful": self.careful, "done": self.done, **more}))


_current = Watch()


def current() -> Watch:
    """The watch of this process."""
    return _current


def keep(watch: Watch) -> None:
    """From now on ``watch`` is told."""
    global _current
    _current = watch
