"""Which elements make one stair or ramp."""

from __future__ import annotations

from dataclasses import dataclass, field

from bim.read.entity import Entity, attribute, by_type, enum, parts
from bim.read.source import Source


@dataclass(slots=True)
class StairGroup:
    """One stair or ramp. ``head`` is the element that names it, ``bodies`` the elements whose shapes are walked."""

    head: Entity
    is_ramp: bool
    bodies: list[Entity] = field(default_factory=list)

    @property
    def flights(self) -> list[Entity]:
        return [b for b in self.bodies if b.is_a("IfcStairFlight") or b.is_a("IfcRampFlight")]


def stair_groups(source: Source) -> list[StairGroup]:
    """All stairs and ramps of a file: assembled ones by their parent, loose flights of one storey together."""
    groups: list[StairGroup] = []
    taken: set[int] = set()
    for class_name, is_ramp in (("IfcStair", False), ("IfcRamp", True)):
        for head in by_type(source.model, class_name):
            bodies = [p for p in parts(head) if _is_body(p)]
            taken.update(b.id() for b in bodies)
            if attribute(head, "Representation") is not None or not bodies:
                bodies.append(head)
            groups.append(StairGroup(head, is_ramp, bodies))
    return groups + _loose(source, taken)


def loose_landings(source: Source, groups: list[StairGroup]) -> list[Entity]:
    """Slabs marked LANDING that no stair holds."""
    taken = {b.id() for g in groups for b in g.bodies}
    slabs = by_type(source.model, "IfcSlab")
    return [s for s in slabs if s.id() not in taken and enum(s, "PredefinedType") == "LANDING"]


def _is_body(part: Entity) -> bool:
    return any(part.is_a(name) for name in ("IfcStairFlight", "IfcRampFlight", "IfcSlab"))


def _loose(source: Source, taken: set[int]) -> list[StairGroup]:
    groups: dict[tuple[str, int], StairGroup] = {}
    for class_name, is_ramp in (("IfcStairFlight", False), ("IfcRampFlight", True)):
        for flight in by_type(source.model, class_name):
            if flight.id() in taken:
                continue
            storey = source.tree.storey_of(flight)
            key = (class_name, storey.id() if storey is not None else 0)
            groups.setdefault(key, StairGroup(flight, is_ramp)).bodies.append(flight)
    return list(groups.values())
