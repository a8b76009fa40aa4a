"""Spaces that nobody can leave in the model: nothing about them, their doors and stairs may pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bim.egress.result import EgressResult
from core.verdicts import Subject

NO_WAY = ("no_exit", "not_connected")
"""Reasons of a space without a way to the street; one without shape has a reason of its own."""


@dataclass(frozen=True, slots=True)
class ShutIn:
    """GlobalIds of what cannot be left. ``whole``: no space of the building can."""

    spaces: frozenset[str] = frozenset()
    doors: frozenset[str] = frozenset()
    stairs: frozenset[str] = frozenset()
    storeys: frozenset[str] = frozenset()
    whole: bool = False
    known: frozenset[str] = field(default=frozenset())
    """Every space, door, stair and storey that an answer of its own exists for."""

    @classmethod
    def of(cls, result: EgressResult) -> ShutIn:
        rooms = {s.guid: s for s in result.spaces if s.reason != "no_geometry"}
        spaces = frozenset(guid for guid, room in rooms.items() if room.reason in NO_WAY)
        by_storey: dict[str, set[str]] = {}
        for guid, room in rooms.items():
            by_storey.setdefault(room.storey, set()).add(guid)
        sides = {d.guid: {g for g in d.joins if g in rooms} for d in result.doors}
        return cls(
            spaces,
            frozenset(_all_in(sides.items(), spaces)),
            frozenset(s.guid for s in result.stairs if not s.leads_out),
            frozenset(_all_in(by_storey.items(), spaces)),
            bool(spaces) and len(spaces) == len(rooms),
            frozenset(
                (*rooms, *(d for d, side in sides.items() if side), *(s.guid for s in result.stairs), *by_storey)
            ),
        )

    def bear(self, subject: Subject, storey: str) -> bool:
        """Whether a finding speaks of something that cannot be left; by its storey where its subject is not known."""
        if self.whole or subject.guid in self.spaces | self.doors | self.stairs | self.storeys:
            return True
        return subject.guid not in self.known and storey in self.storeys


def _all_in(groups: Iterable[tuple[str, set[str]]], spaces: frozenset[str]) -> Iterable[str]:
    return (guid for guid, members in groups if members and members <= spaces)
