"""Stairs as results: where they lead, their confirmed kind, and what the model suggests when nobody has said."""

from __future__ import annotations

from collections.abc import Container

from bim.egress import words
from bim.egress.cells import Plan, stair_shape
from bim.egress.joins import Join
from bim.egress.landings import Landing, StairEnds
from bim.egress.options import Reviews
from bim.egress.result import StairKind, StairResult
from bim.egress.wells import Wells
from bim.geometry.polyline import length_m


def stair_results(
    plan: Plan, joins: list[Join], ends: list[StairEnds], wells: Wells, reviews: Reviews, private: Container[int] = ()
) -> list[StairResult]:
    """One row per stair. ``kind`` is a person's word or ``unknown``; a suggestion never decides.

    ``private``: stairs (indices) inside one dwelling.
    """
    return [_row(plan, joins, end, wells, reviews, end.stair in private) for end in ends]


def _row(plan: Plan, joins: list[Join], end: StairEnds, wells: Wells, reviews: Reviews, private: bool) -> StairResult:
    stair = plan.facts.stairs[end.stair]
    suggested, evidence, confidence = _suggest(plan, joins, end, wells)
    said = reviews.stairs.get(stair.guid)
    first = [words.CONFIRMED if said else words.INSIDE_DWELLING if private else words.SUGGESTED[suggested]]
    loose = [w for landing, w in ((end.foot, words.FOOT_LOOSE), (end.head, words.HEAD_LOOSE)) if landing.cell is None]
    walkable = len(stair.line) > 1
    return StairResult(
        guid=stair.guid,
        step_id=stair.step_id,
        name=stair.name,
        from_storey=_storey(plan, end.foot, stair.line[0][2] if walkable else None, stair.storey),
        to_storey=_storey(plan, end.head, stair.line[-1][2] if walkable else None, ""),
        length_m=length_m(stair.line) if walkable else None,
        width_m=stair.width_m,
        method=stair.method,
        kind=said or "unknown",
        status="confirmed" if said else "proposed",
        evidence=(*first, *evidence, *loose, *stair.notes),
        confidence=1.0 if said else confidence,
        line=stair.line,
        inside_flat=private,
        suggested=suggested,
        riser_m=stair.riser_m,
        going_m=stair.going_m,
        is_ramp=stair.is_ramp,
    )


def _storey(plan: Plan, landing: Landing, z_m: float | None, fallback: str) -> str:
    if landing.cell is not None:
        return plan.space_of(landing.cell).storey
    known = [
        (abs(s.elevation_m - z_m), s.guid) for s in plan.facts.storeys if s.elevation_m is not None and z_m is not None
    ]
    near = min(known, default=(9e9, ""))
    return near[1] if near[0] <= 1.5 else fallback


def _suggest(plan: Plan, joins: list[Join], end: StairEnds, wells: Wells) -> tuple[StairKind, tuple[str, ...], float]:
    stair = plan.facts.stairs[end.stair]
    if stair.external:
        return "outdoor", (words.EXTERNAL_STAIR,), 0.7
    cells = end.cells
    own = [c for c, stairs in wells.wells.items() if end.stair in stairs]
    if own:
        return _well_kind(plan, joins, own, wells)
    outline = stair_shape(stair, plan.frame) if len(stair.line) > 1 else None
    inside = outline is not None and any(outline.intersects(plan.cells[c].shape) for c in cells)
    if cells and not inside and stair.external is not False and len(cells) < 2:
        return "outdoor", (words.STAIR_OUTDOORS,), 0.3
    if cells:
        return "open_stair", (words.IN_HALL,), 0.5
    return "unknown", (words.NO_SPACE,), 0.1


def _well_kind(plan: Plan, joins: list[Join], own: list[int], wells: Wells) -> tuple[StairKind, tuple[str, ...], float]:
    """Suggested kind of a stair in its own space, from the ways into that space."""
    group = wells.group_of_cell(own[0])
    inner = set(own) | {c for c in wells.wells if wells.group_of_cell(c) == group}
    ways = [
        plan.facts.portals[j.portal] for j in joins if (j.sides[0] in inner) != (j.sides[1] in inner) and j.joins_two
    ]
    if not ways:
        return "unknown", (words.OWN_WELL,), 0.2
    if any(p.kind != "door" for p in ways):
        return "open_stairwell", (words.OWN_WELL, words.OPEN_SIDE), 0.6
    rated = any(p.fire_rating for p in ways)
    evidence = (words.OWN_WELL, words.ALL_DOORS, words.RATED_DOOR if rated else words.NO_RATING)
    if group in wells.lobbies.values():
        return "smoke_proof", (*evidence, words.LOBBY), 0.7 if rated else 0.6
    return "enclosed", evidence, 0.7 if rated else 0.5
