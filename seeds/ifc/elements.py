"""Spaces, walls, slabs, doors, openings, windows and lifts of one storey."""

from __future__ import annotations

from typing import Any

from shapely import Polygon, union_all

from seeds.ifc.layout import Axis, Door, Opening, Outline, Point, Window, box
from seeds.ifc.stage import Stage
from seeds.ifc.walls import Wall, host
from seeds.ifc.writer import Entity

LEAF_M = 0.05
ALONG: dict[Axis, tuple[int, int, int]] = {"x": (1, 0, 0), "y": (0, 1, 0)}


def is_ifc4(stage: Stage) -> bool:
    return stage.writer.how.schema == "IFC4"


def write_spaces(stage: Stage) -> None:
    """One ``IfcSpace`` a room, from floor to the slab above."""
    w, clear_m = stage.writer, stage.storey.height_m - stage.building.slab_m
    kind: dict[str, Any] = {"PredefinedType": "INTERNAL"} if is_ifc4(stage) else {"InteriorOrExteriorSpace": "INTERNAL"}
    for room in stage.storey.rooms:
        space = w.root(
            "IfcSpace",
            stage.path("space", room.key),
            Name=room.name,
            LongName=room.long_name,
            ObjectPlacement=w.placement(stage.entity),
            Representation=w.shape(w.solid(w.profile(room.outline), clear_m)),
            CompositionType="ELEMENT",
            **kind,
        )
        stage.spaces[room.key] = space
        stage.psets.give(space, "Pset_SpaceCommon", {"IsExternal": False, "PubliclyAccessible": room.public})


def write_walls(stage: Stage, boxes: list[Wall]) -> list[Entity]:
    """One ``IfcWall`` a box; entities in the order of the boxes."""
    w, height_m = stage.writer, stage.storey.height_m - stage.building.slab_m
    walls = []
    for number, wall in enumerate(boxes):
        profile = w.rectangle((wall.length_m / 2, 0), wall.length_m, wall.thickness_m)
        entity = w.root(
            "IfcWall",
            stage.path("wall", str(number)),
            Name=f"{stage.building.material} {round(wall.thickness_m * 1000)}",
            ObjectPlacement=w.placement(stage.entity, (*wall.start, 0), ALONG[wall.axis]),
            Representation=w.shape(w.solid(profile, height_m)),
        )
        stage.psets.give(entity, "Pset_WallCommon", {"IsExternal": wall.external, "LoadBearing": wall.external})
        stage.contained.append(entity)
        walls.append(entity)
    return walls


def write_slab(stage: Stage) -> None:
    """The floor slab under the storey, with holes where flights and lifts come through."""
    w, t = stage.writer, stage.building.wall_m
    parts = [room.outline for room in stage.storey.rooms] + _shafts(stage)
    whole = union_all([Polygon(part) for part in parts]).buffer(t, join_style="mitre").buffer(0)
    outer = Polygon(whole.exterior) if isinstance(whole, Polygon) else whole.convex_hull
    holes = union_all([Polygon(hole) for hole in _slab_holes(stage)])
    solid = outer.difference(holes)
    if not isinstance(solid, Polygon):
        raise ValueError(f"{stage.storey.name}: the holes of the slab cut it apart; move the stairwells or shafts")
    rings = [[_mm(p) for p in ring.coords[:-1]] for ring in (solid.exterior, *solid.interiors)]
    frame = w.axes((0, 0, -stage.building.slab_m))
    slab = w.root(
        "IfcSlab",
        stage.path("slab", "floor"),
        Name="楼板",
        ObjectPlacement=w.placement(stage.entity),
        Representation=w.shape(w.solid(w.profile(rings[0], rings[1:]), stage.building.slab_m, frame)),
        PredefinedType="FLOOR",
    )
    stage.contained.append(slab)


def _mm(point: Any) -> Point:
    return round(float(point[0]), 3), round(float(point[1]), 3)


def _shafts(stage: Stage) -> list[Outline]:
    return [*stage.storey.voids, *(lift.outline for lift in stage.storey.lifts)]


def _slab_holes(stage: Stage) -> list[Outline]:
    """Shafts, and the part of each stairwell beyond its floor landing."""
    holes = [] if stage.storey.elevation_m <= 0 else _shafts(stage)
    for stair in stage.storey.stairwells:
        x, y, width, depth = stair.rect
        south = y + stair.entry_m if stair.up == 1 else y
        holes.append(box(x, south, width, depth - stair.entry_m))
    return holes


