"""A previewed import as people read it: what changes from what to what, and what is rejected why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.models import User
from registry.fields import FIELDS, shown
from registry.imports.plan import ImportPlan, PlanRow, from_json
from registry.models import Building, ImportBatch

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Marked:
    """A value in three parts; only the middle differs from its counterpart."""

    start: str
    middle: str
    end: str


@dataclass(frozen=True, slots=True)
class Change:
    """One accepted value that the file would move; ``kept`` when a weightier source stands against the file."""

    row: int
    key: str
    name: str
    building: str
    label: Any
    old: Marked
    new: Marked
    kept: bool


def plan_of(batch: ImportBatch) -> ImportPlan | None:
    return from_json(batch.plan.path.read_bytes()) if batch.plan else None


def changes(user: User, plan: ImportPlan) -> list[Change]:
    """At most ``SHOWN``; names of the buildings in one query."""
    rows = [row for row in plan.rows if row.building and (row.changes or row.disagrees)][:SHOWN]
    found = Building.objects.visible_to(user).filter(uuid__in=[row.building for row in rows])
    names = {str(building.uuid): building.label for building in found}
    listed = [change for row in rows for change in _of_row(row, names.get(row.building, ""))]
    return listed[:SHOWN]


def created(plan: ImportPlan) -> list[dict[str, Any]]:
    """New buildings, the first of them, with the facts that people look for."""
    fields = ("name", "address", "year_built", "storeys_above")
    return [
        {"row": row.row, "key": row.key, "facts": [shown(field, row.facts.get(field)) for field in fields]}
        for row in plan.of_kind("created")[:SHOWN]
    ]


def _of_row(row: PlanRow, name: str) -> Iterator[Change]:
    for pairs, kept in ((row.changes, False), (row.disagrees, True)):
        for field, (old, new) in pairs.items():
            label = FIELDS[field].label if field in FIELDS else field
            if shown(field, old) == shown(field, new):
                continue  # differs beyond the digits that are shown, such as a coordinate by a micrometre
            before, after = marked(shown(field, old), shown(field, new))
            yield Change(row.row, row.key, name, row.building, label, before, after, kept)


def marked(old: str, new: str) -> tuple[Marked, Marked]:
    """Common beginning and end cut off both: 1998 -> 1989 marks 98 and 89."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return tuple(  # type: ignore[return-value]
        Marked(text[:start], text[start : len(text) - end], text[len(text) - end :]) for text in (old, new)
    )
