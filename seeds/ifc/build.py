"""From a `Building` to an IFC file: the spatial tree and, storey by storey, everything on it."""

from __future__ import annotations

import math
from pathlib import Path

from seeds.ifc.elements import write_doors, write_lifts, write_openings, write_slab, write_spaces, write_walls
from seeds.ifc.layout import Building, Storey
from seeds.ifc.psets import PropertySets, Value
from seeds.ifc.stage import Stage
from seeds.ifc.stairs import write_stair
from seeds.ifc.variant import Variant, reduce_building
from seeds.ifc.walls import Wall, wall_boxes
from seeds.ifc.writer import Entity, Writer


def write_building(path: Path | str, building: Building, how: Variant) -> Path:
    """Write ``building`` as ``how`` says. Equal arguments and an equal file name give equal bytes."""
    building = reduce_building(building, how)
    writer = Writer(how, building.key)
    psets = PropertySets(writer)
    ifc_building = _spatial_root(writer, psets, building)
    walls = WallCache(building.wall_m)
    storeys = [write_storey(writer, psets, building, ifc_building, storey, walls) for storey in building.storeys]
    aggregate(writer, "building", ifc_building, storeys)
    psets.write()
    target = Path(path)
    writer.save(target)
    return target


class WallCache:
    """Walls of equal plans are cut once: the typical storeys of a tower are all alike."""

    def __init__(self, thickness_m: float) -> None:
        self._thickness_m = thickness_m
        self._known: dict[object, list[Wall]] = {}

    def of(self, storey: Storey) -> list[Wall]:
        plan = (tuple(room.outline for room in storey.rooms), storey.voids, tuple(x.outline for x in storey.lifts))
        if plan not in self._known:
            self._known[plan] = wall_boxes(storey, self._thickness_m)
        return self._known[plan]


def _spatial_root(writer: Writer, psets: PropertySets, building: Building) -> Entity:
    units = writer.units()
    project = writer.root(
        "IfcProject", "project", Name=building.name, UnitsInContext=units, RepresentationContexts=[writer.model]
    )
    site = writer.root(
        "IfcSite", "site", Name="场地", ObjectPlacement=site_placement(writer), CompositionType="ELEMENT"
    )
    address = writer.add("IfcPostalAddress", AddressLines=[building.address], Town="云澜市")
    ifc_building = writer.root(
        "IfcBuilding",
        "building",
        Name=building.name,
        ObjectPlacement=writer.placement(site),
        CompositionType="ELEMENT",
        ElevationOfRefHeight=0.0,
        BuildingAddress=address,
    )
    aggregate(writer, "project", project, [site])
    aggregate(writer, "site", site, [ifc_building])
    facts: dict[str, Value | None] = {
        "NumberOfStoreys": len(building.storeys),
        "YearOfConstruction": str(building.year),
        "OccupancyType": building.occupancy,
    }
    psets.give(ifc_building, "Pset_BuildingCommon", facts)
    return ifc_building


def site_placement(writer: Writer) -> Entity:
    """Where everything stands: turned and moved as the variant says."""
    turn = math.radians(writer.how.rotate_deg)
    x_axis = (math.cos(turn), math.sin(turn), 0.0) if turn else (1, 0, 0)
    return writer.placement(None, writer.how.offset_m, x_axis)


def aggregate(writer: Writer, path: str, whole: Entity, parts: list[Entity]) -> None:
    """Parts under their whole in the spatial tree."""
    writer.root("IfcRelAggregates", f"{path}/parts", RelatingObject=whole, RelatedObjects=parts)


def write_storey(
    writer: Writer, psets: PropertySets, building: Building, parent: Entity, storey: Storey, walls: WallCache
) -> Entity:
    """One storey with all that stands on it, under the ``IfcBuilding`` ``parent``."""
    entity = writer.root(
        "IfcBuildingStorey",
        storey.key,
        Name=storey.name,
        ObjectPlacement=writer.placement(parent, (0, 0, storey.elevation_m)),
        CompositionType="ELEMENT",
        Elevation=writer.length(storey.elevation_m),
    )
    psets.give(entity, "Pset_BuildingStoreyCommon", {"EntranceLevel": storey is building.storeys[0]})
    stage = Stage(writer, psets, building, storey, entity)
    _fill(stage, walls.of(storey))
    stage.close()
    return entity


def _fill(stage: Stage, boxes: list[Wall]) -> None:
    if not stage.writer.how.no_spaces:
        write_spaces(stage)
    walls = write_walls(stage, boxes)
    write_slab(stage)
    write_doors(stage, boxes, walls)
    write_openings(stage, boxes, walls)
    for stair in stage.storey.stairs:
        write_stair(stage, stair)
    write_lifts(stage)
