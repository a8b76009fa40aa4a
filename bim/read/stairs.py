"""Stairs and ramps: treads first, the bounding run where there are none, a complaint where neither is believable."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import shapely

from bim.facts import Area, Point3, StairMethod, StairRun
from bim.read.chains import Chain, chain_treads, join_flights
from bim.read.entity import Entity, attribute, enum, number, type_of
from bim.read.mesh import Mesh
from bim.read.outline import areas_of, union
from bim.read.psets import flag
from bim.read.ramps import footprint_of, walk_up
from bim.read.source import Source
from bim.read.stair_bounds import walk_by_bounds
from bim.read.stair_parts import StairGroup, loose_landings
from bim.read.storeys import BELOW_M, Storeys
from bim.read.text import clean_text
from bim.read.treads import find_treads
from bim.read.walking import Walk, walk_through

MIN_RISE_M = 0.3
AGREE_SHARE = 0.1
NEAR_M = 0.1
NOTE_DERIVED = "derived from the bounding run: no treads to follow"
NOTE_LANDING = "a landing between its flights is not modelled; they were joined directly"


@dataclass(slots=True)
class StairReader:
    """Reads the stairs of one file. Meshes of all bodies are expected in ``source.shapes``."""

    source: Source
    storeys: Storeys
    landings: list[Mesh] = field(default_factory=list)
    disagreeing: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Flights whose stated riser contradicts their shape: (stated, measured) metres by GUID."""

    def read(self, groups: list[StairGroup]) -> list[StairRun]:
        """One run per walk from storey to storey; a stair through several storeys gives several."""
        self.landings = self._meshes(loose_landings(self.source, groups))
        runs: list[StairRun] = []
        unread: list[str] = []
        for group in groups:
            found = self._ramp(group) if group.is_ramp else (self._by_treads(group) or self._by_bounds(group))
            runs += found
            unread += [] if found else [str(group.head.GlobalId)]
        self._note(runs, unread)
        return runs

    def _meshes(self, bodies: Sequence[Entity]) -> list[Mesh]:
        known = self.source.shapes.meshes
        return [known[b.id()] for b in bodies if b.id() in known]

    def _by_treads(self, group: StairGroup) -> list[StairRun]:
        meshes, levels = self._meshes(group.bodies), self.storeys.elevations(group.head)
        treads = find_treads([*meshes, *self._landings_near(meshes)])
        walks = [(walk_through(f, levels), f) for f in join_flights(chain_treads(treads, levels), levels)]
        good = [(w, f) for w, f in walks if w.believable and w.rise_m >= MIN_RISE_M]
        self._compare_risers(group, [w for w, _ in good])
        runs: list[StairRun] = []
        for index, (walk, flights) in enumerate(good):
            head = group.head if len(good) == 1 else self._flight_of(group, flights[0], {r.guid for r in runs})
            name = clean_text(group.head.Name) + (f" ({index + 1}/{len(good)})" if len(good) > 1 else "")
            footprint = areas_of(shapely.union_all([t.area for flight in flights for t in flight]))
            notes = (NOTE_LANDING,) if len(flights) > 1 else ()
            run = self._run(group, head, name, walk, footprint, "treads", notes)
            taken = any(run.guid == other.guid for other in runs)
            runs.append(replace(run, guid=f"{run.guid}#{index + 1}") if taken else run)
        return runs

    def _by_bounds(self, group: StairGroup) -> list[StairRun]:
        meshes = self._meshes(group.bodies)
        flights = group.flights or [group.head]
        risers = sum(int(n) for f in flights if (n := number(f, "NumberOfRisers") or number(f, "NumberOfRiser")))
        treads = [n * self.source.unit_m for f in flights if (n := number(f, "TreadLength"))]
        footprint = footprint_of(meshes)
        going = treads[0] if treads else None
        walk = walk_by_bounds(meshes, footprint, self.storeys.elevations(group.head), risers or None, going)
        if walk is None or walk.rise_m < MIN_RISE_M or not walk.believable:
            return []
        return [self._run(group, group.head, clean_text(group.head.Name), walk, footprint, "run", (NOTE_DERIVED,))]

    def _ramp(self, group: StairGroup) -> list[StairRun]:
        meshes = self._meshes(group.bodies)
        walk = walk_up(meshes)
        if walk is None:
            return []
        return [self._run(group, group.head, clean_text(group.head.Name), walk, footprint_of(meshes), "treads", ())]

    def _run(
        self,
        group: StairGroup,
        head: Entity,
        name: str,
        walk: Walk,
        footprint: Area | None,
        method: StairMethod,
        notes: tuple[str, ...],
    ) -> StairRun:
        pset = "Pset_RampCommon" if group.is_ramp else "Pset_StairCommon"
        return StairRun(
            guid=str(head.GlobalId),
            step_id=self.source.step(head),
            name=name,
            storey=self._storey(group.head, walk.line[0][2]),
            line=walk.line,
            width_m=walk.width_m,
            footprint=footprint,
            method=method,
            is_ramp=group.is_ramp,
            risers=walk.risers or None,
            riser_m=walk.riser_m or None,
            going_m=walk.going_m,
            fire_exit=flag(group.head, pset, "FireExit"),
            external=flag(group.head, pset, "IsExternal"),
            shape_type=_shape_type(group.head),
            notes=notes,
            tag=clean_text(attribute(group.head, "Tag")),
        )

    def _storey(self, head: Entity, base_z_m: float) -> str:
        """The storey at the foot of the walk; the file's own relation where no storey lies there."""
        by_height = self.storeys.at(base_z_m, head)
        level = self.storeys.elevation_of(by_height)
        if level is not None and abs(level - base_z_m) <= BELOW_M:
            return by_height
        return self.storeys.key_of(head, base_z_m)

    def _landings_near(self, meshes: Sequence[Mesh]) -> list[Mesh]:
        own = footprint_of(meshes) if self.landings and meshes else None
        if own is None:
            return []
        low, high = min(m.vertices[:, 2].min() for m in meshes), max(m.vertices[:, 2].max() for m in meshes)
        level = [m for m in self.landings if low < m.vertices[:, 2].max() <= high + NEAR_M]
        return [m for m in level if (area := union(m.triangles())) is not None and area.distance(own) <= NEAR_M]

    def _flight_of(self, group: StairGroup, chain: Chain, taken: Collection[str]) -> Entity:
        """The flight, not yet ``taken``, that carries treads of a chain: walks of one stair get ids of their own."""
        half = len(chain) // 2
        for tread in (chain[i] for i in sorted(range(len(chain)), key=lambda i: abs(i - half))):
            for flight in group.flights:
                mesh = self.source.shapes.meshes.get(flight.id())
                if mesh is not None and flight.GlobalId not in taken and _holds(mesh, tread.centre):
                    return flight
        return group.head

    def _compare_risers(self, group: StairGroup, walks: list[Walk]) -> None:
        stated = [n * self.source.unit_m for f in group.flights if (n := number(f, "RiserHeight"))]
        if not stated or not walks or abs(stated[0] - walks[0].riser_m) <= AGREE_SHARE * walks[0].riser_m:
            return
        pair = (round(stated[0], 3), round(walks[0].riser_m, 3))
        self.disagreeing.update({str(f.GlobalId): pair for f in group.flights})

    def _note(self, runs: list[StairRun], unread: list[str]) -> None:
        notes = self.source.notes
        notes.add_if("stair_unread", unread)
        notes.add_if("stair_derived", [r.guid for r in runs if r.method == "run"])
        for stated_m, measured_m in list(self.disagreeing.values())[:1]:
            notes.add("stair_riser_disagrees", list(self.disagreeing), stated_m=stated_m, measured_m=measured_m)


def _holds(mesh: Mesh, point: Point3) -> bool:
    low, high = mesh.vertices.min(axis=0) - NEAR_M, mesh.vertices.max(axis=0) + NEAR_M
    return all(low[i] <= point[i] <= high[i] for i in range(3))


def _shape_type(head: Entity) -> str:
    own = enum(head, "ShapeType", "PredefinedType")
    kind = type_of(head)
    return own or (enum(kind, "PredefinedType") if kind is not None else "")
