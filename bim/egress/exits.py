"""Proposed final exits: doors that lead outdoors at grade, each with its evidence and a confidence.

Only geometry or an explicit property demotes a door, never a room's name; a person's word replaces the proposal.
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from bim.egress import words
from bim.egress.cells import Plan
from bim.egress.joins import Join, portal_point
from bim.egress.options import Reviews
from bim.egress.result import ExitKind, Status
from bim.facts import Portal
from bim.geometry.polygons import parts

GRADE_M = 1.5
WALL_GAP_M = 0.3
"""Half the thickness of a wall that still closes the ring round an enclosed area."""
SMALL_WIDTH_M, SMALL_HEIGHT_M, WIDE_M = 0.5, 1.6, 2.2
LIFT_M = 1.8
LIFT_DOORS = ("elevator", "lift door", "liftdoor", "lift-door", "电梯", "aufzug", "fahrstuhl", "ascenseur", "лифт")
"""Names of doors that nobody walks through on the way out. "Lift" alone may be a lift-and-slide door."""
STEPS_M, INSIDE_M = 1.2, 1.5
"""A room reaches up to a door from below when its floor lies more than 1.2 m under it, its ceiling 1.5 m above it."""


@dataclass(frozen=True, slots=True)
class ExitProposal:
    """What a portal is, as proposed or as a person said. ``no`` may still become a storey exit by its stair."""

    kind: ExitKind
    status: Status
    evidence: tuple[str, ...]
    confidence: float


def propose_exits(plan: Plan, joins: list[Join], reviews: Reviews) -> list[ExitProposal]:
    """One proposal per portal, in order."""
    outer = [plan.facts.portals[j.portal] for j in joins if j.only_side is not None]
    says = any(p.kind == "door" and p.external for p in outer)
    courts = _enclosed(plan)
    return [_propose(plan, join, reviews, says, courts) for join in joins]


def at_grade(plan: Plan, z_m: float) -> str | None:
    """Evidence that a floor at this height is at grade, None when it is not."""
    if abs(z_m - plan.facts.reference_z_m) <= GRADE_M + 1e-6:
        return words.ONE_SIDE_AT_GRADE
    terrain = plan.facts.terrain_z_m
    return words.BY_TERRAIN if terrain is not None and abs(z_m - terrain) <= GRADE_M + 1e-6 else None


def _propose(plan: Plan, join: Join, reviews: Reviews, says: bool, courts: dict[int, BaseGeometry]) -> ExitProposal:
    portal = plan.facts.portals[join.portal]
    said = reviews.exits.get(portal.guid)
    if said is not None:
        since = reviews.since.get(portal.guid)
        return ExitProposal(said, "confirmed", words.by_person(since, join.evidence), 1.0)
    side = join.only_side
    if side is None and (inner := _inside_of_outdoor_space(plan, join)) is not None:
        return _outdoor_space(plan, join, inner, portal, courts)
    if side is None:
        same = join.sides[0] is not None and join.sides[0] == join.sides[1]
        why = (words.TWO_SPACES,) if join.joins_two else (words.SAME_SPACE,) if same else ()
        return ExitProposal("no", "proposed", why + join.evidence, 0.95 if join.joins_two else 0.5)
    cell = join.sides[side]
    assert cell is not None
    grade = at_grade(plan, plan.z_m(cell))
    if grade is None:
        return ExitProposal("no", "proposed", (words.NOT_AT_GRADE, *join.evidence), 0.9)
    if portal.kind != "door":
        return ExitProposal("no", "proposed", (grade, words.OPENING_OUTDOORS, *join.evidence), 0.5)
    against = _against(plan, join, 1 - side, courts, portal, says)
    if against:
        return ExitProposal("no", "proposed", (grade, against, *join.evidence), 0.7)
    evidence, confidence = _for(portal, says)
    return ExitProposal("final", "proposed", (grade, *evidence, *join.evidence), confidence)


def _inside_of_outdoor_space(plan: Plan, join: Join) -> int | None:
    """The side (0 or 1) within, where the other one is a space that the model calls external; else None.

    Where the model calls many spaces external it means rooms at the facade, and the word says nothing.
    """
    if not join.joins_two or not plan.says_outdoors:
        return None
    outdoors = [i for i in (0, 1) if plan.space_of(_cell(join, i)).external]
    return 1 - outdoors[0] if len(outdoors) == 1 else None


def _cell(join: Join, side: int) -> int:
    cell = join.sides[side]
    assert cell is not None
    return cell


def _outdoor_space(plan: Plan, join: Join, inner: int, portal: Portal, courts: dict[int, BaseGeometry]) -> ExitProposal:
    """A door or opening to a terrace at grade is a final exit, to a balcony or into a court it is none."""
    outer = _cell(join, 1 - inner)
    grade, level = at_grade(plan, plan.z_m(_cell(join, inner))), plan.cells[outer].level
    if grade is None or at_grade(plan, plan.z_m(outer)) is None:
        return ExitProposal("no", "proposed", (words.NOT_AT_GRADE, *join.evidence), 0.9)
    if level in courts and courts[level].contains(plan.cells[outer].shape.representative_point()):
        return ExitProposal("no", "proposed", (grade, words.ENCLOSED_AREA, *join.evidence), 0.7)
    if portal.kind != "door":
        return ExitProposal("no", "proposed", (grade, words.OPENING_OUTDOORS, *join.evidence), 0.5)
    evidence, confidence = _for(portal, says=True)
    return ExitProposal("final", "proposed", (words.EXTERNAL_SPACE, *evidence, *join.evidence), confidence)


def _against(
    plan: Plan, join: Join, outside: int, courts: dict[int, BaseGeometry], portal: Portal, says: bool
) -> str | None:
    inner = join.sides[1 - outside]
    assert inner is not None
    step = 0.6 if outside else -0.6
    beyond = shapely.Point(portal_point(plan, portal, join.place, join.face_m[1 - outside] + step))
    if _lift_behind(plan, beyond, plan.z_m(inner)):
        return words.LIFT_BEHIND
    if any(name in portal.name.casefold() for name in LIFT_DOORS):
        return words.LIFT_DOOR
    if _over_room(plan, beyond, plan.z_m(inner)):
        return words.OVER_ROOM
    if courts[plan.cells[inner].level].contains(beyond):
        return words.ENCLOSED_AREA
    if portal.external is False and says and not portal.boundary_external and not portal.fire_exit:
        return words.EXTERNAL_NO
    return None


def _lift_behind(plan: Plan, beyond: shapely.Point, z_m: float) -> bool:
    spots = [k.at for k in plan.facts.lifts if k.at is not None and k.at[2] <= z_m + 2.0]
    return any(beyond.distance(shapely.Point(plan.frame.point_in(x, y))) <= LIFT_M for x, y, _ in spots)


def _over_room(plan: Plan, beyond: shapely.Point, z_m: float) -> bool:
    """Whether a tall room from a lower level stands where the door leads."""
    lower = [layer.level for layer in plan.layers if plan.levels_m[layer.level] < z_m - STEPS_M]
    spaces = (plan.space_of(c) for level in lower for c in plan.layers.meeting(level, beyond))
    return any(s.height_m is not None and s.floor_z_m + s.height_m >= z_m + INSIDE_M and not s.external for s in spaces)


def _for(portal: Portal, says: bool) -> tuple[tuple[str, ...], float]:
    """Supporting evidence and the confidence it leaves."""
    evidence, confidence = [], 0.6
    if portal.external:
        evidence, confidence = [words.EXTERNAL_YES], 0.8
    elif portal.external is False:
        evidence.append(words.EXTERNAL_MEANINGLESS)
    for holds, sentence, change in (
        (portal.boundary_external, words.BOUNDARY_EXTERNAL, 0.1),
        (bool(portal.fire_exit), words.FIRE_EXIT, 0.1),
        ((portal.width_m or WIDE_M) > WIDE_M, words.WIDE, -0.2),
        (_small(portal), words.SMALL, -0.4),
    ):
        if holds:
            evidence.append(sentence)
            confidence += change
    return tuple(evidence), round(min(0.95, max(0.1, confidence)), 2)


def _small(portal: Portal) -> bool:
    return (portal.width_m or 1.0) < SMALL_WIDTH_M or (portal.height_m or 2.0) < SMALL_HEIGHT_M


def _enclosed(plan: Plan) -> dict[int, BaseGeometry]:
    """Areas of each level at grade that its spaces and the walls between them surround on all sides."""
    found = {}
    for layer in plan.layers:
        if at_grade(plan, plan.levels_m[layer.level]) is None:
            continue
        level = layer.level
        inner = [i for i in layer.number if not (plan.says_outdoors and plan.space_of(i).external)]
        shapes = [plan.cells[i].shape.buffer(WALL_GAP_M, join_style="mitre") for i in inner]
        rings = [hole for p in parts(shapely.union_all(shapes)) for hole in p.interiors]
        found[level] = shapely.union_all([shapely.Polygon(r) for r in rings])
    return found
