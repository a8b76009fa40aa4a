"""Occupant loads: how many people a room, a storey and the building hold, and where each figure comes from.

A number of persons in the model goes first; else the room's use chooses a density of the pack. What nobody knows is
None with a reason, never zero, and a storey with such a room has no upper bound.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bim.egress.result import EgressResult, SpaceResult
from bim.occupancy.densities import DEFAULT_USES, UNCOUNTED, Density, density_of
from bim.rules.limit import weakest
from bim.rules.model_base import Letter
from bim.rules.occupancy_model import DensityTable
from bim.rules.spans import EPS, Span

Basis = Literal["declared", "density", "none", "unknown"]
"""``none``: nobody is counted here (a corridor)."""
UseStatus = Literal["confirmed", "proposed", "assumed"]
"""``assumed``: nobody knows the room's use, so it is taken for that of the whole check."""


@dataclass(frozen=True, slots=True)
class SpaceLoad:
    """``persons`` None with a ``reason`` (``no_use``, ``no_density``, ``fixed_seats``, ``no_area``) where unknown."""

    space: str
    storey: str
    persons: Span | None
    basis: Basis
    use: str
    status: UseStatus
    densities: tuple[Density, ...] = ()
    reason: str = ""

    @property
    def letter(self) -> Letter:
        return weakest(("A", *(item.letter for item in self.densities)))


@dataclass(frozen=True, slots=True)
class Crowd:
    """People of several rooms. ``most`` None: some rooms' (``unknown``) numbers are not known."""

    least: float
    most: float | None
    letter: Letter
    counted: tuple[str, ...]
    """Spaces counted by a density, so that their use decides."""
    assumed: int
    unknown: tuple[str, ...]

    @property
    def whole(self) -> tuple[float, float]:
        """People are whole; the upper end is infinite where it is not known."""
        return math.ceil(self.least - EPS), math.inf if self.most is None else math.ceil(self.most - EPS)


@dataclass(slots=True)
class Occupancy:
    """Loads by space, in the model's order."""

    spaces: dict[str, SpaceLoad] = field(default_factory=dict)
    by_storey: dict[str, list[SpaceLoad]] = field(default_factory=lambda: defaultdict(list))

    def of_storey(self, storey: str) -> Crowd:
        return crowd(self.by_storey.get(storey, ()))

    def of_spaces(self, spaces: Sequence[str]) -> Crowd:
        return crowd([self.spaces[guid] for guid in spaces if guid in self.spaces])

    @property
    def building(self) -> Crowd:
        return crowd(list(self.spaces.values()))


def crowd(loads: Sequence[SpaceLoad]) -> Crowd:
    """The sum; rooms that nobody knows leave its upper end open."""
    known = [load for load in loads if load.persons is not None]
    unknown = tuple(load.space for load in loads if load.persons is None)
    counted = [load for load in known if load.basis == "density"]
    return Crowd(
        least=sum(load.persons.low for load in known if load.persons),
        most=None if unknown else sum(load.persons.high for load in known if load.persons),
        letter=weakest(("A", *(load.letter for load in known))),
        counted=tuple(load.space for load in counted),
        assumed=sum(load.status == "assumed" for load in counted),
        unknown=unknown,
    )


def busiest(people: Occupancy, storeys: Sequence[str]) -> Crowd:
    """The most crowded of several storeys: each end is the largest there is, and unknown as soon as one is."""
    crowds = [people.of_storey(storey) for storey in storeys]
    most = [item.most for item in crowds]
    return Crowd(
        least=max((item.least for item in crowds), default=0.0),
        most=None if None in most else max((value for value in most if value is not None), default=0.0),
        letter=weakest(("A", *(item.letter for item in crowds))),
        counted=tuple(guid for item in crowds for guid in item.counted),
        assumed=sum(item.assumed for item in crowds),
        unknown=tuple(guid for item in crowds for guid in item.unknown),
    )


def occupancy(tables: Sequence[DensityTable], use: str | None, result: EgressResult) -> Occupancy:
    """Loads of every space of an analysis. ``use``: the check's own, for rooms of which nobody knows the use."""
    floors, names = floor_numbers(result), _names(result)
    shares = _shares(result)
    found = Occupancy()
    for space in result.spaces:
        load = _load(tables, use, space, floors.get(space.storey), names.get(space.guid, ""), shares)
        found.spaces[space.guid] = load
        found.by_storey[space.storey].append(load)
    return found


def floor_numbers(result: EgressResult) -> dict[str, int]:
    """Storeys with spaces, counted: 1 is the lowest above ground, -1 the highest below."""
    used = [storey for storey in result.storeys if storey.spaces and storey.elevation_m is not None]
    used.sort(key=lambda storey: storey.elevation_m or 0.0)
    above = [storey.guid for storey in used if storey.above_ground]
    below = [storey.guid for storey in reversed(used) if not storey.above_ground]
    numbers = {guid: number for number, guid in enumerate(above, start=1)}
    return numbers | {guid: -number for number, guid in enumerate(below, start=1)}


def _names(result: EgressResult) -> dict[str, str]:
    building = result.facts.building_name
    return {space.guid: f"{space.name} {space.long_name} {building}" for space in result.spaces}


def _shares(result: EgressResult) -> Mapping[str, float]:
    """By storey: area of all its spaces over that of the rooms people are counted in."""
    whole: dict[str, float] = defaultdict(float)
    rooms: dict[str, float] = defaultdict(float)
    for space in result.spaces:
        whole[space.storey] += space.area_m2 or 0.0
        rooms[space.storey] += 0.0 if _uncounted(space) else space.area_m2 or 0.0
    return {storey: whole[storey] / rooms[storey] for storey in whole if rooms[storey] > 0}


def _uncounted(space: SpaceResult) -> bool:
    if space.use:
        return space.use in UNCOUNTED
    return space.is_circulation or space.is_stair_space


def _load(
    tables: Sequence[DensityTable], use: str | None, space: SpaceResult, floor: int | None, names: str,
    shares: Mapping[str, float],
) -> SpaceLoad:  # fmt: skip
    word = space.use or DEFAULT_USES.get(use or "", "")
    status: UseStatus = space.use_status if space.use else "assumed"
    densities = density_of(tables, word, floor, names) if word else ()

    def load(persons: Span | None, basis: Basis, reason: str = "", used: tuple[Density, ...] = ()) -> SpaceLoad:
        return SpaceLoad(space.guid, space.storey, persons, basis, word, status, used, reason)

    if space.occupants is not None and math.isfinite(space.occupants) and space.occupants >= 0:
        seats = max((item.seats_factor or 1.0 for item in densities), default=1.0)
        return load(Span(space.occupants, space.occupants * seats), "declared")
    if _uncounted(space):
        return load(Span(0.0, 0.0), "none")
    if not word or not densities:
        return load(None, "unknown", "no_density" if word else "no_use")
    if any(item.per_m2 is None for item in densities):
        return load(None, "unknown", "fixed_seats", densities)
    if space.area_m2 is None:
        return load(None, "unknown", "no_area", densities)
    spans = [_persons(item, space.area_m2, shares.get(space.storey, 1.0)) for item in densities]
    return load(Span(min(s.low for s in spans), max(s.high for s in spans)), "density", "", densities)


def _persons(density: Density, area_m2: float, share: float) -> Span:
    """Gross figures: at least with this storey's corridors spread over its rooms, at most also with the walls."""
    low, high = density.per_m2 or (0.0, 0.0)
    if density.area == "net":
        return Span(area_m2 * low, area_m2 * high)
    return Span(area_m2 * share * low, area_m2 * share / density.net_share * high)
