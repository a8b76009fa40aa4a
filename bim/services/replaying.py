"""A stored check run again from the delivered bytes, with the words and the pack of then: does it say the same?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from bim.compare import VerdictChange
from bim.compare.verdicts import verdict_changes
from bim.engine import engine
from bim.models import Check
from bim.request import CheckRequest, Outputs, request_from
from bim.sandboxed import run_check
from core.errors import DomainError
from core.models import StoredFile
from core.sandbox import Limits
from core.services import files

FLEETING = ("timing_s", "engine", "attempts")
"""Keys of a report that tell of the run, not of the building."""
MARKED = ("quality", "results")
"""Lists whose rows may carry that a person accepted them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """``keys``: top-level keys of the report that differ; ``verdicts``: which of them turned or have other figures;
    ``programs``: name → version then and now, where they differ."""

    keys: tuple[str, ...]
    verdicts: tuple[VerdictChange, ...]
    programs: Mapping[str, tuple[str, str]]
    stored: Mapping[str, Any]
    again: Mapping[str, Any]

    @property
    def equal(self) -> bool:
        return not self.keys


def replay(check: Check) -> Replay:
    """Read, analyse and judge again; nothing is written. Raises DomainError where something of then is not there."""
    stored = _as_judged(json.loads(_bytes(check.report, "report")))
    with tempfile.TemporaryDirectory(prefix="replay-") as folder:
        output = run_check(
            _request(check, Path(folder)), _made(Path(folder) / "out"), limits=Limits(**settings.SANDBOX)
        )
    if output.failure or output.report is None:
        reason = output.failure.message if output.failure else "The check gave no report."
        raise DomainError(f"It cannot be replayed: {reason}", code="replay_failed")
    return _told(stored, _as_judged(output.report))


def _as_judged(report: Mapping[str, Any]) -> dict[str, Any]:
    """Without what people accepted afterwards: that stands in the stored report and is no part of the check."""
    rows = {name: [{k: v for k, v in row.items() if k != "accepted"} for row in report[name]] for name in MARKED}
    return {k: v for k, v in report.items() if k != "accepted"} | rows


def _told(stored: Mapping[str, Any], again: Mapping[str, Any]) -> Replay:
    names = dict.fromkeys((*stored, *again))
    keys = tuple(k for k in names if k not in FLEETING and stored.get(k) != again.get(k))
    verdicts, _same = verdict_changes(stored, again, {}, {}) if "results" in keys else ([], 0)
    then, now = stored.get("engine", {}), again.get("engine", engine())
    programs = {n: (then.get(n, ""), now.get(n, "")) for n in {**then, **now} if then.get(n) != now.get(n)}
    return Replay(keys, tuple(verdicts), programs, stored, again)


def _request(check: Check, folder: Path) -> CheckRequest:
    pack = folder / "pack.json"
    pack.write_bytes(_bytes(check.pack_content, "rule pack"))
    words = json.loads(_bytes(check.asked, "request"))
    delivered = check.version.delivered
    paths = []
    for number, (stored, name) in enumerate(delivered):
        _bytes(stored, f"file “{name}”")
        paths.append(files.copy_to(stored, folder / f"model-{number}{Path(name).suffix.lower()}"))
    return replace(
        request_from({**words, "paths": []}),
        paths=tuple(paths),
        names=tuple(name for _stored, name in delivered),
        pack_file=pack,
        outputs=Outputs(),
        max_bytes=settings.MAX_MODEL_MB * 1_000_000,
        scan_cycles=settings.SCAN_CYCLES,
    )


def _bytes(stored: StoredFile | None, what: str) -> bytes:
    """The content, only if it is what its name says: a replay of altered bytes would prove nothing."""
    if stored is None:
        raise DomainError(
            f"The check is from before its {what} was kept; check the model again, that check can be replayed.",
            code="not_kept",
        )
    if not stored.path.is_file() or files.file_digest(stored.path) != stored.sha256:
        raise DomainError(f"The stored {what} is missing or altered; run verify_files.", code="altered")
    return stored.path.read_bytes()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
