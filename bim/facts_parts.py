"""Parts of a delivery: which of its buildings touch, and what stands in some of them. Pure: facts in, facts out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from bim.facts import ModelFacts

TOUCH_M = 2.0
"""Buildings whose rooms or stairs come nearer than this on plan may be joined by a door, a bridge or a podium."""


def clusters(facts: ModelFacts) -> list[ModelFacts]:
    """Buildings that do not touch, apart; those that do, together. ±0.00 is that of the one with most rooms.

    Buildings that stand apart have nothing to do with each other, and levels of one are no levels of the other.
    What belongs to no building goes with the first. One building, or none, is the facts themselves.
    """
    if len(facts.buildings) < 2:
        return [facts]
    home = {s.guid: s.building for s in facts.storeys}
    rooms = [home.get(s.storey, "") for s in facts.spaces]
    found = []
    for number, group in enumerate(touching(facts, [[b.guid] for b in facts.buildings])):
        part = only(facts, group, loose=number == 0)
        main = max(part.buildings, key=lambda b: rooms.count(b.guid))
        found.append(replace(part, reference_z_m=main.reference_z_m))
    return found


def only(facts: ModelFacts, kept: Collection[str], *, loose: bool = True) -> ModelFacts:
    """What stands in the buildings ``kept``; with ``loose`` also what stands in none."""
    storeys = [s for s in facts.storeys if s.building in kept or (loose and not s.building)]
    on = {s.guid for s in storeys} | ({""} if loose else set())
    return replace(
        facts,
        buildings=[b for b in facts.buildings if b.guid in kept],
        storeys=storeys,
        spaces=[s for s in facts.spaces if s.storey in on],
        portals=[p for p in facts.portals if p.storey in on],
        stairs=[s for s in facts.stairs if s.storey in on],
        obstacles=[o for o in facts.obstacles if o.storey in on],
        lifts=[x for x in facts.lifts if x.storey in on],
    )


def touching(facts: ModelFacts, seeds: Iterable[Collection[str]]) -> list[set[str]]:
    """Each seed with everything that touches it, directly or through others; every building in at most one group."""
    areas, found = _areas(facts), list[set[str]]()
    for seed in seeds:
        if any(set(seed) & group for group in found):
            continue
        group, fresh = set(seed), set(seed)
        while fresh:
            mine = [areas[guid] for guid in fresh if guid in areas]
            fresh = {k for k in areas.keys() - group if any(a.distance(areas[k]) < TOUCH_M for a in mine)}
            group |= fresh
        found.append(group)
    return found


def _areas(facts: ModelFacts) -> dict[str, BaseGeometry]:
    home = {s.guid: s.building for s in facts.storeys}
    found: dict[str, list[BaseGeometry]] = {}
    for storey, area in [(s.storey, s.floor) for s in facts.spaces] + [(s.storey, s.footprint) for s in facts.stairs]:
        if area is not None and home.get(storey):
            found.setdefault(home[storey], []).append(area)
    return {key: shapely.union_all(areas) for key, areas in found.items()}
