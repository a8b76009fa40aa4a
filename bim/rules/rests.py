"""On whose word a verdict rests: the exits it is measured to, the stairs behind them, its flat, the uses it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bim.egress import words
from bim.egress.result import DoorResult, EgressResult, Reading, SpaceResult, StairResult, StoreyPart, StoreyResult
from core.verdicts import RestsOn, Subject

DISTANCES = frozenset({"straight", "walked"})
DOUBTS = frozenset({words.FLAT_UNSURE, words.FLAT_NO_DOOR})
"""Evidence of a flat that only the plan supports; others are as sure as a model can make them."""


@dataclass(slots=True)
class Rests:
    """Per subject, so that confirming the exits of one storey turns the verdicts of that storey.

    A distance rests on the exits where it ends under either reading; from a door between two exits, and for whatever
    is no distance, on all exits of its part of the storey. An exit rests on a word on its own door, else on one on
    the kind of its stair together with one on a final exit that the stair leads to. A flat that only the plan
    supports rests on a proposal until a person speaks of it.
    """

    result: EgressResult
    _doors: dict[str, DoorResult] = field(init=False)
    _spaces: dict[str, SpaceResult] = field(init=False)
    _stairs: dict[str, StairResult] = field(init=False)
    _storeys: dict[str, StoreyResult] = field(init=False)
    _parts: dict[str, StoreyPart] = field(init=False)
    """Part of a storey by each of its spaces."""

    def __post_init__(self) -> None:
        result = self.result
        self._doors = {d.guid: d for d in result.doors}
        self._spaces = {s.guid: s for s in result.spaces}
        self._stairs = {s.guid: s for s in result.stairs}
        self._storeys = {s.guid: s for s in result.storeys}
        self._parts = {space: p for s in result.storeys for p in s.parts for space in p.spaces}

    def on(self, subject: Subject, metric: str, uses: Iterable[str] = ()) -> RestsOn:
        """``uses``: spaces (GUIDs) whose use decided."""
        used = all((s := self._spaces.get(g)) is not None and s.use_status == "confirmed" for g in uses)
        exits = self.result.exits_confirmed or self._exits(subject, metric)
        sure = used and exits and not self._doubtful_flat(subject.guid)
        return RestsOn.CONFIRMED if sure else RestsOn.PROPOSED

    def _exits(self, subject: Subject, metric: str) -> bool:
        guid = subject.guid
        if guid in self._doors:
            return self._door(self._doors[guid], metric)
        if guid in self._spaces:
            way = self._spaces[guid].storey_exit
            return self._reading(way) if metric in DISTANCES else self._part(guid)
        if guid in self._stairs:
            return self._stair(self._stairs[guid])
        storey = self._storeys.get(guid)
        return storey is not None and self._all((*storey.storey_exits, *storey.unknown_exits))

    def _door(self, door: DoorResult, metric: str) -> bool:
        if door.exit != "no":
            return self._exit(door.guid)
        several = door.position == "between_exits" and metric in DISTANCES
        if several and door.serves is not None and not self._part(self._corridor(door)):
            return False
        return self._reading(door.to_storey_exit)

    def _corridor(self, door: DoorResult) -> str:
        """The space by which a door's part of the storey is known: a room may be a part of its own."""
        return next((g for g in door.joins if g in self._parts), "")

    def _reading(self, way: Reading | None) -> bool:
        ends = [w.target for w in (way.counts, way.not_counts) if w is not None] if way is not None else []
        return self._all(ends)

    def _part(self, space: str) -> bool:
        part = self._parts.get(space)
        return part is not None and self._all((*part.storey_exits, *part.unknown_exits))

    def _all(self, exits: Iterable[str]) -> bool:
        known = tuple(exits)
        return bool(known) and all(self._exit(guid) for guid in known)

    def _exit(self, guid: str) -> bool:
        door = self._doors.get(guid)
        if door is None:
            stair = self._stairs.get(guid)
            return stair is not None and self._stair(stair)
        if door.exit == "no":
            return False
        if door.exit_said or door.leads_to_stair is None:
            return door.status == "confirmed"
        return self._stair(self._stairs.get(door.leads_to_stair))

    def _stair(self, stair: StairResult | None) -> bool:
        return stair is not None and stair.status == "confirmed" and stair.way_out_status == "confirmed"

    def _doubtful_flat(self, guid: str) -> bool:
        door = self._doors.get(guid)
        spaces = [self._spaces.get(g or "") for g in ((door.serves,) if door is not None else (guid,))]
        known = [s for s in spaces if s is not None and s.flat is not None]
        said = door is not None and door.flat_door_status == "confirmed"
        return not said and any(s.flat_status == "proposed" and not DOUBTS.isdisjoint(s.flat_evidence) for s in known)
