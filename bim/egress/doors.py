"""One result row per portal."""

from __future__ import annotations

from bim.egress import words
from bim.egress.cells import Plan
from bim.egress.flows import Walks
from bim.egress.joins import Join
from bim.egress.result import DoorResult, ExitKind, Status
from bim.egress.scene import Scene
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
    )


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
    assert a is not None and b is not None
    for cell, other in ((a, b), (b, a)):
        if cell in wells.wells and other not in wells.wells:
            return wells.wells[cell][0], (words.INTO_STAIR,)
    for cell, other in ((a, b), (b, a)):
        if cell in wells.lobbies and other not in wells.lobbies and other not in wells.wells:
            group = wells.lobbies[cell]
            return min(s for s, g in wells.group_of.items() if g == group), (words.INTO_LOBBY,)
    return None, ()
