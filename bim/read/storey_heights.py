"""How high the storeys of one file lie in the world, and where ±0.00 is."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bim.read.entity import Entity, by_type, number
from bim.read.source import Source

AGREE_M = 0.05
ABSOLUTE_M = 6.0
"""Beyond this, elevations are heights above sea level and say nothing of ±0.00."""

Levels = dict[int, list[float]]
"""Heights of the floors and door sills that the file puts on a storey, by the storey's entity id."""
Reference = tuple[float, float]
"""(size of the stated elevation that tells it, world height of ±0.00): the smaller the first, the better."""


def heights_of(source: Source, entities: Sequence[Entity], levels: Levels) -> dict[int, float | None]:
    """World heights by entity id.

    A storey's height is stated twice, as ``Elevation`` (relative to the building) and by its placement; exporters
    get one or the other wrong. The statement that agrees best with the floors standing there is used for all.
    """
    stated = {e.id(): number(e, "Elevation") for e in entities}
    base = {e.id(): building_z(source, e) for e in entities}
    relative = {k: None if v is None else base[k] + v * source.unit_m for k, v in stated.items()}
    absolute = {k: None if v is None else v * source.unit_m for k, v in stated.items()}
    placed = {e.id(): _placed_z(source, e) for e in entities}
    spread = len({round(v, 2) for v in placed.values() if v is not None})
    plausible = spread >= len({round(v, 2) for v in relative.values() if v is not None})
    order = [("placements", placed), ("elevations", relative), ("elevations", absolute)]
    if not plausible:
        order = [*order[1:], order[0]]
    used, best = min(order, key=lambda option: _misfit(option[1], levels))
    known = [abs(v - r) for k, r in relative.items() if r is not None and (v := best[k]) is not None]
    if known and max(known) > AGREE_M and levels:
        source.notes.add("storey_elevation_moved", used=used)
    return best


def height_of(source: Source, entity: Entity, stated: float | None, levels: Levels, name: str) -> float | None:
    """``stated`` where the file gives an elevation, else what can be derived, with a complaint."""
    if stated is not None and number(entity, "Elevation") is not None:
        return stated
    found = levels.get(entity.id())
    value = stated if stated is not None else (median(found) if found else None)
    if value is None:
        source.notes.add("storey_elevation_unknown", (str(entity.GlobalId),), name=name)
    else:
        source.notes.add("storey_elevation_derived", (str(entity.GlobalId),), name=name, elevation_m=round(value, 3))
    return value


def building_z(source: Source, storey: Entity | None = None) -> float:
    """World height of the placement of the storey's ``IfcBuilding``, of the file's first one without a storey."""
    own = source.tree.building_of(storey) if storey is not None else None
    for building in [own] if own is not None else by_type(source.model, "IfcBuilding"):
        return _placed_z(source, building) or 0.0
    return 0.0


def reference(source: Source, entities: Sequence[Entity], heights: dict[int, float | None]) -> Reference:
    """±0.00 is where the storey of the smallest stated elevation lies, less that elevation."""
    nearest: tuple[float, float] | None = None
    for entity in entities:
        stated, height = number(entity, "Elevation"), heights.get(entity.id())
        if stated is None or height is None:
            continue
        stated *= source.unit_m
        if nearest is None or abs(stated) < abs(nearest[0]):
            nearest = (stated, height)
    if nearest is None:
        return float("inf"), building_z(source, entities[0] if entities else None)
    stated, height = nearest
    return abs(stated), height - stated if abs(stated) <= ABSOLUTE_M else height


def _misfit(heights: dict[int, float | None], levels: Levels) -> float:
    """Mean distance in metres (in steps of 5 cm) between a statement and the floors; a missing one counts as 1 m."""
    gaps = []
    for key, found in levels.items():
        height = heights.get(key)
        gaps.append(1.0 if height is None else min(10.0, abs(height - median(found))))
    return round(sum(gaps) / len(gaps) / AGREE_M) if gaps else 0.0


def _placed_z(source: Source, entity: Entity) -> float | None:
    matrix = source.placements.of(entity)
    return None if matrix is None else float(matrix[2, 3])
