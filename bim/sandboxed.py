"""The parent's side of a check: one delivery in one child process, its result or one sentence why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bim.report import EXIT_REFUSED, EXIT_UNREADABLE
from bim.request import CheckRequest
from bim.retries import run_with_retries
from core.sandbox import ChildResult, Limits, Progress

UNREADABLE = ("INVALID", "UNSUPPORTED", "REQUEST")
"""Codes for which the file or the request is at fault; all others are limits, time-outs and crashes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """``code`` as in ``core.sandbox``, or ``REQUEST``, or ``FACTS`` (stored facts that cannot be read).

    ``message`` is one English sentence.

    ``template % context`` is the same sentence where it can be translated first; empty where it cannot.
    """

    code: str
    message: str
    template: str = ""
    context: Mapping[str, str | int | float] = field(default_factory=dict)
    buildings: Sequence[Mapping[str, str | int]] = ()
    """With the code ``CHOICE``: those of which somebody has to say which is meant."""

    @property
    def exit_code(self) -> int:
        """3 unreadable, 4 too large, time-out or crash."""
        return EXIT_UNREADABLE if self.code in UNREADABLE else EXIT_REFUSED


@dataclass(frozen=True, slots=True)
class CheckOutput:
    """Either ``report`` or ``failure``. Paths lie in the work folder of the call; ``plans`` are rows of the index."""

    pid: int
    report: dict[str, Any] | None = None
    failure: Failure | None = None
    signal: str = ""
    detail: str = ""
    plans_dir: Path | None = None
    plans: Sequence[Mapping[str, Any]] = ()
    glb: Path | None = None
    elements: Path | None = None
    """JSON index of the elements in the GLB."""
    facts: Path | None = None
    """What was read, for later checks."""


def run_check(
    request: CheckRequest, work_dir: Path, *, limits: Limits | None = None, on_progress: Progress | None = None
) -> CheckOutput:
    """Check one delivery in a child process of its own. Never raises for what a file does.

    ``work_dir`` must be empty, exist, and belong to this call; the caller removes it. Memory and times of the child
    by ``limits``; what a geometry kernel dies of is left out in another run, and ``report["attempts"]`` says so.
    """
    runs = run_with_retries(request, work_dir, limits or Limits(), on_progress)
    child = runs.child
    if not child.ok:
        return CheckOutput(child.pid, failure=_failure(child, runs.folder), signal=child.signal, detail=child.detail)
    output = _collect(child, runs.folder)
    assert output.report is not None
    output.report["attempts"] = runs.as_dict(request)
    return output


def _failure(child: ChildResult, work_dir: Path) -> Failure:
    reason = work_dir / "reason.json"
    if not reason.is_file():
        return Failure(child.code, child.message)
    told = json.loads(reason.read_text("utf-8"))
    return Failure(child.code, child.message, str(told["template"]), told["context"], told["buildings"])


def _collect(child: ChildResult, work_dir: Path) -> CheckOutput:
    folder, model, elements = work_dir / "plans", work_dir / "model.glb", work_dir / "elements.json"
    facts = work_dir / "facts.json.gz"
    index = folder / "index.json"
    return CheckOutput(
        child.pid,
        report=json.loads((work_dir / "report.json").read_text("utf-8")),
        detail=child.detail,
        plans_dir=folder if index.is_file() else None,
        plans=json.loads(index.read_text("utf-8")) if index.is_file() else (),
        glb=model if model.is_file() else None,
        elements=elements if elements.is_file() else None,
        facts=facts if facts.is_file() else None,
    )
