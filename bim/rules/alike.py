"""One row for elements alike: what a band alone leaves open is asked once per type, not once per door or flight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bim.rules import reasons
from core.verdicts import Judgement, RestsOn, Verdict

BANDS = ("width_band|", "between_measure|")
"""Reasons of rows that are open only because the clear size lies inside the pack's band below the nominal one."""
KINDS = (("IfcDoor", "clear_height"), ("IfcStair", "clear_width"))
"""Sizes that repeat through a building. Doors' widths stay apart: a door alone may be the bottleneck of its storey."""


def folded(rows: Iterable[Judgement]) -> list[Judgement]:
    """Rows in their order; those alike as one, on the first of them, that counts all and has their GlobalIds.

    It rests on a proposal as soon as one of them does. Passes, fails and missing sizes are never folded.
    """
    groups: dict[object, list[Judgement]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(_type(row) or place, []).append(row)
    return [group[0] if len(group) == 1 else _one(group) for group in groups.values()]


def _type(row: Judgement) -> object:
    if row.verdict is not Verdict.REVIEW or not row.reason.startswith(BANDS):
        return None
    if (row.subject.type, row.metric) not in KINDS or row.measured is None or row.measured_upper is None:
        return None
    sizes = (round(row.measured, 4), round(row.measured_upper, 4), row.limit, row.limit_upper)
    return (row.rule, row.clause, row.edition, row.basis, row.subject.type, row.metric, sizes, row.modifiers)


def _one(group: list[Judgement]) -> Judgement:
    first = group[0]
    storeys = len({row.storey for row in group})
    sure = all(row.rests_on is RestsOn.CONFIRMED for row in group)
    return replace(
        first,
        rests_on=RestsOn.CONFIRMED if sure else RestsOn.PROPOSED,
        evidence=tuple(row.subject.guid for row in group),
        notes=(reasons.code("alike", count=len(group), storeys=storeys), *first.notes),
    )
