"""A storey made by hand: eight flats on a corridor, two stairs, one flat door 23.6 m from its stair.

Metres; the corridor runs along x at y = 7.6 … 9.2 (see the sketch below), everything can be turned about the origin.

    y 16.8  +----------+----------+---------+--------+
            |   1802   |   1804   |  1806   |  1808  |
      9.2   +----------+----------+---------+--------+
      7.6   |               corridor                 |
            +----+----+------+----+--------+---------+
            |1801| S1 | lift | S2 |  1803  | 1805|1807|
      0     +----+----+------+----+--------+---------+
"""

from __future__ import annotations

import itertools
import math

from shapely import Polygon, affinity, box

from bim.egress.result import (
    Distance,
    DoorResult,
    EgressResult,
    Reading,
    SpaceResult,
    StairResult,
    StoreyResult,
)
from bim.facts import Lift, ModelFacts, Portal, SourceFile, Space, StairRun, Storey
from core.verdicts import Judgement, RestsOn, Subject, Verdict

STOREY = "0Storey$18_aaaaaaaaaaa"
LEVEL_M = 48.0
T = 0.1  # half a wall
ROOMS = {
    "1801": (0, 0, 3.4, 7.6),
    "S1": (3.4, 0, 6.2, 7.6),
    "hall": (6.2, 0, 9.8, 7.6),
    "S2": (9.8, 0, 12.6, 7.6),
    "1803": (12.6, 0, 20.5, 7.6),
    "1805": (20.5, 0, 28.4, 7.6),
    "1807": (28.4, 0, 36.0, 7.6),
    "corridor": (0, 7.6, 36.0, 9.2),
    "1802": (0, 9.2, 8.0, 16.8),
    "1804": (8.0, 9.2, 17.0, 16.8),
    "1806": (17.0, 9.2, 26.5, 16.8),
    "1808": (26.5, 9.2, 36.0, 16.8),
}
DOORS = {  # name -> (x of the middle, y of the wall, room)
    "1801": (2.0, 7.6),
    "S1": (4.8, 7.6),
    "S2": (11.2, 7.6),
    "1803": (14.0, 7.6),
    "1805": (26.0, 7.6),
    "1807": (34.0, 7.6),
    "1802": (6.6, 9.2),
    "1804": (9.0, 9.2),
    "1806": (18.0, 9.2),
    "1808": (34.75, 9.2),
}
# Corridor walk from the door of 1808 to the door of S2: (34.75, 9.2) to (11.2, 7.6).
WALK_M = math.hypot(34.75 - 11.2, 1.6)  # 23.6043…
LIMIT_M = 20.0


def guid(name: str) -> str:
    return f"guid_{name}".ljust(22, "0")


def turned(point: tuple[float, float], degrees: float) -> tuple[float, float]:
    a = math.radians(degrees)
    return point[0] * math.cos(a) - point[1] * math.sin(a), point[0] * math.sin(a) + point[1] * math.cos(a)


