"""Storeys of a delivery, joined across its files, and which storey an element stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from bim.facts import Storey
from bim.read.buildings import Buildings
from bim.read.entity import Entity, attribute, by_type
from bim.read.source import Source
from bim.read.storey_heights import AGREE_M, Levels, Reference, building_z, height_of, heights_of, reference
from bim.read.text import clean_text

BELOW_M = 0.5
"""An element this far under a storey's level still stands on it (thresholds, sunken floors)."""
LEVEL_GAP_M = 1.5
ALIKE_M = 0.3
"""Storeys named alike in two files are one within this: a structural floor lies under the finished one."""


@dataclass(slots=True)
class Storeys:
    """Where the elements of one file stand. ``storeys`` are those of the whole delivery, those without height last."""

    source: Source
    storeys: list[Storey] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)
    """Key of each of the file's storeys, by entity id."""
    homes: dict[int, str] = field(default_factory=dict)
    """Key of each of the file's buildings, by entity id."""
    references: dict[str, Reference] = field(default_factory=dict)
    """±0.00 as this file tells it, by building."""
    homeless: dict[str, list[str]] = field(default_factory=dict)
    """GUIDs of elements that no relation puts on a storey, by class."""

    def key_of(self, element: Entity, z_m: float | None = None) -> str:
        """GUID of the storey of ``element``: by relation, else the one of its building that fits the height ``z_m``."""
        entity = self.source.tree.storey_of(element)
        if entity is not None and entity.id() in self.keys:
            return self.keys[entity.id()]
        self.homeless.setdefault(element.is_a(), []).append(str(element.GlobalId))
        return self.at(z_m, element) if z_m is not None else ""

    def at(self, z_m: float, element: Entity | None = None) -> str:
        """GUID of the highest storey at or below ``z_m`` (half a metre of grace), the lowest when all are above.

        With ``element``, of the storeys of its own building.
        """
        mine = self._near(element)
        known = [s for s in mine if s.elevation_m is not None]
        below = [s for s in known if s.elevation_m is not None and s.elevation_m <= z_m + BELOW_M]
        chosen = below[-1:] or known[:1] or mine[:1]
        return chosen[0].guid if chosen else ""

    def elevation_of(self, guid: str) -> float | None:
        """Elevation of a storey by its key."""
        return next((s.elevation_m for s in self.storeys if s.guid == guid), None)

    def elevations(self, element: Entity | None = None) -> list[float]:
        """Known elevations, ascending; with ``element`` those of its own building."""
        return sorted({s.elevation_m for s in self._near(element) if s.elevation_m is not None})

    def _near(self, element: Entity | None) -> list[Storey]:
        building = self.source.tree.building_of(element) if element is not None else None
        home = self.homes.get(building.id(), "") if building is not None else ""
        return [s for s in self.storeys if s.building == home] or self.storeys if home else self.storeys


def read_storeys(source: Source, levels: Levels, buildings: Buildings, known: list[Storey]) -> Storeys:
    """Storeys of one file with world heights. ``known`` are those of other files: same ones are joined, new ones added.

    ``Storeys.storeys`` is ``known`` itself, complete when all files are read; the caller sorts it.
    """
    found = Storeys(source, known, homes=buildings.homes(source))
    entities = list(by_type(source.model, "IfcBuildingStorey"))
    if not entities:
        if not known:
            known += _derived(source, levels, buildings)
            found.references[known[0].building if known else ""] = (float("inf"), building_z(source))
        return found
    before = list(known)
    heights = heights_of(source, entities, levels)
    bare = not by_type(source.model, "IfcSpace")
    for entity in entities:
        storey = _storey(source, entity, heights, levels, buildings)
        same = _same(storey, before, bare=bare)
        if same is None:
            same = _unique(storey, known)
            known.append(same)
        elif same.name != storey.name and same.guid != storey.guid:
            source.notes.add("storeys_joined", (storey.guid, same.guid), name=storey.name, other=same.name)
        found.keys[entity.id()] = same.guid
    for key in dict.fromkeys(found.homes.values()) or ("",):
        mine = [e for e in entities if buildings.key_of(source, e) == key]
        if mine:
            found.references[key] = reference(source, mine, heights)
    return found


def _storey(
    source: Source, entity: Entity, heights: dict[int, float | None], levels: Levels, buildings: Buildings
) -> Storey:
    name = clean_text(entity.Name) or clean_text(attribute(entity, "LongName"))
    guid = str(entity.GlobalId)
    heights[entity.id()] = height_of(source, entity, heights[entity.id()], levels, name or guid)
    return Storey(guid, source.step(entity), name, heights[entity.id()], buildings.key_of(source, entity))


def _same(storey: Storey, known: Sequence[Storey], *, bare: bool) -> Storey | None:
    """The storey of another file that ``storey`` is: by GlobalId, by name, or (a file without rooms) by height alone.

    A GlobalId at another height is a copied template and joins nothing.
    """
    mine = [s for s in known if s.building == storey.building]
    gaps = {s.guid: _gap(s, storey) for s in mine}
    by_guid = [s for s in mine if s.guid == storey.guid and (gaps[s.guid] or 0.0) <= ALIKE_M]
    near = sorted((s for s in mine if gaps[s.guid] is not None), key=lambda s: gaps[s.guid] or 0.0)
    by_name = [s for s in near if storey.name and s.name == storey.name and (gaps[s.guid] or 0.0) <= ALIKE_M]
    by_height = [s for s in near if bare and (gaps[s.guid] or 0.0) <= AGREE_M]
    return next(iter([*by_guid, *by_name, *by_height]), None)


def _gap(a: Storey, b: Storey) -> float | None:
    return abs(a.elevation_m - b.elevation_m) if a.elevation_m is not None and b.elevation_m is not None else None


def _unique(storey: Storey, known: Sequence[Storey]) -> Storey:
    if all(s.guid != storey.guid for s in known):
        return storey
    guid = f"{storey.guid}#{storey.step_id}"
    return Storey(guid, storey.step_id, storey.name, storey.elevation_m, storey.building)


def _derived(source: Source, levels: Levels, buildings: Buildings) -> list[Storey]:
    heights = sorted(z for found in levels.values() for z in found)
    groups: list[list[float]] = []
    for z in heights:
        if groups and z - groups[-1][0] < LEVEL_GAP_M:
            groups[-1].append(z)
        else:
            groups.append([z])
    source.notes.add("storeys_none")
    home = next(iter(buildings.homes(source).values()), "")
    return [Storey(f"derived-{source.index}-{i}", 0, f"({i + 1})", median(g), home) for i, g in enumerate(groups)]
