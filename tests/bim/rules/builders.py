"""Hand-built egress analyses for the rule tests: a corridor storey, doors at given distances, stairs of given kinds."""

from __future__ import annotations

from bim.egress.result import Distance, DoorResult, EgressResult, Reading, SpaceResult, StairResult, StoreyResult
from bim.facts import ModelFacts

OFFICE = "use=office fire_grade=2 height_m=18 storeys=4 sprinklered=false open_corridor=false"
HOUSING = "use=residential fire_grade=2 height_m=18 storeys=6 sprinklered=false open_corridor=false"


def walk(metres: float, target: str = "EXIT", straight: float | None = None, error: float = 0.0, drop: float = 0.0):
    """A walk of ``metres`` along x, ending ``drop`` metres lower; the crow's line ``straight`` equals it by default."""
    path = ((0.0, 0.0, 0.0), (metres, 0.0, -drop))
    return Distance(metres, error, path, target, straight_m=metres if straight is None else straight)


def reading(counts: Distance | None, not_counts: Distance | None = None) -> Reading:
    """One way only: the same under both readings."""
    return Reading(counts, counts if not_counts is None else not_counts)


def door(guid: str = "D1", way: Reading | None = None, **extra) -> DoorResult:
    """A room's exit door of nominal 1.00 m, between two exits, nearest stair enclosed."""
    values = {
        "guid": guid, "step_id": 1, "kind": "door", "name": f"Door {guid}", "storey": "S1", "joins": ("R1", "C1"),
        "line": ((0.0, 0.0), (1.0, 0.0)), "z_m": 0.0, "width_m": 1.0, "clear_width_m": None, "exit": "no",
        "status": "proposed", "evidence": ("serves a room",), "confidence": 0.9, "position": "between_exits",
        "to_storey_exit": way, "nearest_stair_kind": "enclosed", "serves": "R1",
    }  # fmt: skip
    return DoorResult(**(values | extra))


def flat_door(guid: str = "F1", way: Reading | None = None, **extra) -> DoorResult:
    return door(guid, way, **({"is_flat_door": True, "serves": "R1"} | extra))


def exit_door(guid: str = "EXIT", kind: str = "storey", **extra) -> DoorResult:
    """A door into stair T1 (``storey``) or outdoors (``final``)."""
    stair = {"leads_to_stair": "T1"} if kind == "storey" else {}
    return door(guid, None, **({"exit": kind, "serves": None, "joins": ("C1", None)} | stair | extra))


def stair(guid: str = "T1", kind: str = "enclosed", width: float | None = 1.3, **extra) -> StairResult:
    values = {
        "guid": guid, "step_id": 2, "name": guid, "from_storey": "S1", "to_storey": "S2", "length_m": 10.0,
        "width_m": width, "method": "treads", "kind": kind, "status": "proposed", "evidence": (), "confidence": 0.5,
        "line": (),
    }  # fmt: skip
    return StairResult(**(values | extra))


def room(guid: str = "R1", inside: Distance | None = None, **extra) -> SpaceResult:
    values = {
        "guid": guid, "step_id": 3, "name": guid, "long_name": "", "storey": "S1", "area_m2": 20.0, "reason": "",
        "in_room": inside,
    }  # fmt: skip
    return SpaceResult(**(values | extra))


def storey(guid: str = "S1", exits: tuple[str, ...] = (), **extra) -> StoreyResult:
    values = {
        "guid": guid, "name": guid, "elevation_m": 0.0, "order": 0, "area_m2": 400.0, "spaces": 4,
        "max_travel_m": None, "bound_m": None, "farthest_space": None, "unreachable": (), "storey_exits": exits,
    }  # fmt: skip
    return StoreyResult(**(values | extra))


def result(doors=(), spaces=(), stairs=(), storeys=(), confirmed: bool = True, **extra) -> EgressResult:
    facts = ModelFacts(files=[], building_name="Test house")
    values = {"height_m": None, "storeys_above": None, "exits_confirmed": confirmed} | extra
    return EgressResult(facts, list(storeys), list(spaces), list(doors), list(stairs), **values)
