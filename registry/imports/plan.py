"""The one plan object: what an import will do, row by row. The preview shows it, the report is written from it, and
applying carries out exactly it. Nobody counts anything a second time.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from registry.imports.messages import Message
from registry.imports.rows import Reject

CREATED, CHANGED, UNCHANGED = "created", "changed", "unchanged"
FORMAT = "import-plan/1"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One accepted row.

    ``building`` and ``version``: what was found (empty and 0 for a new one). ``facts``: values to record as
    observations. ``changes``: field -> [old, new] of accepted values. ``disagrees``: field -> [accepted, given] where a
    weightier source stands against the file. ``on``: day of the survey, ISO, or empty.
    """

    row: int
    kind: str
    key: str
    area_code: str
    building: str = ""
    version: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, list[Any]] = field(default_factory=dict)
    disagrees: dict[str, list[Any]] = field(default_factory=dict)
    on: str = ""

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.on) if self.on else None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """``rejects`` may hold several cells of one row; ``notices`` are remarks about the whole file."""

    profile: str
    scheme: str
    source: str
    encoding: str
    rows: tuple[PlanRow, ...]
    rejects: tuple[Reject, ...]
    notices: tuple[Message, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Rows read = created + changed + unchanged + rejected."""
        counts = {CREATED: 0, CHANGED: 0, UNCHANGED: 0, "rejected": len({r.row for r in self.rejects})}
        for row in self.rows:
            counts[row.kind] += 1
        return {"read": sum(counts.values()), **counts}

    def of_kind(self, kind: str) -> list[PlanRow]:
        return [row for row in self.rows if row.kind == kind]


def to_json(plan: ImportPlan) -> bytes:
    body = {
        "format": FORMAT,
        **{name: getattr(plan, name) for name in ("profile", "scheme", "source", "encoding")},
        "rows": [asdict(row) for row in plan.rows],
        "rejects": [[r.row, r.column, r.value, r.reason.plain(), r.hint.plain()] for r in plan.rejects],
        "notices": [notice.plain() for notice in plan.notices],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> ImportPlan:
    body = json.loads(data)
    if body["format"] != FORMAT:
        raise ValueError(f"This plan has the format {body['format']}, not {FORMAT}.")
    return ImportPlan(
        **{name: body[name] for name in ("profile", "scheme", "source", "encoding")},
        rows=tuple(PlanRow(**row) for row in body["rows"]),
        rejects=tuple(Reject(r[0], r[1], r[2], Message(*r[3]), Message(*r[4])) for r in body["rejects"]),
        notices=tuple(Message(*notice) for notice in body["notices"]),
    )
