"""Everything known about a model before a single distance is measured: spaces, joins, exits, stairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from bim.egress.anchors import Anchors, door_faces
from bim.egress.by_hand import Said, what_was_said
from bim.egress.cells import Plan, make_plan
from bim.egress.dwellings import Dwellings, find_dwellings
from bim.egress.exits import ExitProposal, propose_exits
from bim.egress.floors import Ground
from bim.egress.joins import Join, join_portals
from bim.egress.landings import StairEnds, land_stairs
from bim.egress.links import Link, stair_links, step_links
from bim.egress.options import Options, Reviews
from bim.egress.result import StairResult
from bim.egress.spacegraph import Graph, space_graph
from bim.egress.stairs import stair_results
from bim.egress.undersides import barred_by_stairs
from bim.egress.wells import Wells, find_wells
from bim.facts import ModelFacts


@dataclass(slots=True)
class Scene:
    """Lists run parallel: ``joins``, ``faces``, ``proposals`` by portal, ``ends`` and ``stairs`` by stair."""

    plan: Plan
    options: Options
    joins: list[Join]
    faces: list[tuple[int | None, int | None]]
    proposals: list[ExitProposal]
    ends: list[StairEnds]
    wells: Wells
    stairs: list[StairResult]
    anchors: Anchors
    links: list[Link]
    graph: Graph
    dwellings: Dwellings
    reviews: Reviews
    said: Said
    dead_doors: frozenset[int] = frozenset()
    """Doors (indices) confirmed as storey exits that lead to no final exit."""

    ground: Ground = field(init=False)
    cells_of_storey: dict[str, set[int]] = field(init=False)
    """Cells by the GUID of their space's storey."""

    joins_of_cell: dict[int, list[int]] = field(init=False)
    """Joins (indices) by the cells on either side."""

    def __post_init__(self) -> None:
        barred = barred_by_stairs(self.plan, self.joins, self.ends, self.wells)
        self.ground = Ground(self.plan, self.joins, self.options.clearance_m, barred)
        self.joins_of_cell = defaultdict(list)
        for index, join in enumerate(self.joins):
            for cell in {c for c in join.sides if c is not None}:
                self.joins_of_cell[cell].append(index)
        self.cells_of_storey = defaultdict(set)
        for i in range(len(self.plan.cells)):
            self.cells_of_storey[self.plan.space_of(i).storey].add(i)

    @property
    def facts(self) -> ModelFacts:
        return self.plan.facts


def make_scene(facts: ModelFacts, reviews: Reviews, options: Options) -> Scene:
    """Reads the model's topology: which portal joins what, where stairs land, which doors may lead outdoors."""
    plan = make_plan(facts)
    anchors = Anchors()
    joins = join_portals(plan)
    faces = door_faces(plan, joins, anchors)
    ends = land_stairs(plan)
    wells = find_wells(plan, joins, ends)
    links = stair_links(plan, ends, anchors) + step_links(plan, joins, faces)
    proposals = propose_exits(plan, joins, reviews)
    graph = space_graph(joins)
    said, dwellings = what_was_said(plan, reviews), Dwellings()
    if options.residential:
        dwellings = find_dwellings(plan, graph, joins, proposals, ends, wells, said)
    stairs = stair_results(plan, joins, ends, wells, reviews, dwellings.stairs)
    parts = (plan, options, joins, faces, proposals, ends, wells, stairs, anchors, links, graph, dwellings)
    return Scene(*parts, reviews, said)
