"""The rows of ``egress-report/1``: one function per kind of row, from the analysis' dataclasses to plain data."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from bim.egress.result import Distance, DoorResult, EgressResult, Reading, SpaceResult, StairResult, StoreyResult
from bim.facts import ModelFacts, Point3, QualityNote, SourceFile
from bim.quality.catalogue import words
from bim.rules.reasons import sentence
from core.verdicts import Judgement

DIGITS = 6
Row = dict[str, Any]


def number(value: float | None) -> float | None:
    """Rounded to a micrometre; None for what is not a number."""
    return None if value is None or not math.isfinite(value) else round(float(value), DIGITS)


def quality_row(note: QualityNote) -> Row:
    return {
        "code": note.code,
        "severity": note.severity,
        "message": note.message,
        "guids": list(note.guids),
        "affected": note.affected,
        "context": dict(note.context),
        **words(note.code),
    }


def points(path: Iterable[Point3]) -> list[list[float | None]]:
    """World coordinates of a walk."""
    return [_point(point) for point in path]


@lru_cache(maxsize=100_000)
def _point(point: Point3) -> list[float | None]:
    """A point rounded; walks share most of theirs, so rows share the lists (nobody changes them)."""
    return [number(c) for c in point]


def file_row(facts: ModelFacts) -> Row:
    """The delivery as one file; of several, names joined and a hash over their hashes in the order given."""
    rows = [one_file_row(f) for f in facts.files]
    if len(rows) == 1:
        return rows[0]
    return {
        "name": " + ".join(r["name"] for r in rows),
        "sha256": hashlib.sha256("".join(r["sha256"] for r in rows).encode()).hexdigest(),
        "schema": "/".join(dict.fromkeys(r["schema"] for r in rows)),
        "bytes": sum(r["bytes"] for r in rows),
        "repairs": [f"{r['name']}: {text}" for r in rows for text in r["repairs"]],
    }


def one_file_row(file: SourceFile) -> Row:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "schema": file.schema,
        "bytes": file.bytes,
        "repairs": list(file.repairs),
        "exporter": file.exporter,
    }


def storey_row(storey: StoreyResult, result: EgressResult) -> Row:
    """``max_travel_m`` and ``bound_m`` are maxima over the spaces from which the street can be reached."""
    ways = [s.travel for s in result.spaces if s.storey == storey.guid and s.travel is not None]
    exits = [s.storey_exit for s in result.spaces if s.storey == storey.guid and s.storey_exit is not None]
    return {
        "guid": storey.guid,
        "name": storey.name,
        "elevation_m": number(storey.elevation_m),
        "spaces": storey.spaces,
        "area_m2": number(storey.area_m2),
        "max_travel_m": number(max((w.value_m for w in ways), default=None)),
        "bound_m": number(max((w.upper_m for w in ways), default=None)),
        "farthest_space": storey.farthest_space,
        "unreachable": list(storey.unreachable),
        "order": storey.order,
        "above_ground": storey.above_ground,
        "storey_exits": list(storey.storey_exits),
        "unknown_exits": list(storey.unknown_exits),
        "two_ways": storey.two_ways,
        "max_storey_exit_m": {
            "counts": number(max((r.counts.value_m for r in exits if r.counts), default=None)),
            "not_counts": number(max((r.not_counts.value_m for r in exits if r.not_counts), default=None)),
        },
    }


def space_row(space: SpaceResult, doors: OwnDoors) -> Row:
    """``storey_exit_m``, ``door_to_exit_m``: stairs of unknown kind count, as proposed; both readings follow."""
    own = doors.of(space)
    way = proposed(space.storey_exit)
    return {
        "guid": space.guid,
        "step_id": space.step_id,
        "reason": space.reason,
        "name": space.name,
        "long_name": space.long_name,
        "storey": space.storey,
        "area_m2": number(space.area_m2),
        "max_travel_m": value(space.travel),
        "bound_m": number(space.travel.upper_m) if space.travel else None,
        "storey_exit_m": value(way),
        "door_to_exit_m": value(proposed(own.to_storey_exit)) if own else None,
        "max_in_room_m": value(space.in_room),
        "occupants": number(space.occupants),
        "farthest_point": _farthest(space.travel or way or space.in_room),
        "path": points(space.travel.path) if space.travel else [],
        "exit": space.travel.target if space.travel else None,
        "storey_exit": way.target if way else None,
        "storey_exit_bound_m": number(way.upper_m) if way else None,
        "storey_exit_readings": readings(space.storey_exit),
        "storey_exit_path": points(way.path) if way else [],
        "door": own.guid if own else None,
        "door_to_exit_readings": readings(own.to_storey_exit) if own else None,
        "circulation": space.is_circulation,
        "stair_space": space.is_stair_space,
        "flat": space.flat,
    }


class OwnDoors:
    """Which door is whose: rooms and flats to their exit doors."""

    def __init__(self, result: EgressResult) -> None:
        flats = {s.guid: s.flat for s in result.spaces if s.flat is not None}
        self._by_owner: dict[str, list[DoorResult]] = defaultdict(list)
        for door in (d for d in result.doors if d.serves is not None):
            self._by_owner[flats.get(door.serves or "") or door.serves or ""].append(door)

    def of(self, space: SpaceResult) -> DoorResult | None:
        """The room's or flat's own door from which the way to a storey exit is shortest; None for circulation."""
        return min(self._by_owner.get(space.flat or space.guid, ()), key=_door_way, default=None)


def _farthest(way: Distance | None) -> list[float | None] | None:
    if way is None:
        return None
    point = way.start or (way.path[0] if way.path else None)
    return points([point])[0] if point else None


def _door_way(door: DoorResult) -> float:
    way = proposed(door.to_storey_exit)
    return way.value_m if way is not None else math.inf


def proposed(reading: Reading | None) -> Distance | None:
    """The way as proposed: stairs of unknown kind count until a person says otherwise."""
    return (reading.counts or reading.not_counts) if reading is not None else None


def value(distance: Distance | None) -> float | None:
    return number(distance.value_m) if distance is not None else None


def readings(reading: Reading | None) -> Row | None:
    """Both readings of stairs of unknown kind, each with its target; ``settled`` when they agree."""
    if reading is None:
        return None
    pair = (("counts", reading.counts), ("not_counts", reading.not_counts))
    figures = {key: value(way) for key, way in pair}
    return {**figures, "settled": reading.settled, "targets": {key: way.target if way else None for key, way in pair}}


def door_row(door: DoorResult) -> Row:
    clear = door.clear_width_m
    return {
        "guid": door.guid,
        "step_id": door.step_id,
        "storey": door.storey,
        "width_m": number(door.width_m),
        "clear_width_m": {"min": number(clear[0]), "max": number(clear[1])} if clear else None,
        "position": door.position,
        "joins": list(door.joins),
        "exit": door.exit,
        "status": door.status,
        "evidence": list(door.evidence),
        "confidence": number(door.confidence),
        "kind": door.kind,
        "name": door.name,
        "tag": door.tag,
        "line": [[number(c) for c in p] for p in door.line],
        "z_m": number(door.z_m),
        "serves": door.serves,
        "flat_door": door.is_flat_door,
        "leads_to_stair": door.leads_to_stair,
        "nearest_stair_kind": door.nearest_stair_kind,
        "to_storey_exit": readings(door.to_storey_exit),
    }


def stair_row(stair: StairResult) -> Row:
    return {
        "guid": stair.guid,
        "step_id": stair.step_id,
        "from_storey": stair.from_storey,
        "to_storey": stair.to_storey,
        "length_m": number(stair.length_m),
        "width_m": number(stair.width_m),
        "method": stair.method,
        "kind": stair.kind,
        "status": stair.status,
        "name": stair.name,
        "evidence": list(stair.evidence),
        "confidence": number(stair.confidence),
        "inside_flat": stair.inside_flat,
        "line": points(stair.line),
    }


def judgement_row(j: Judgement) -> Row:
    return {
        "rule": j.rule,
        "clause": j.clause,
        "edition": j.edition,
        "basis": j.basis,
        "confidence": j.confidence,
        "metric": j.metric,
        "subject": {"guid": j.subject.guid, "type": j.subject.type, "name": j.subject.name},
        "measured": number(j.measured),
        "limit": number(j.limit),
        "limit_upper": number(j.limit_upper if j.limit_upper is not None else j.limit),
        "unit": j.unit,
        "verdict": j.verdict.value,
        "rests_on": j.rests_on.value,
        "reason": j.reason,
        "path": points(j.path),
        "measured_upper": number(j.measured_upper if j.measured_upper is not None else j.measured),
        "storey": j.storey,
        "evidence": list(j.evidence),
        "modifiers": list(j.modifiers),
        "assumed": list(j.assumed),
        "notes": list(j.notes),
        "reason_text": sentence(j.reason) if j.reason else "",
    }