def tower(
    *, degrees: float = 0.0, kind: str = "smoke_proof", status: str = "confirmed", names: dict[str, str] | None = None
) -> EgressResult:
    """The storey as an analysis result. ``degrees`` turns the whole building about the world's origin."""
    labels = names or {}

    def spin(polygon: Polygon) -> Polygon:
        return affinity.rotate(polygon, degrees, origin=(0, 0))

    facts = ModelFacts(
        files=[SourceFile("tower.ifc", "ab" * 32, "IFC4", 1000)],
        storeys=[Storey(STOREY, 1, "18层", LEVEL_M)],
        north_deg=-degrees,
        lifts=[Lift(guid("lift"), 9, "电梯1", STOREY, (*turned((8.0, 2.0), degrees), LEVEL_M))],
    )
    spaces, doors, stairs = [], [], []
    for step, (name, (x0, y0, x1, y1)) in enumerate(ROOMS.items(), start=100):
        floor = box(x0 + T, y0 + T, x1 - T, y1 - T)
        facts.spaces.append(Space(guid(name), step, name, labels.get(name, name), STOREY, spin(floor), LEVEL_M))
        flat = f"flat-{name}" if name.startswith("18") else None
        space = SpaceResult(guid(name), step, name, labels.get(name, name), STOREY, floor.area, "", flat=flat)
        space.is_circulation = name in ("corridor", "hall")
        space.is_stair_space = name in ("S1", "S2")
        spaces.append(space)
    for step, (name, (x, y)) in enumerate(DOORS.items(), start=200):
        line = (turned((x - 0.45, y), degrees), turned((x + 0.45, y), degrees))
        normal = turned((0.0, 1.0), degrees)
        leaf = "SINGLE_SWING_LEFT"
        facts.portals.append(
            Portal(f"door_{name}", step, "door", f"M{name}", STOREY, line, normal, LEVEL_M, 0.9, operation=leaf)
        )
        stair = name in ("S1", "S2")
        doors.append(
            DoorResult(
                guid=f"door_{name}", step_id=step, kind="door", name=f"M{name}", storey=STOREY,
                joins=(guid(name), guid("corridor")), line=line, z_m=LEVEL_M, width_m=0.9, clear_width_m=(0.8, 0.84),
                exit="storey" if stair and kind != "unknown" else "no", status=status, evidence=("stair",),
                confidence=0.8,
                serves=None if stair else guid(name), is_flat_door=not stair,
                leads_to_stair=f"stair_{name}" if stair else None,
            )
        )  # fmt: skip
    for step, name in enumerate(("S1", "S2"), start=300):
        x0, _, x1, _ = ROOMS[name]
        line = [(x0 + 0.7, 6.2, LEVEL_M), (x0 + 0.7, 1.5, LEVEL_M + 1.5)]
        line += [(x1 - 0.7, 1.5, LEVEL_M + 1.5), (x1 - 0.7, 6.2, LEVEL_M + 3.0)]
        walk = tuple((*turned(p[:2], degrees), p[2]) for p in line)
        body = spin(box(x0 + T, 1.0, x1 - T, 6.3))
        facts.stairs.append(
            StairRun(f"stair_{name}", step, name, STOREY, walk, 1.2, body, "treads", going_m=0.28, risers=18)
        )
        stairs.append(
            StairResult(
                f"stair_{name}", step, f"楼梯{name}", STOREY, "roof", 10.3, 1.2, "treads", kind, status, (), 0.7, walk
            )
        )
    _distances(spaces, degrees)
    storey = StoreyResult(STOREY, "18层", LEVEL_M, 17, 500.0, len(spaces), 186.2, 186.3, guid("1808"), ())
    into = tuple(d.guid for d in doors if d.leads_to_stair)
    storey.storey_exits, storey.unknown_exits = (into, ()) if kind != "unknown" else ((), into)
    return EgressResult(facts, [storey], spaces, doors, stairs, 54.0, 18, status == "confirmed")


def _distances(spaces: list[SpaceResult], degrees: float) -> None:
    def at(x: float, y: float) -> tuple[float, float, float]:
        return (*turned((x, y), degrees), LEVEL_M)

    inner = (at(27.3, 16.2), at(29.2, 13.0), at(34.6, 10.6), at(34.75, 9.2))
    inner_m = sum(math.dist(a, b) for a, b in itertools.pairwise(inner))
    whole = (*inner, at(11.2, 7.6))
    space = next(s for s in spaces if s.name == "1808")
    space.in_room = Distance(inner_m, 0.0, inner, "door_1808", start=inner[0])
    way = Distance(inner_m + WALK_M, 0.05, whole, "door_S2", start=inner[0])
    space.storey_exit = Reading(way, way)
    space.travel = Distance(186.2, 0.1, whole, "exit", start=inner[0])


def judgement(
    name: str = "1808", verdict: Verdict = Verdict.FAIL, *, degrees: float = 0.0, limit: float | None = LIMIT_M,
    rests_on: RestsOn = RestsOn.CONFIRMED, metric: str = "walked",
) -> Judgement:  # fmt: skip
    """The corridor walk of the door of 1808 held against the dead-end limit of a high-rise dwelling."""
    path = tuple((*turned(p, degrees), LEVEL_M) for p in ((34.75, 9.2), (11.2, 7.6))) if name == "1808" else ()
    return Judgement(
        rule="flat-door-distance", clause="5.5.29", edition="GB 50016-2014", basis="current", confidence="A",
        metric=metric, subject=Subject(f"door_{name}", "IfcDoor", f"M{name}"),
        measured=WALK_M if verdict is not Verdict.NO_DATA else None, limit=limit, unit="m", verdict=verdict,
        rests_on=rests_on, storey=STOREY, path=path,
    )  # fmt: skip