def _void(stage: Stage, path: str, wall: Entity, box_: Wall, hole: Door | Opening | Window) -> Entity:
    """An ``IfcOpeningElement`` in a wall; its origin is the hole's near jamb on the wall's axis."""
    w, sill_m = stage.writer, hole.sill_m if isinstance(hole, Window) else 0.0
    along = hole.at[0] - box_.start[0] if hole.axis == "x" else hole.at[1] - box_.start[1]
    profile = w.rectangle((hole.width_m / 2, 0), hole.width_m, box_.thickness_m + 0.1)
    opening = w.root(
        "IfcOpeningElement",
        f"{path}/void",
        Name=hole.name if isinstance(hole, Opening) else "洞口",
        ObjectPlacement=w.placement(wall, (along - hole.width_m / 2, 0, sill_m)),
        Representation=w.shape(w.solid(profile, hole.height_m)),
        **({"PredefinedType": "OPENING"} if is_ifc4(stage) else {}),
    )
    w.root("IfcRelVoidsElement", f"{path}/voids", RelatingBuildingElement=wall, RelatedOpeningElement=opening)
    return opening


def _fill(stage: Stage, path: str, opening: Entity, element: Entity) -> None:
    stage.writer.root(
        "IfcRelFillsElement", f"{path}/fills", RelatingOpeningElement=opening, RelatedBuildingElement=element
    )
    stage.contained.append(element)


def write_doors(stage: Stage, boxes: list[Wall], walls: list[Entity]) -> None:
    """Doors in their openings, local x from jamb to jamb, with Pset_DoorCommon and space boundaries."""
    w, widths = stage.writer, not stage.writer.how.no_widths
    for door in stage.storey.doors:
        path, index = stage.path("door", door.key), host(boxes, door.at, door.axis, door.width_m)
        opening = _void(stage, path, walls[index], boxes[index], door)
        leaf = w.rectangle((door.width_m / 2, 0), door.width_m, LEAF_M)
        entity = w.root(
            "IfcDoor",
            path,
            Name=door.name,
            ObjectPlacement=w.placement(opening),
            Representation=w.shape(w.solid(leaf, door.height_m)),
            Tag=door.tag or None,
            OverallHeight=w.length(door.height_m),
            OverallWidth=w.length(door.width_m) if widths else None,
            **(_operation(door) if is_ifc4(stage) else {}),
        )
        _fill(stage, path, opening, entity)
        stage.psets.give(entity, "Pset_DoorCommon", _door_facts(door))
        stage.join(entity, door.key, door.joins)
    _write_windows(stage, boxes, walls)


def _operation(door: Door) -> dict[str, str]:
    double = door.width_m >= 1.5
    return {"PredefinedType": "DOOR", "OperationType": "DOUBLE_DOOR_SINGLE_SWING" if double else "SINGLE_SWING_LEFT"}


def _door_facts(door: Door) -> dict[str, bool | int | float | str | None]:
    return {"IsExternal": door.external, "FireRating": door.fire_rating or None, "FireExit": door.fire_exit}


def write_openings(stage: Stage, boxes: list[Wall], walls: list[Entity]) -> None:
    """Openings without a door."""
    for opening in stage.storey.openings:
        index = host(boxes, opening.at, opening.axis, opening.width_m)
        _void(stage, stage.path("opening", opening.key), walls[index], boxes[index], opening)


def _write_windows(stage: Stage, boxes: list[Wall], walls: list[Entity]) -> None:
    w = stage.writer
    for window in stage.storey.windows:
        path, index = stage.path("window", window.key), host(boxes, window.at, window.axis, window.width_m)
        opening = _void(stage, path, walls[index], boxes[index], window)
        pane = w.rectangle((window.width_m / 2, 0), window.width_m, LEAF_M)
        entity = w.root(
            "IfcWindow",
            path,
            Name="窗",
            ObjectPlacement=w.placement(opening),
            Representation=w.shape(w.solid(pane, window.height_m)),
            OverallHeight=w.length(window.height_m),
            OverallWidth=w.length(window.width_m),
        )
        _fill(stage, path, opening, entity)


def write_lifts(stage: Stage) -> None:
    """One ``IfcTransportElement`` a lift, a car-high box in its shaft on the lowest storey."""
    if stage.storey is not stage.building.storeys[0]:
        return
    w = stage.writer
    kind = {"PredefinedType": "ELEVATOR"} if is_ifc4(stage) else {"OperationType": "ELEVATOR"}
    for lift in stage.storey.lifts:
        entity = w.root(
            "IfcTransportElement",
            stage.path("lift", lift.key),
            Name=lift.name,
            ObjectPlacement=w.placement(stage.entity),
            Representation=w.shape(w.solid(w.profile(lift.outline), 2.3)),
            **kind,
        )
        stage.contained.append(entity)
