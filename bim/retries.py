"""A check that a geometry kernel kills is run again without what killed it: one bad element loses no storey.

First run: all elements at once, which is fast and tells nothing. Second: one by one, so that a dead process names the
element. Then without that element, and the next; when one class keeps killing, without the class; the 3D model gives
way before the check does. All runs share one wall clock.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bim.request import CheckRequest
from core.sandbox import ChildResult, Limits, Progress, run_child

CHILD = Path(__file__).with_name("child.py")
MOST_RUNS = 10
MOST_OF_CLASS = 3
"""From the next bad element of a class on the whole class is left out; never spaces, without which nothing is left."""
MOST_SPACES = 6
RETRIED = ("CRASH", "MEMORY")
ELEMENT_CPU_S = 20.0
HANGS = "SIGPROF"
LEAST_WALL_S = 5


@dataclass(frozen=True, slots=True)
class Skipped:
    """``guid``: an element, or a class where all of it was left out. ``why``: ``crash``, ``hang``, ``memory``."""

    guid: str
    type: str
    why: str

    def as_dict(self) -> dict[str, str]:
        return {"guid": self.guid, "type": self.type, "why": self.why}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run: what is left out, and whether elements go to the kernel one by one."""

    careful: bool = False
    skipped: tuple[Skipped, ...] = ()
    glb: bool = True
    hopeless: bool = False
    """The last careful run died over the very first element it tried."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The last child, where it left its results, and what it took to get there."""

    child: ChildResult
    folder: Path
    count: int
    last: Attempt

    def as_dict(self, asked: CheckRequest) -> dict[str, Any]:
        """For the report: number of runs, what was left out, whether the 3D model was given up."""
        given_up = asked.outputs.glb and not self.last.glb
        return {"runs": self.count, "skipped": [s.as_dict() for s in self.last.skipped], "glb_given_up": given_up}


def run_with_retries(request: CheckRequest, work_dir: Path, limits: Limits, on_progress: Progress | None) -> Runs:
    """Run the child until it ends by itself, nothing more can be left out, or the wall clock of ``limits`` is spent."""
    ends = time.monotonic() + limits.wall_s
    attempt, count = Attempt(), 0
    while True:
        count += 1
        folder = work_dir if count == 1 else work_dir / f"run{count}"
        folder.mkdir(exist_ok=True)
        left = max(1, int(ends - time.monotonic())) if count > 1 else limits.wall_s
        asked = {"check": _changed(request, attempt).as_dict(), "watch": _watch(attempt, limits)}
        child = run_child(CHILD, asked, work_dir=folder, limits=replace(limits, wall_s=left), on_progress=on_progress)
        after = _next(attempt, child, folder) if child.code in RETRIED and count < MOST_RUNS else None
        if after is None or ends - time.monotonic() < LEAST_WALL_S:
            return Runs(child, folder, count, attempt)
        attempt = after


def _changed(request: CheckRequest, attempt: Attempt) -> CheckRequest:
    outputs = request.outputs if attempt.glb else replace(request.outputs, glb=False)
    return replace(request, outputs=outputs, skip=(*request.skip, *(s.guid for s in attempt.skipped)))


def _watch(attempt: Attempt, limits: Limits) -> dict[str, Any]:
    return {"careful": attempt.careful, "element_cpu_s": min(ELEMENT_CPU_S, limits.cpu_s / 3)}


def _next(attempt: Attempt, child: ChildResult, folder: Path) -> Attempt | None:
    """What to leave out next; None when the kernel is not to blame or there is nothing more to leave out."""
    beat = _beat(folder)
    if beat is None:
        return None
    if not attempt.careful:
        return replace(attempt, careful=True)
    guilty = Skipped(str(beat["guid"]), str(beat["type"]), _why(child))
    first = not beat["done"]
    if beat["step"] == "glb" and (first or any(s.guid == guilty.guid for s in attempt.skipped)):
        return replace(attempt, glb=False) if attempt.glb else None
    if first and attempt.hopeless:
        return None
    return _without(replace(attempt, hopeless=first), guilty, in_glb=beat["step"] == "glb")


def _without(attempt: Attempt, guilty: Skipped, *, in_glb: bool) -> Attempt | None:
    alike = [s for s in attempt.skipped if s.type == guilty.type]
    if any(s.guid in (guilty.guid, guilty.type) for s in alike):
        return None
    if guilty.type == "IfcSpace":
        return replace(attempt, skipped=(*attempt.skipped, guilty)) if len(alike) < MOST_SPACES else None
    if len(alike) < MOST_OF_CLASS:
        return replace(attempt, skipped=(*attempt.skipped, guilty))
    if in_glb:
        return replace(attempt, glb=False)
    rest = tuple(s for s in attempt.skipped if s.type != guilty.type)
    return replace(attempt, skipped=(*rest, replace(guilty, guid=guilty.type)))


def _beat(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / "heartbeat.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if not found["careful"] or "guid" in found else None


def _why(child: ChildResult) -> str:
    return "hang" if child.signal == HANGS else "memory" if child.code == "MEMORY" else "crash"
