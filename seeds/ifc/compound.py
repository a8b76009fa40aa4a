"""Several buildings in one file: towers of one site, each an ``IfcBuilding`` of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from seeds.ifc.build import WallCache, aggregate, site_placement, write_storey
from seeds.ifc.layout import Building
from seeds.ifc.psets import PropertySets
from seeds.ifc.variant import Variant, reduce_building
from seeds.ifc.writer import Entity, Writer


@dataclass(frozen=True, slots=True)
class Placed:
    """A building and where it stands on the site, metres."""

    building: Building
    at: tuple[float, float, float] = (0.0, 0.0, 0.0)


def write_compound(path: Path | str, placed: Sequence[Placed], how: Variant | None = None) -> Path:
    """Write all buildings under one site. Their keys must differ, since GlobalIds follow from them."""
    writer = Writer(how or Variant(), "compound")
    psets = PropertySets(writer)
    project = writer.root(
        "IfcProject", "project", Name="小区", UnitsInContext=writer.units(), RepresentationContexts=[writer.model]
    )
    site = writer.root(
        "IfcSite", "site", Name="场地", ObjectPlacement=site_placement(writer), CompositionType="ELEMENT"
    )
    buildings = [_building(writer, psets, site, one) for one in placed]
    writer.key = "compound"
    aggregate(writer, "project", project, [site])
    aggregate(writer, "site", site, buildings)
    psets.write()
    writer.save(Path(path))
    return Path(path)


def _building(writer: Writer, psets: PropertySets, site: Entity, placed: Placed) -> Entity:
    building = reduce_building(placed.building, writer.how)
    writer.key = building.key
    entity = writer.root(
        "IfcBuilding",
        "building",
        Name=building.name,
        ObjectPlacement=writer.placement(site, placed.at),
        CompositionType="ELEMENT",
        ElevationOfRefHeight=0.0,
    )
    walls = WallCache(building.wall_m)
    storeys = [write_storey(writer, psets, building, entity, storey, walls) for storey in building.storeys]
    aggregate(writer, "building", entity, storeys)
    return entity
