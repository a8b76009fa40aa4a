"""The three walks everything is measured by: to the street, and to the storey exit in both readings."""

from __future__ import annotations

from dataclasses import dataclass

from bim.egress.flow import Flow
from bim.egress.measure import Measure
from bim.egress.network import Network, build_network
from bim.egress.result import Distance, Reading
from bim.egress.scene import Scene
from bim.egress.targets import Ends, Target, final_ends, storey_ends
from bim.geometry.visibility import Visibility


@dataclass(slots=True)
class Walk:
    """One set of targets and the flow to them. ``guids``, ``at``: GUID and target by node."""

    ends: Ends
    flow: Flow
    guids: dict[int, str]
    at: dict[int, Target]


@dataclass(slots=True)
class Walks:
    """``counts`` and ``not_counts`` are one object when no stair of unknown kind can matter."""

    final: Walk
    counts: Walk
    not_counts: Walk


def counting_stairs(scene: Scene) -> tuple[frozenset[int], frozenset[int]]:
    """Indices of the stairs that count when unknown ones do, and when they do not.

    Never in dwellings, nor where a stair leads to no final exit.
    """
    kinds = scene.options.counts_as_exit
    able = [(i, s.kind) for i, s in enumerate(scene.stairs) if not s.inside_flat and s.leads_out and len(s.line) > 1]
    sure = frozenset(i for i, kind in able if kind in kinds)
    return sure | {i for i, kind in able if kind == "unknown"}, sure


def make_ends(scene: Scene) -> tuple[Ends, Ends, Ends]:
    """Targets of the street, of the reading where unknown stairs count, and of the one where they do not."""
    most, least = counting_stairs(scene)
    counts = storey_ends(scene, most)
    return final_ends(scene), counts, counts if most == least else storey_ends(scene, least)


def make_network(scene: Scene, cache: dict[bytes, Visibility], only: frozenset[int] | None = None) -> Network:
    """Network over all cells, or over ``only`` some of them. All anchors must have been made before."""
    return build_network(scene.plan, scene.anchors, scene.links, scene.ground.walkable(only), cache)


def make_walks(network: Network, ends: tuple[Ends, Ends, Ends]) -> Walks:
    final, counts, not_counts = ends
    first = _walk(network, counts)
    return Walks(_walk(network, final), first, first if counts is not_counts else _walk(network, not_counts))


def _walk(network: Network, ends: Ends) -> Walk:
    at: dict[int, Target] = {}
    for target in ends.targets:
        node = network.node_of[target.anchor]
        if node >= 0:
            at.setdefault(node, target)
    flow = network.flow([t.anchor for t in ends.targets], ends.closed)
    return Walk(ends, flow, {n: t.guid for n, t in at.items()}, at)


def space_reading(measure: Measure, walks: Walks, cells: list[int]) -> Reading:
    """A space's distance to the storey exit in both readings; 0 inside an exit (stairwell or its lobby)."""
    counts = _one(measure, walks.counts, cells)
    if walks.counts is walks.not_counts:
        return Reading(counts, counts)
    return Reading(counts, _one(measure, walks.not_counts, cells))


def _one(measure: Measure, walk: Walk, cells: list[int]) -> Distance | None:
    inside = [walk.ends.inside[c] for c in cells if c in walk.ends.inside]
    if inside:
        plan = measure.network.plan
        at = plan.cells[cells[0]].shape.representative_point()
        start = (*plan.frame.point_out(at.x, at.y), plan.z_m(cells[0]))
        return Distance(0.0, 0.0, (start,), plan.facts.stairs[inside[0]].guid, 0.0, start)
    return measure.farthest(cells, walk.flow, walk.guids)
