"""From an analysis to the network the hydraulic model runs on: storeys, exits, flights, doors to the street."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bim.egress.result import DoorResult, EgressResult, StairResult, StoreyResult
from bim.facts import Point2, Point3
from bim.occupancy.evacuation import Leg, Level, Plan, WayOut
from bim.occupancy.hydraulic import stair_constant

MIN_RISE_M = 0.5


@dataclass(slots=True)
class Gaps:
    """What the network lacks: ``no_exit``: storeys whose people have no exit with a width; ``no_width``: exits and
    stairs left out; ``no_steps``: stairs taken for the steepest because riser or going is unknown."""

    no_exit: list[str] = field(default_factory=list)
    no_width: list[str] = field(default_factory=list)
    no_steps: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Maker:
    result: EgressResult
    gaps: Gaps = field(default_factory=Gaps)
    order: dict[str, int] = field(init=False)
    storeys: dict[str, StoreyResult] = field(init=False)
    doors: dict[str, DoorResult] = field(init=False)
    serving: dict[str, list[StairResult]] = field(init=False)

    def __post_init__(self) -> None:
        self.order = {s.guid: s.order for s in self.result.storeys}
        self.storeys = {s.guid: s for s in self.result.storeys}
        self.doors = {d.guid: d for d in self.result.doors}
        self.serving = {s.guid: [t for t in self.result.stairs if self._serves(t, s)] for s in self.result.storeys}

    def _serves(self, stair: StairResult, storey: StoreyResult) -> bool:
        """Whether a stair leads from a storey towards grade and is a way out."""
        ends = (stair.from_storey, stair.to_storey)
        usable = not stair.inside_flat and stair.leads_out and stair.kind != "open_stair" and len(stair.line) > 1
        if not usable or any(end not in self.order for end in ends) or stair.length_m is None:
            return False
        low, high = sorted(self.order[end] for end in ends)
        return low < storey.order <= high if storey.above_ground else low <= storey.order < high

    def nearest(self, storey: str, at: Point2) -> StairResult | None:
        """The flight from a storey whose end there lies nearest on plan."""
        z = self.storeys[storey].elevation_m or 0.0
        known = [stair for stair in self.serving.get(storey, ()) if self._width(stair) is not None]
        return min(known, key=lambda stair: math.dist(_end_at(stair, z)[:2], at), default=None)

    def _width(self, stair: StairResult) -> float | None:
        if stair.width_m is None and stair.guid not in self.gaps.no_width:
            self.gaps.no_width.append(stair.guid)
        return stair.width_m

    def onward(self, stair: StairResult, storey: str) -> str | None:
        """The next storey towards grade that a flight comes to."""
        here, above = self.order[storey], self.storeys[storey].above_ground
        low, high = sorted(self.order[end] for end in (stair.from_storey, stair.to_storey))
        steps = [
            s for s in self.result.storeys if s.spaces and (low <= s.order < here if above else here < s.order <= high)
        ]
        return (max if above else min)(steps, key=lambda s: s.order).guid if steps else None

    def legs(self) -> Iterator[Leg]:
        """A leg for each storey a flight leaves towards grade, farthest first."""
        to_street = {way.stair: way.length_m or 0.0 for way in self.result.ground_ways or ()}
        for storey in farthest_first(self.result):
            for stair in self.serving[storey.guid]:
                width, lower = self._width(stair), self.onward(stair, storey.guid)
                if width is None or lower is None:
                    continue
                if not stair.riser_m or not stair.going_m:
                    self.gaps.no_steps += [stair.guid] if stair.guid not in self.gaps.no_steps else []
                end = _end_at(stair, self.storeys[lower].elevation_m or 0.0)
                following = self.nearest(lower, end[:2])
                onward = _key(following.guid, lower) if following else None
                k = stair_constant(stair.riser_m, stair.going_m)
                length, street = self._length(stair, storey, lower), 0.0 if onward else to_street.get(stair.guid, 0.0)
                yield Leg(_key(stair.guid, storey.guid), stair.guid, storey.guid, length, width, k, onward, street)

    def _length(self, stair: StairResult, storey: StoreyResult, lower: str) -> float:
        """The part of a stair over several storeys that lies between two of them."""
        whole = abs(stair.line[-1][2] - stair.line[0][2])
        rise = abs((storey.elevation_m or 0.0) - (self.storeys[lower].elevation_m or 0.0))
        share = min(1.0, rise / whole) if whole > MIN_RISE_M and rise > MIN_RISE_M else 1.0
        return (stair.length_m or 0.0) * share

    def exits(self, storey: StoreyResult, legs: Mapping[str, Leg]) -> Iterator[WayOut]:
        for guid in dict.fromkeys((*storey.storey_exits, *storey.unknown_exits)):
            door = self.doors.get(guid)
            if door is None:
                yield from self._mouth(guid, storey, legs)
                continue
            width = clear_m(door)
            if width is None:
                self.gaps.no_width.append(guid)
            elif door.exit == "final":
                yield WayOut(guid, width, None)
            else:
                (ax, ay), (bx, by) = door.line
                stair = self.nearest(storey.guid, ((ax + bx) / 2, (ay + by) / 2))
                if stair is not None and _key(stair.guid, storey.guid) in legs:
                    yield WayOut(guid, width, _key(stair.guid, storey.guid))

    def _mouth(self, guid: str, storey: StoreyResult, legs: Mapping[str, Leg]) -> Iterator[WayOut]:
        """A stair without a space of its own is entered over its whole width."""
        leg = legs.get(_key(guid, storey.guid))
        if leg is not None:
            yield WayOut(guid, leg.width_m, leg.key)


def network(result: EgressResult, persons: Mapping[str, float]) -> tuple[Plan, Gaps]:
    """``persons``: by storey GUID. Stairs of unknown kind are used; open stairs and those inside flats are not."""
    maker = _Maker(result)
    legs = list(maker.legs())
    known = {leg.key: leg for leg in legs}
    walks = _walks(result)
    levels = []
    for storey in farthest_first(result):
        count = persons.get(storey.guid, 0.0)
        exits = tuple(maker.exits(storey, known)) if count > 0 else ()
        if count > 0 and not exits:
            maker.gaps.no_exit.append(storey.guid)
        levels.append(Level(storey.guid, count, walks.get(storey.guid, 0.0), exits))
    return Plan(tuple(levels), tuple(legs), tuple(_street(result))), maker.gaps


def farthest_first(result: EgressResult) -> list[StoreyResult]:
    """Storeys from the top down, then from the deepest up: each before the one it empties into."""
    used = [storey for storey in result.storeys if storey.spaces]
    above = sorted((s for s in used if s.above_ground), key=lambda s: -s.order)
    return [*above, *sorted((s for s in used if not s.above_ground), key=lambda s: s.order)]


def clear_m(door: DoorResult) -> float | None:
    """The least clear width a door may have; None where it has none."""
    return door.clear_width_m[0] if door.clear_width_m else door.width_m


def _walks(result: EgressResult) -> dict[str, float]:
    """By storey the longest walk to a storey exit, as proposed."""
    found: dict[str, float] = {}
    for space in result.spaces:
        way = (space.storey_exit.counts or space.storey_exit.not_counts) if space.storey_exit else None
        if way is not None:
            found[space.storey] = max(found.get(space.storey, 0.0), way.value_m)
    return found


def _street(result: EgressResult) -> Iterator[tuple[str, float]]:
    """Doors to the street on the storeys where stairs end: all storeys with such a door."""
    for door in result.doors:
        width = clear_m(door)
        if door.exit == "final" and width is not None:
            yield door.guid, width


def _end_at(stair: StairResult, z_m: float) -> Point3:
    """The point of a stair's line nearest in height."""
    return min(stair.line, key=lambda point: abs(point[2] - z_m))


def _key(stair: str, storey: str) -> str:
    return f"{stair}@{storey}"
