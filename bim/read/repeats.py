"""Elements that come in two files of one delivery: kept once where they are the same, apart where only the id is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

from bim.facts import Area, Lift, ModelFacts, Obstacle, Portal, Space, StairRun
from bim.read.notes import Notebook

GRID_M = 0.05
"""Two copies of one element lie within this of each other."""


class _Element(Protocol):
    @property
    def guid(self) -> str: ...
    @property
    def step_id(self) -> int: ...


One = TypeVar("One", bound=_Element)


def drop_repeats(facts: ModelFacts, notes: Notebook) -> None:
    """Take out what an earlier file has said already: same GlobalId, same storey, same place."""
    if len(facts.files) < 2:
        return
    lost: list[str] = []
    facts.spaces = _once(facts.spaces, _space, lost)
    facts.portals = _once(facts.portals, _portal, lost)
    facts.stairs = _once(facts.stairs, _stair, lost)
    facts.obstacles = _once(facts.obstacles, _obstacle, lost)
    facts.lifts = _once(facts.lifts, _lift, lost)
    notes.add_if("element_repeated", sorted(set(lost)))


def _once(elements: Sequence[One], place: Callable[[One], Hashable], lost: list[str]) -> list[One]:
    seen: set[tuple[str, Hashable]] = set()
    kept = []
    for element in elements:
        key = (element.guid, place(element))
        if key in seen:
            lost.append(element.guid)
        else:
            kept.append(element)
        seen.add(key)
    return kept


def _rounded(*metres: float) -> tuple[int, ...]:
    return tuple(round(m / GRID_M) for m in metres)


def _area(area: Area | None) -> tuple[int, ...]:
    return _rounded(*area.bounds, area.area) if area is not None else ()


def _space(space: Space) -> Hashable:
    return space.storey, _area(space.floor), _rounded(space.floor_z_m)


def _portal(portal: Portal) -> Hashable:
    return portal.storey, portal.kind, _rounded(*portal.line[0], *portal.line[1], portal.base_z_m)


def _stair(stair: StairRun) -> Hashable:
    return _rounded(*stair.line[0], *stair.line[-1])


def _obstacle(obstacle: Obstacle) -> Hashable:
    return obstacle.storey, _area(obstacle.outline)


def _lift(lift: Lift) -> Hashable:
    return _rounded(*lift.at) if lift.at is not None else ()
