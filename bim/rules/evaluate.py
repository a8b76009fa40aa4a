"""``evaluate``: every rule of a pack against one egress analysis. Pure: dataclasses in, judgements out."""

from __future__ import annotations

from bim.egress.result import EgressResult
from bim.rules.capacity import judge_capacity
from bim.rules.common_paths import judge_common_paths
from bim.rules.context import Context, make_context
from bim.rules.dead_ends import judge_dead_ends
from bim.rules.doors import judge_doors
from bim.rules.exits import judge_exits
from bim.rules.ground_floors import judge_ground_floors
from bim.rules.lifts import judge_lifts
from bim.rules.loads import Loads
from bim.rules.model import Pack
from bim.rules.not_judged import NotJudged, not_judged_of
from bim.rules.params import Params
from bim.rules.remote import judge_remote
from bim.rules.room_doors import judge_room_doors
from bim.rules.rooms import judge_rooms
from bim.rules.separation import judge_separation
from bim.rules.stair_kinds import judge_stair_kinds
from bim.rules.widths import judge_widths
from core.verdicts import Judgement

FAMILIES = (
    judge_doors, judge_remote, judge_rooms, judge_common_paths, judge_dead_ends, judge_ground_floors, judge_widths,
    judge_stair_kinds, judge_exits, judge_separation, judge_room_doors, judge_lifts,
    judge_capacity,
)  # fmt: skip


def evaluate(pack: Pack, params: Params, result: EgressResult, loads: Loads | None = None) -> list[Judgement]:
    """One judgement per rule and subject, in a fixed order: ways first, then widths, exits, rooms, lifts.

    ``loads``: persons by space and storey; None: nobody counted, and no number is guessed. ``reason``, ``modifiers``
    and ``notes`` are codes for ``bim.rules.reasons.sentence``; ``assumed`` are names for ``bim.rules.reasons.word``.
    The way to the street is held against nothing.
    """
    return judge(make_context(pack, params, result, loads))


def judge(context: Context) -> list[Judgement]:
    """``evaluate`` of a context that is made already."""
    return [row for family in FAMILIES for row in family(context)]


def not_judged(pack: Pack, params: Params, result: EgressResult, loads: Loads | None = None) -> tuple[NotJudged, ...]:
    """Clauses of the pack that apply but that the analysis has no measure for: to be printed, never counted."""
    return not_judged_of(make_context(pack, params, result, loads))
