"""One result row per portal."""

from __future__ import annotations

from bim.egress import words
from bim.egress.cells import Plan
from bim.egress.doorways import Corridors, Positions
from bim.egress.flows import Walks
from bim.egress.joins import Join
from bim.egress.result import DoorResult, ExitKind, Status
from bim.egress.scene import Scene
from bim.egress.serving import Serving
from bim.egress.widths import clear_width_m


def door_results(scene: Scene, walks: Walks) -> list[DoorResult]:
    """Rows in the model's order: what each portal joins, whether it is an exit, how wide it is."""
    return [_row(scene, walks, index) for index in range(len(scene.joins))]


def _row(scene: Scene, walks: Walks, index: int) -> DoorResult:
    portal, join, proposal = scene.facts.portals[index], scene.joins[index], scene.proposals[index]
    stair, sentence = _into_stair(scene, join)
    kind, status = _exit_kind(walks, index, proposal.kind, proposal.status)
    if kind == "storey" and proposal.kind == "no" and stair is not None:
        status = scene.stairs[stair].status
    return DoorResult(
        guid=portal.guid,
        step_id=portal.step_id,
        kind=portal.kind,
        name=portal.name,
        storey=portal.storey,
        joins=(_space(scene.plan, join.sides[0]), _space(scene.plan, join.sides[1])),
        line=portal.line,
        z_m=portal.base_z_m,
        width_m=portal.width_m,
        clear_width_m=clear_width_m(portal),
        exit=kind,
        status=status,
        evidence=(*proposal.evidence, *sentence, *portal.notes),
        confidence=proposal.confidence,
        leads_to_stair=None if stair is None else scene.facts.stairs[stair].guid,
        tag=portal.tag,
        exit_said=proposal.status == "confirmed",
    )


def serve_doors(scene: Scene, rows: list[DoorResult], serving: dict[int, Serving], corridors: Corridors) -> None:
    """Fills in whose exit door each portal is, its way to the storey exit, and whether it lies between two exits."""
    counts = Positions(corridors.network, corridors.walks.counts)
    same = corridors.walks.counts is corridors.walks.not_counts
    least = counts if same else Positions(corridors.network, corridors.walks.not_counts)
    for portal, mine in serving.items():
        row = rows[portal]
        row.serves = scene.plan.space_of(min(mine.room)).guid
        row.is_flat_door = scene.options.residential
        side = scene.joins[portal].sides.index(mine.inner if _ends_walk(corridors.whole, portal) else mine.outer)
        anchor = scene.faces[portal][side]
        if anchor is None:
            continue
        row.to_storey_exit = corridors.reading(anchor)
        stair = corridors.nearest_stair(scene, anchor)
        row.nearest_stair_kind = None if stair is None else scene.stairs[stair].kind
        if mine.outer is not None and row.exit != "final":
            level = scene.plan.cells[mine.outer].level
            first, second = counts.of(anchor, level), least.of(anchor, level)
            row.position = first if first == second else "unknown"


def _ends_walk(walks: Walks, portal: int) -> bool:
    """Whether the portal itself is an exit in some reading: its room's face is then the end of the walk."""
    return any(t.portal == portal for t in walks.counts.ends.targets)


def _space(plan: Plan, cell: int | None) -> str | None:
    return None if cell is None else plan.space_of(cell).guid


def _exit_kind(walks: Walks, index: int, kind: ExitKind, status: Status) -> tuple[ExitKind, Status]:
    """A way into a stair that surely counts is a storey exit, unless a person said what the portal is."""
    sure = any(t.portal == index for t in walks.not_counts.ends.targets)
    return ("storey", status) if kind == "no" and sure else (kind, status)


def _into_stair(scene: Scene, join: Join) -> tuple[int | None, tuple[str, ...]]:
    """The stair into whose stairwell (or lobby) a portal leads, and the sentence that says so."""
    wells = scene.wells
    if not join.joins_two:
        return None, ()
    a, b = join.sides
    assert a is not None
    assert b is not None
    for cell, other in ((a, b), (b, a)):
        if cell in wells.wells and other not in wells.wells:
            return wells.wells[cell][0], (words.INTO_STAIR,)
    for cell, other in ((a, b), (b, a)):
        if cell in wells.lobbies and other not in wells.lobbies and other not in wells.wells:
            group = wells.lobbies[cell]
            return min(s for s, g in wells.group_of.items() if g == group), (words.INTO_LOBBY,)
    return None, ()
