"""The storey being written: what the element writers share."""

from __future__ import annotations

from dataclasses import dataclass, field

from seeds.ifc.layout import Building, Storey
from seeds.ifc.psets import PropertySets
from seeds.ifc.writer import Entity, Writer


@dataclass(slots=True)
class Stage:
    """Writer, storey and what has been put on it so far."""

    writer: Writer
    psets: PropertySets
    building: Building
    storey: Storey
    entity: Entity
    contained: list[Entity] = field(default_factory=list)
    spaces: dict[str, Entity] = field(default_factory=dict)

    def path(self, kind: str, key: str) -> str:
        """Path of an element in this storey, from which its GlobalId follows."""
        return f"{self.storey.key}/{kind}/{key}"

    def join(self, door: Entity, key: str, joins: tuple[str | None, str | None]) -> None:
        """Space boundaries of a door, one for each space it opens into."""
        if not self.writer.how.boundaries:
            return
        outside = None in joins
        for side in joins:
            if side is not None and side in self.spaces:
                self.writer.root(
                    "IfcRelSpaceBoundary",
                    self.path("boundary", f"{key}/{side}"),
                    RelatingSpace=self.spaces[side],
                    RelatedBuildingElement=door,
                    PhysicalOrVirtualBoundary="PHYSICAL",
                    InternalOrExternalBoundary="EXTERNAL" if outside else "INTERNAL",
                )

    def close(self) -> None:
        """Tie everything to the storey."""
        if self.spaces:
            spaces = list(self.spaces.values())
            self.writer.root(
                "IfcRelAggregates", self.path("rel", "spaces"), RelatingObject=self.entity, RelatedObjects=spaces
            )
        self.writer.root(
            "IfcRelContainedInSpatialStructure",
            self.path("rel", "elements"),
            RelatedElements=self.contained,
            RelatingStructure=self.entity,
        )
