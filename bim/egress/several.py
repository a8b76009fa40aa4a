"""Deliveries of several buildings: each analysed with what it touches, and each one's share of the result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields, replace
from typing import Any

from bim.egress.measured import Both
from bim.egress.result import BuildingResult, EgressResult, StoreyResult
from bim.egress.storeys import ROOF_SHARE
from bim.facts import ModelBuilding, ModelFacts
from bim.facts_parts import clusters, only

Analyse = Callable[[ModelFacts], EgressResult]


def analyse_apart(facts: ModelFacts, analyse: Analyse) -> EgressResult:
    """``analyse`` over each group of buildings that touch, put together again; ``buildings`` says what each one is."""
    parts = [analyse(part) for part in clusters(facts)]
    result = parts[0] if len(parts) == 1 else _joined(facts, parts)
    result.buildings = tuple(row for part in parts for row in _rows(part))
    return result


def of_buildings(result: EgressResult, guids: Collection[str]) -> EgressResult:
    """What ``result`` says of the buildings ``guids``, as if they were one; the walks still lead where they led."""
    home = {s.guid: s.building for s in result.facts.storeys}
    mine = {guid for guid, building in home.items() if building in guids}
    spaces = {s.guid for s in result.spaces if s.storey in mine}
    told = [b for b in result.buildings if b.guid in guids]
    heights = [b.height_m for b in told]
    found = _filtered(result, lambda row: _belongs(row, mine, spaces))
    return replace(
        found,
        facts=_named(only(result.facts, guids, loose=False), told),
        buildings=tuple(told),
        storeys=[replace(row, order=order) for order, row in enumerate(found.storeys)],
        height_m=None if None in heights else max((h for h in heights if h is not None), default=None),
        storeys_above=max((b.storeys_above or 0 for b in told), default=0) or None,
        exits_confirmed=_confirmed(result, found),
    )


def _named(facts: ModelFacts, told: Sequence[BuildingResult]) -> ModelFacts:
    name = ", ".join(b.name for b in told if b.name) or facts.building_name
    return replace(facts, building_name=name, reference_z_m=told[0].reference_z_m if told else facts.reference_z_m)


def _belongs(row: Any, storeys: Collection[str], spaces: Collection[str]) -> bool:
    """Whether a row of a result is about one of these storeys or spaces; a row that names neither is kept."""
    for name in ("storey", "from_storey"):
        if hasattr(row, name):
            return getattr(row, name) in storeys or getattr(row, "to_storey", None) in storeys
    if isinstance(row, StoreyResult):
        return row.guid in storeys
    return row.space in spaces if hasattr(row, "space") else True


def _filtered(result: EgressResult, keep: Callable[[Any], bool]) -> EgressResult:
    changed: dict[str, Any] = {}
    for name in (f.name for f in fields(result) if f.name not in ("facts", "buildings", "notes", "timing_s")):
        value = getattr(result, name)
        if isinstance(value, Both):
            changed[name] = Both(_kept(value.counts, keep), _kept(value.not_counts, keep))
        elif isinstance(value, list | tuple):
            changed[name] = _kept(value, keep)
    return replace(result, **changed)


def _kept(rows: Any, keep: Callable[[Any], bool]) -> Any:
    return type(rows)(row for row in rows if keep(row)) if isinstance(rows, list | tuple) else rows


def _joined(facts: ModelFacts, parts: Sequence[EgressResult]) -> EgressResult:
    """Rows one after the other, storeys by height; a yes or no holds for all only where it holds for each."""
    changed = {f.name: _sum([getattr(part, f.name) for part in parts]) for f in fields(parts[0])}
    storeys = sorted(changed["storeys"], key=lambda s: (s.elevation_m is None, s.elevation_m or 0.0))
    heights = [part.height_m for part in parts if part.height_m is not None]
    return replace(
        parts[0],
        **{
            **changed,
            "facts": facts,
            "storeys": [replace(row, order=order) for order, row in enumerate(storeys)],
            "height_m": max(heights, default=None),
            "storeys_above": max((part.storeys_above or 0 for part in parts), default=0) or None,
            "exits_confirmed": all(part.exits_confirmed for part in parts),
        },
    )


def _sum(values: Sequence[Any]) -> Any:
    known = [v for v in values if v is not None]
    if not known or isinstance(known[0], bool | int | float | ModelFacts):
        return known[0] if known else None
    if isinstance(known[0], Both):
        return Both(_sum([v.counts for v in known]), _sum([v.not_counts for v in known]))
    if isinstance(known[0], dict):
        return {key: sum(v.get(key, 0.0) for v in known) for key in known[0]}
    return type(known[0])(row for v in known for row in v) if isinstance(known[0], list | tuple) else known[0]


def _rows(part: EgressResult) -> list[BuildingResult]:
    """A building alone in its group has the group's height; one of several that of its own top storey with rooms."""
    buildings = part.facts.buildings
    if len(buildings) == 1:
        return [_row(part, buildings[0], part.height_m, part.storeys_above)]
    return [_row(part, building, *_height(part, building)) for building in buildings]


def _row(part: EgressResult, building: ModelBuilding, height_m: float | None, storeys: int | None) -> BuildingResult:
    return BuildingResult(building.guid, building.name, building.reference_z_m, height_m, storeys, building.files)


def _height(part: EgressResult, building: ModelBuilding) -> tuple[float | None, int | None]:
    home = {s.guid: s.building for s in part.facts.storeys}
    full = [s for s in part.storeys if home.get(s.guid) == building.guid and s.spaces and s.above_ground]
    largest = max((s.area_m2 for s in full), default=0.0)
    while len(full) > 1 and full[-1].area_m2 <= ROOF_SHARE * largest:
        full.pop()
    rooms = [s for s in part.facts.spaces if full and s.storey == full[-1].guid]
    ceilings = [s.floor_z_m + s.height_m for s in rooms if s.height_m is not None]
    return (max(ceilings) - building.reference_z_m if ceilings else None), len(full) or None


def _confirmed(whole: EgressResult, part: EgressResult) -> bool:
    """Every exit of the part and every one its walks end at, wherever it is, and every stair outside dwellings."""
    ends = {s.travel.target for s in part.spaces if s.travel is not None}
    own = {d.guid for d in part.doors}
    exits = [d for d in whole.doors if d.exit != "no" and (d.guid in own or d.guid in ends)]
    stairs = [s for s in part.stairs if not s.inside_flat]
    said = [*(d.status for d in exits), *(s.status for s in stairs)]
    return bool(exits) and all(status == "confirmed" for status in said)
