"""A room's own doors, and how far its farthest point lies from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bim.egress.flow import Flow
from bim.egress.flows import Walks
from bim.egress.network import Network
from bim.egress.scene import Scene
from bim.egress.spacegraph import Graph, reachable


@dataclass(slots=True)
class Ways:
    """Space graph with its way-outs. ``out``: cells from which an exit or a stair is reached directly."""

    graph: Graph
    exits: frozenset[int]
    """Portals that end a walk to the street or to the storey exit."""
    out: frozenset[int]
    by_cell: dict[int, list[int]] = field(default_factory=dict)
    """Portals that end a walk, by cell."""


def find_ways(scene: Scene, walks: Walks) -> Ways:
    exits = frozenset(t.portal for w in (walks.final, walks.counts) for t in w.ends.targets if t.portal is not None)
    by_cell: dict[int, list[int]] = {}
    for index in sorted(exits):
        for cell in scene.joins[index].sides:
            if cell is not None:
                by_cell.setdefault(cell, []).append(index)
    stairs = {c for e in scene.ends for c in e.cells}
    return Ways(scene.graph, exits, frozenset(by_cell) | stairs, by_cell)


def own_doors(ways: Ways, room: set[int]) -> list[int]:
    """Portals by which a room (or a flat: its cells) is left for good: an exit or stair is reached beyond them
    without coming back through the room. A cupboard's door is none of them.
    """
    reached = reachable(ways.graph, ways.out, room)
    found = {p for cell in room for other, p in ways.graph.get(cell, ()) if other in reached}
    return sorted(found | {p for cell in room for p in ways.by_cell.get(cell, ())})


def inner_faces(scene: Scene, portals: list[int], room: set[int]) -> dict[int, str]:
    """Anchors at the portals' faces on the room's side, with the portals' GUIDs."""
    found = {}
    for portal in portals:
        for cell, anchor in zip(scene.joins[portal].sides, scene.faces[portal], strict=True):
            if cell in room and anchor is not None:
                found[anchor] = scene.facts.portals[portal].guid
    return found


@dataclass(frozen=True, slots=True)
class ToDoors:
    """Flow from a room or flat to the inner faces of its doors. ``guids``: of the doors, by node."""

    cells: tuple[int, ...]
    flow: Flow
    guids: dict[int, str]


def to_doors(
    scene: Scene, network: Network, room: frozenset[int], portals: list[int], closed: frozenset[int]
) -> ToDoors | None:
    """The flow by which a room is measured to the nearest of ``portals``, on stairs not ``closed``; None: no door."""
    faces = inner_faces(scene, portals, set(room))
    if not faces:
        return None
    guids = {network.node_of[a]: guid for a, guid in faces.items()}
    return ToDoors(tuple(sorted(room)), network.flow(sorted(faces), closed), guids)
