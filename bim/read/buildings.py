"""Which buildings a delivery holds, and which ``IfcBuilding`` of one file is which of another.

Exporters number buildings anew for each file, or give every file the number of one template. So a GlobalId is the
first evidence, a name the second and the place the third; what contradicts the evidence is said, never hidden.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bim.facts import ModelBuilding
from bim.read.entity import Entity, attribute, by_type
from bim.read.extent import Box, boxes
from bim.read.notes import Notebook
from bim.read.source import Source
from bim.read.text import clean_text

How = Literal["guid", "name", "place"]
RANKS: tuple[How, ...] = ("guid", "name", "place")
APART_M = 10.0
"""Parts of one building lie nearer to each other than this on plan, whatever their files."""
STACK_M = 6.0
"""Storeys of one building that come in files of their own leave no more than this between them."""
SAME_PLACE = 0.5
"""Share of the smaller of two boxes that lies in the other, from which they stand in one place."""
PLACEHOLDERS = frozenset({"", "building", "default", "default building", "building 1", "untitled", "unnamed", "none"})
PLACEHOLDERS_ZH = frozenset({"建筑", "建筑物", "默认", "默认建筑", "未命名", "楼"})


@dataclass(slots=True)
class Claim:
    """One ``IfcBuilding`` of one file. ``roomed``: spaces stand in it, so that it is no mere discipline model."""

    source: Source
    entity: Entity
    name: str
    box: Box | None
    roomed: bool
    key: str = ""
    """GUID under which the building goes in the delivery."""

    @property
    def guid(self) -> str:
        return str(self.entity.GlobalId)

    @property
    def named(self) -> bool:
        return self.name.casefold() not in PLACEHOLDERS | PLACEHOLDERS_ZH


@dataclass(slots=True)
class Buildings:
    """Buildings of a delivery with the claims of the files that hold a part of each, by key."""

    claims: dict[str, list[Claim]] = field(default_factory=dict)

    def key_of(self, source: Source, storey: Entity) -> str:
        """Key of the building that a storey of ``source`` stands in; the only one of its file where none is said."""
        homes, building = self.homes(source), source.tree.building_of(storey)
        key = homes.get(building.id(), "") if building is not None else ""
        return key or (next(iter(homes.values())) if len(homes) == 1 else "")

    def homes(self, source: Source) -> dict[int, str]:
        """Keys of the buildings of one file, by entity id."""
        return {c.entity.id(): c.key for group in self.claims.values() for c in group if c.source is source}

    def rows(self) -> list[ModelBuilding]:
        """As facts, in the order of the files; the name is the first that says something."""
        found = []
        for key, group in self.claims.items():
            name = next((c.name for c in group if c.named), group[0].name)
            guids = tuple(dict.fromkeys(c.guid for c in group))
            files = tuple(dict.fromkeys(c.source.file.name for c in group))
            found.append(ModelBuilding(key, group[0].source.step(group[0].entity), name, files=files, guids=guids))
        return found


def join_buildings(sources: Sequence[Source], notes: Notebook) -> Buildings:
    """Claims of all files, those of one building put together, the strongest evidence first.

    Two of one file are never one building.
    """
    claims = [claim for source in sources for claim in _claims(source, alone=len(sources) == 1)]
    groups: dict[int, list[Claim]] = {n: [claim] for n, claim in enumerate(claims)}
    home = list(range(len(claims)))
    why: dict[int, How] = {}
    for how, a, b in _pairs(claims, notes):
        mine, other = sorted((home[a], home[b]))
        if mine == other or {id(c.source) for c in groups[mine]} & {id(c.source) for c in groups[other]}:
            continue
        groups[mine] += groups.pop(other)
        home = [mine if h == other else h for h in home]
        why[mine] = how
    return _keyed(groups, why, notes)


def _pairs(claims: Sequence[Claim], notes: Notebook) -> list[tuple[How, int, int]]:
    found: list[tuple[int, How, int, int]] = []
    for a, b in itertools.combinations(range(len(claims)), 2):
        one, other = claims[a], claims[b]
        if one.source is other.source:
            continue
        how = _evidence(one, other)
        if how is not None:
            found.append((RANKS.index(how), how, a, b))
        elif one.guid == other.guid:
            notes.add("building_guid_shared", (one.guid,), name=one.name, other=other.name)
    return [(how, a, b) for _, how, a, b in sorted(found, key=lambda row: (row[0], row[2], row[3]))]


def _keyed(groups: dict[int, list[Claim]], why: dict[int, How], notes: Notebook) -> Buildings:
    found = Buildings()
    for number, group in groups.items():
        first = group[0]
        key = first.guid if first.guid not in found.claims else f"{first.guid}#{first.source.step(first.entity)}"
        for claim in group:
            claim.key = key
        found.claims[key] = group
        if number in why:
            guids = list(dict.fromkeys(claim.guid for claim in group))
            name = next((c.name for c in group if c.named), "") or key
            notes.add(f"buildings_joined_{why[number]}", guids, name=name, files=len(group))
    return found


def _claims(source: Source, *, alone: bool) -> list[Claim]:
    """Buildings with storeys; a complex that only holds other buildings is none. One without storeys if it is alone."""
    every = by_type(source.model, "IfcBuilding")
    storeys = by_type(source.model, "IfcBuildingStorey")
    homes = {b.id(): b for s in storeys if (b := source.tree.building_of(s)) is not None}
    entities = [e for e in every if e.id() in homes] or list(every[:1])
    room = {} if alone else boxes(source, [e.id() for e in entities])
    owners = (source.tree.building_of(s) for s in by_type(source.model, "IfcSpace"))
    roomed = {b.id() for b in owners if b is not None}
    return [Claim(source, e, _name(e), room.get(e.id()), e.id() in roomed) for e in entities]


def _evidence(a: Claim, b: Claim) -> How | None:
    differ = a.named and b.named and a.name.casefold() != b.name.casefold()
    apart = a.box is not None and b.box is not None and a.box.gap_m(b.box) > APART_M
    if a.guid == b.guid:
        return None if differ and apart else "guid"
    if a.named and b.named and not differ and not apart:
        return "name"
    if (differ and a.roomed and b.roomed) or a.box is None or b.box is None:
        return None
    return "place" if _one_place(a.box, b.box, differ=differ) else None


def _one_place(a: Box, b: Box, *, differ: bool) -> bool:
    """On top of or inside each other. Under different names only the latter: a podium is not its tower."""
    on_plan = a.shared(b, (0, 1)) >= SAME_PLACE
    return on_plan and (a.shared(b, (2,)) >= SAME_PLACE if differ else a.rise_gap_m(b) <= STACK_M)


def _name(entity: Entity) -> str:
    return clean_text(entity.Name) or clean_text(attribute(entity, "LongName"))
