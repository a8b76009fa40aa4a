"""A dog-leg stair: two straight flights with real treads and the half landing between them."""

from __future__ import annotations

from typing import Any

from seeds.ifc.layout import Point, Stair, box
from seeds.ifc.stage import Stage
from seeds.ifc.writer import Entity

WAIST_M = 0.2
LANDING_M = 0.15


def write_stair(stage: Stage, stair: Stair) -> None:
    """``IfcStair`` with its two ``IfcStairFlight`` and the landing ``IfcSlab`` aggregated."""
    w, path, riser_m = stage.writer, stage.path("stair", stair.key), stage.storey.height_m / stair.risers
    ifc4 = w.how.schema == "IFC4"
    shape = "HALF_TURN_STAIR"
    entity = w.root(
        "IfcStair",
        path,
        Name=stair.name,
        ObjectType=stair.long_name,
        ObjectPlacement=w.placement(stage.entity),
        **({"PredefinedType": shape} if ifc4 else {"ShapeType": shape}),
    )
    parts = [_flight(stage, entity, stair, riser_m, number) for number in (1, 2)]
    parts.append(_landing(stage, entity, stair))
    w.root("IfcRelAggregates", f"{path}/parts", RelatingObject=entity, RelatedObjects=parts)
    stage.psets.give(entity, "Pset_StairCommon", _facts(stair, riser_m))
    stage.contained.append(entity)


def _facts(stair: Stair, riser_m: float) -> dict[str, bool | int | float | str | None]:
    return {
        "NumberOfRiser": stair.risers,
        "NumberOfTreads": stair.risers - 2,
        "RiserHeight": round(riser_m, 6),
        "TreadLength": stair.going_m,
        "FireExit": True,
        "IsExternal": False,
    }


def steps(risers: int, riser_m: float, going_m: float) -> list[Point]:
    """Side view ``(along, up)`` of a flight that arrives at a landing with its last riser: ``risers - 1`` treads."""
    run, rise = (risers - 1) * going_m, (risers - 1) * riser_m
    top = [(0.0, 0.0)]
    for number in range(risers - 1):
        top += [(number * going_m, (number + 1) * riser_m), ((number + 1) * going_m, (number + 1) * riser_m)]
    return [*top, (run, rise - WAIST_M), (WAIST_M * going_m / riser_m, 0.0)]


def _flight(stage: Stage, parent: Entity, stair: Stair, riser_m: float, number: int) -> Entity:
    w, half = stage.writer, stair.risers // 2
    x, y, width, depth = stair.rect
    run_m = (half - 1) * stair.going_m
    ahead = stair.up if number == 1 else -stair.up
    foot_y = y + stair.entry_m if stair.up == 1 else y + depth - stair.entry_m
    start_y = foot_y if number == 1 else foot_y + stair.up * run_m
    left = x if number == 1 else x + width - stair.flight_width_m
    # The side view's x runs ahead, its y up; so the sweep (x cross y) goes to +x ahead of +y and to -x ahead of -y.
    start_x = left if ahead == 1 else left + stair.flight_width_m
    frame = w.axes((start_x, start_y, 0 if number == 1 else half * riser_m), (0, ahead, 0), (ahead, 0, 0))
    solid = w.solid(w.profile(steps(half, riser_m, stair.going_m)), stair.flight_width_m, frame)
    return w.root(
        "IfcStairFlight",
        stage.path("stair", f"{stair.key}/flight{number}"),
        Name=f"{stair.name} 梯段{number}",
        ObjectPlacement=w.placement(parent),
        Representation=w.shape(solid),
        **_counts(stage, half, riser_m, stair.going_m),
    )


def _counts(stage: Stage, half: int, riser_m: float, going_m: float) -> dict[str, Any]:
    w = stage.writer
    lengths = {"RiserHeight": w.length(riser_m), "TreadLength": w.length(going_m)}
    if w.how.schema == "IFC4":
        return {"NumberOfRisers": half, "NumberOfTreads": half - 1, "PredefinedType": "STRAIGHT", **lengths}
    return {"NumberOfRiser": half, "NumberOfTreads": half - 1, **lengths}


def _landing(stage: Stage, parent: Entity, stair: Stair) -> Entity:
    w, height_m = stage.writer, stage.storey.height_m / 2
    x, y, width, depth = stair.rect
    run_m = (stair.risers // 2 - 1) * stair.going_m
    deep_m = depth - stair.entry_m - run_m
    south = y + depth - deep_m if stair.up == 1 else y
    frame = w.axes((0, 0, height_m - LANDING_M))
    solid = w.solid(w.profile(box(x, south, width, deep_m)), LANDING_M, frame)
    return w.root(
        "IfcSlab",
        stage.path("stair", f"{stair.key}/landing"),
        Name=f"{stair.name} 休息平台",
        ObjectPlacement=w.placement(parent),
        Representation=w.shape(solid),
        PredefinedType="LANDING",
    )
