"""The egress analysis of one delivery: from facts to distances. No clause, no verdict."""

from __future__ import annotations

import time

from bim.egress import words
from bim.egress.alternatives import measure_alternatives
from bim.egress.by_hand import with_links
from bim.egress.circulation import circulation_cells
from bim.egress.doors import door_results, serve_doors
from bim.egress.doorways import Corridors
from bim.egress.flats import fill_flats
from bim.egress.flows import Walks, make_ends, make_network, make_walks
from bim.egress.ground_floor import ground_ways
from bim.egress.measure import Measure
from bim.egress.options import COUNTING_KINDS, Options, Progress, Reviews
from bim.egress.result import EgressResult
from bim.egress.scene import Scene, make_scene
from bim.egress.serving import in_rooms, room_doors, servings
from bim.egress.spaces import place_spaces, space_results
from bim.egress.storeys import full_storeys, height_m, storey_results
from bim.egress.targets import Ends
from bim.egress.uses import fill_uses
from bim.egress.ways_out import mark_dead_ends
from bim.egress.widths.bottlenecks import fill_bottlenecks
from bim.egress.widths.corridors import corridors as corridor_widths
from bim.facts import ModelFacts
from bim.geometry.visibility import Visibility

NO_REVIEWS = Reviews()
Cache = dict[bytes, Visibility]


def analyse(
    facts: ModelFacts,
    *,
    reviews: Reviews = NO_REVIEWS,
    counts_as_exit: frozenset[str] = COUNTING_KINDS,
    residential: bool = False,
    clearance_m: float = 0.0,
    progress: Progress | None = None,
) -> EgressResult:
    """Topology, exits, stairs and certified distances of a model.

    ``reviews``: what people said, by GlobalId. ``counts_as_exit``: stair kinds that are storey exits.
    ``residential``: in-room distances run to the flat's door. ``clearance_m``: metres a body keeps off walls.
    ``progress(step, part)`` is called with ``graph`` and ``paths``. Never raises for bad models: what cannot be
    measured is None with a reason.
    """
    tell = progress or (lambda step, part: None)
    started = time.process_time()
    tell("graph", 0.0)
    scene = make_scene(with_links(facts, reviews.links), reviews, Options(counts_as_exit, residential, clearance_m))
    mark_dead_ends(scene)
    ends = make_ends(scene)
    cache: Cache = {}
    network = make_network(scene, cache)
    walks = make_walks(network, ends)
    tell("graph", 1.0)
    built = time.process_time()
    result = _measure(scene, Measure(network, scene.options.tolerance_m), walks, ends, cache, tell)
    result.timing_s = {"graph": built - started, "paths": time.process_time() - built}
    return result


def _measure(
    scene: Scene, measure: Measure, walks: Walks, ends: tuple[Ends, Ends, Ends], cache: Cache, tell: Progress
) -> EgressResult:
    spaces = space_results(scene, measure, walks, tell)
    doors = door_results(scene, walks)
    ways = scene.dwellings.common if scene.options.residential else circulation_cells(scene, spaces)
    rooms = room_doors(scene, walks, ways)
    network = make_network(scene, cache, frozenset(ways))
    corridors = Corridors(network, make_walks(network, ends), walks)
    serve_doors(scene, doors, servings(scene, rooms, ways), corridors)
    place_spaces(scene, spaces, ways, in_rooms(scene, measure, rooms))
    fill_flats(scene, spaces, doors)
    fill_uses(scene, spaces)
    widths = corridor_widths(scene, ways, ends[1])
    fill_bottlenecks(scene, spaces, doors, widths)
    storeys = storey_results(scene, spaces, walks)
    full = full_storeys(scene, storeys)
    result = EgressResult(
        facts=scene.facts,
        storeys=storeys,
        spaces=spaces,
        doors=doors,
        stairs=scene.stairs,
        height_m=height_m(scene, full),
        storeys_above=len(full) or None,
        exits_confirmed=_confirmed(scene),
        ground_ways=ground_ways(scene, walks.final),
        corridors=widths,
        notes=[f"{words.GROUPING} {scene.facts.spaces[i].guid}" for i in scene.plan.grouping],
    )
    measure_alternatives(result, scene, measure, walks, ways)
    return result


def _confirmed(scene: Scene) -> bool:
    """Every exit and every stair outside dwellings has a person's word, and there is an exit at all."""
    exits = [p for p in scene.proposals if p.kind != "no"]
    stairs = [s for s in scene.stairs if not s.inside_flat]
    return bool(exits) and all(p.status == "confirmed" for p in exits) and all(s.status == "confirmed" for s in stairs)
