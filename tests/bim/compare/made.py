"""Two rooms, a door between them and a stair, as facts; and a report of one distance and one width."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapely import box

from bim.compare import Side
from bim.facts import ModelFacts, Portal, SourceFile, Space, StairRun, Storey

S1 = "storey1"


def facts(**changes: Any) -> ModelFacts:
    made = ModelFacts(
        files=[SourceFile("a.ifc", "a" * 64, "IFC4", 1)],
        storeys=[Storey(S1, 1, "1F", 0.0)],
        spaces=[space("R1", 0, 0, 5, 4), space("R2", 5, 0, 9, 4)],
        portals=[door("D1", 5, 2)],
        stairs=[StairRun("T1", 7, "stair", S1, ((10, 0, 0), (13, 0, 3)), 1.2, None, "treads")],
    )
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def space(guid: str, x0: float, y0: float, x1: float, y1: float, name: str = "room") -> Space:
    return Space(guid, 2, name, "", S1, box(x0, y0, x1, y1), 0.0)


def door(guid: str, x: float, y: float, width: float = 0.9, name: str = "door") -> Portal:
    line = ((x, y - width / 2), (x, y + width / 2))
    return Portal(guid, 3, "door", name, S1, line, (1.0, 0.0), 0.0, width)


def shifted(made: ModelFacts, by: float) -> ModelFacts:
    """The whole model moved along x."""
    from shapely.affinity import translate

    spaces = [replace(s, floor=translate(s.floor, by)) for s in made.spaces if s.floor]
    portals = [replace(p, line=tuple((x + by, y) for x, y in p.line)) for p in made.portals]
    stairs = [replace(s, line=tuple((x + by, y, z) for x, y, z in s.line)) for s in made.stairs]
    return replace(made, spaces=spaces, portals=portals, stairs=stairs)


def row(guid: str = "D1", verdict: str = "pass", measured: float | None = 20.0, **fields: Any) -> dict[str, Any]:
    return {
        "rule": "door_to_exit", "clause": "5.5.17", "edition": "2018", "basis": "current", "metric": "straight",
        "subject": {"guid": guid, "type": "IfcDoor", "name": "door"}, "verdict": verdict, "measured": measured,
        "measured_upper": measured, "limit": 25.0, "limit_upper": 25.0, "unit": "m", "rests_on": "confirmed",
        "reason": "", "storey": S1, **fields,
    }  # fmt: skip


def report(*rows: dict[str, Any], sha256: str = "a" * 64, pack: str = "p") -> dict[str, Any]:
    return {
        "file": {"sha256": sha256},
        "pack": {"sha256": pack},
        "storeys": [{"guid": S1, "name": "1F", "elevation_m": 0.0}],
        "spaces": [], "doors": [], "stairs": [], "results": list(rows),
    }  # fmt: skip


def side(*rows: dict[str, Any], **changes: Any) -> Side:
    return Side(facts(**changes), report(*rows))
