"""Storeys and their heights in the world, and which storey an element stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from bim.facts import Storey
from bim.read.entity import Entity, attribute, by_type, number
from bim.read.source import Source
from bim.read.spatial import Tree
from bim.read.text import clean_text

AGREE_M = 0.05
BELOW_M = 0.5
"""An element this far under a storey's level still stands on it (thresholds, sunken floors)."""
LEVEL_GAP_M = 1.5
ABSOLUTE_M = 6.0
"""Beyond this, elevations are heights above sea level and say nothing of ±0.00."""

Levels = dict[int, list[float]]
"""Heights of the floors and door sills that the file puts on a storey, by the storey's entity id."""


@dataclass(slots=True)
class Storeys:
    """Storeys of one file in order of height, those without height last.

    ``new`` are those that no earlier file of the delivery brought.
    """

    tree: Tree
    storeys: list[Storey]
    reference_z_m: float
    new: list[Storey] = field(default_factory=list)
    _keys: dict[int, str] = field(default_factory=dict)
    homeless: dict[str, list[str]] = field(default_factory=dict)
    """GUIDs of elements that no relation puts on a storey, by class."""

    def key_of(self, element: Entity, z_m: float | None = None) -> str:
        """GUID of the storey of ``element``: by relation, else the one that fits the height ``z_m``."""
        entity = self.tree.storey_of(element)
        if entity is not None and entity.id() in self._keys:
            return self._keys[entity.id()]
        self.homeless.setdefault(element.is_a(), []).append(str(element.GlobalId))
        return self.at(z_m) if z_m is not None else ""

    def at(self, z_m: float) -> str:
        """GUID of the highest storey at or below ``z_m`` (half a metre of grace), the lowest when all are above."""
        known = [s for s in self.storeys if s.elevation_m is not None]
        below = [s for s in known if s.elevation_m is not None and s.elevation_m <= z_m + BELOW_M]
        chosen = below[-1:] or known[:1] or self.storeys[:1]
        return chosen[0].guid if chosen else ""

    def elevation_of(self, guid: str) -> float | None:
        """Elevation of a storey by its key."""
        return next((s.elevation_m for s in self.storeys if s.guid == guid), None)

    def elevations(self) -> list[float]:
        """Known elevations, ascending."""
        return sorted({s.elevation_m for s in self.storeys if s.elevation_m is not None})


def read_storeys(source: Source, levels: Levels, known: Sequence[Storey] = ()) -> Storeys:
    """Storeys with absolute elevations. ``known`` are those of earlier files, which the same storeys join.

    A storey's height is stated twice, as ``Elevation`` (relative to the building) and by its placement; exporters
    get one or the other wrong. The statement that agrees best with the floors standing there is used for all.
    """
    entities = list(by_type(source.model, "IfcBuildingStorey"))
    if not entities:
        return _derived(source, levels)
    heights = _best_statement(source, entities, levels)
    found: dict[int, Storey] = {}
    for entity in entities:
        name = clean_text(entity.Name) or clean_text(attribute(entity, "LongName"))
        guid = str(entity.GlobalId)
        elevation = _height(source, entity, heights[entity.id()], levels, name or guid)
        storey = Storey(guid, source.step(entity), name, elevation)
        same = next((other for other in known if _is_same(storey, other)), None)
        taken = {s.guid for s in (*known, *found.values())}
        unique = storey if guid not in taken else replace(storey, guid=f"{guid}#{storey.step_id}")
        found[entity.id()] = same or unique
    ordered = sorted(dict.fromkeys(found.values()), key=lambda s: (s.elevation_m is None, s.elevation_m or 0.0))
    keys = {key: storey.guid for key, storey in found.items()}
    new = [s for s in ordered if s not in known]
    return Storeys(source.tree, ordered, _reference(source, entities, found), new, keys)


def _is_same(one: Storey, other: Storey) -> bool:
    """Same GlobalId or name at the same height: split deliveries repeat their storeys in every file."""
    if one.guid != other.guid and one.name != other.name:
        return False
    if one.elevation_m is None or other.elevation_m is None:
        return one.guid == other.guid
    return abs(one.elevation_m - other.elevation_m) <= AGREE_M


def _height(source: Source, entity: Entity, stated: float | None, levels: Levels, name: str) -> float | None:
    if stated is not None and number(entity, "Elevation") is not None:
        return stated
    found = levels.get(entity.id())
    value = stated if stated is not None else (median(found) if found else None)
    if value is None:
        source.notes.add("storey_elevation_unknown", (str(entity.GlobalId),), name=name)
    else:
        source.notes.add("storey_elevation_derived", (str(entity.GlobalId),), name=name, elevation_m=round(value, 3))
    return value


def _best_statement(source: Source, entities: Sequence[Entity], levels: Levels) -> dict[int, float | None]:
    base = building_z(source)
    stated = {e.id(): number(e, "Elevation") for e in entities}
    relative = {k: None if v is None else base + v * source.unit_m for k, v in stated.items()}
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


def _misfit(heights: dict[int, float | None], levels: Levels) -> float:
    """Mean distance in metres (in steps of 5 cm) between a statement and the floors; a missing one counts as 1 m."""
    gaps = []
    for key, found in levels.items():
        height = heights.get(key)
        gaps.append(1.0 if height is None else min(10.0, abs(height - median(found))))
    return round(sum(gaps) / len(gaps) / AGREE_M) if gaps else 0.0


def building_z(source: Source) -> float:
    """World height of the first ``IfcBuilding``'s placement."""
    for building in by_type(source.model, "IfcBuilding"):
        return _placed_z(source, building) or 0.0
    return 0.0


def _placed_z(source: Source, entity: Entity) -> float | None:
    matrix = source.placements.of(entity)
    return None if matrix is None else float(matrix[2, 3])


def _reference(source: Source, entities: Sequence[Entity], found: dict[int, Storey]) -> float:
    """World height of ±0.00: where the storey of the smallest stated elevation lies, less that elevation."""
    nearest: tuple[float, float] | None = None
    for entity in entities:
        stated, height = number(entity, "Elevation"), found[entity.id()].elevation_m
        if stated is None or height is None:
            continue
        stated *= source.unit_m
        if nearest is None or abs(stated) < abs(nearest[0]):
            nearest = (stated, height)
    if nearest is None:
        return building_z(source)
    return nearest[1] - nearest[0] if abs(nearest[0]) <= ABSOLUTE_M else nearest[1]


def _derived(source: Source, levels: Levels) -> Storeys:
    heights = sorted(z for found in levels.values() for z in found)
    groups: list[list[float]] = []
    for z in heights:
        if groups and z - groups[-1][0] < LEVEL_GAP_M:
            groups[-1].append(z)
        else:
            groups.append([z])
    source.notes.add("storeys_none")
    storeys = [Storey(f"derived-{source.index}-{i}", 0, f"({i + 1})", median(g)) for i, g in enumerate(groups)]
    return Storeys(source.tree, storeys, building_z(source), storeys)
