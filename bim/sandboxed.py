"""The parent's side of a check: one delivery in one child process, its result or one sentence why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bim.report import EXIT_REFUSED, EXIT_UNREADABLE
from core.sandbox import ChildResult, Limits, Progress, run_child

CHILD = Path(__file__).with_name("child.py")
MAX_BYTES = 300_000_000
UNREADABLE = ("INVALID", "UNSUPPORTED", "REQUEST")
"""Codes for which the file or the request is at fault; all others are limits, time-outs and crashes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """``code`` as in ``core.sandbox``, or ``REQUEST``. ``message`` is one English sentence.

    ``template % context`` is the same sentence where it can be translated first; empty where it cannot.
    """

    code: str
    message: str
    template: str = ""
    context: Mapping[str, str | int | float] = field(default_factory=dict)

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


def run_check(
    paths: Sequence[Path],
    *,
    pack_id: str,
    params: Mapping[str, object],
    work_dir: Path,
    exits: Mapping[str, str] | None = None,
    stairs: Mapping[str, str] | None = None,
    plans: bool = False,
    glb: bool = False,
    languages: Sequence[str] = ("zh-hans",),
    pack_dirs: Sequence[Path] = (),
    limits: Limits | None = None,
    max_bytes: int = MAX_BYTES,
    on_progress: Progress | None = None,
    scan_cycles: bool = True,
    strict_reviews: bool = True,
) -> CheckOutput:
    """Check one delivery in a child process of its own. Never raises for what a file does.

    ``work_dir`` must be empty, exist, and belong to this call; the caller removes it. Sizes in bytes; memory and
    times of the child by ``limits``.
    """
    request = {
        "paths": [str(Path(p).resolve()) for p in paths],
        "pack_id": pack_id,
        "params": {key: _text(value) for key, value in params.items()},
        "exits": dict(exits or {}),
        "stairs": dict(stairs or {}),
        "plans": plans,
        "glb": glb,
        "languages": list(languages),
        "pack_dirs": [str(Path(p).resolve()) for p in pack_dirs],
        "max_bytes": max_bytes,
        "scan_cycles": scan_cycles,
        "strict_reviews": strict_reviews,
    }
    child = run_child(CHILD, request, work_dir=work_dir, limits=limits or Limits(), on_progress=on_progress)
    if not child.ok:
        return CheckOutput(child.pid, failure=_failure(child, work_dir), signal=child.signal, detail=child.detail)
    return _collect(child, work_dir)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _failure(child: ChildResult, work_dir: Path) -> Failure:
    reason = work_dir / "reason.json"
    if not reason.is_file():
        return Failure(child.code, child.message)
    told = json.loads(reason.read_text("utf-8"))
    return Failure(child.code, child.message, str(told["template"]), told["context"])


def _collect(child: ChildResult, work_dir: Path) -> CheckOutput:
    folder, model, elements = work_dir / "plans", work_dir / "model.glb", work_dir / "elements.json"
    index = folder / "index.json"
    return CheckOutput(
        child.pid,
        report=json.loads((work_dir / "report.json").read_text("utf-8")),
        detail=child.detail,
        plans_dir=folder if index.is_file() else None,
        plans=json.loads(index.read_text("utf-8")) if index.is_file() else (),
        glb=model if model.is_file() else None,
        elements=elements if elements.is_file() else None,
    )
