"""``evaluate``: every rule of a pack against one egress analysis. Pure: dataclasses in, judgements out."""

from __future__ import annotations

from bim.egress.result import EgressResult
from bim.rules.context import make_context
from bim.rules.doors import judge_doors
from bim.rules.exits import judge_exits
from bim.rules.model import Pack
from bim.rules.params import Params
from bim.rules.remote import judge_remote
from bim.rules.rooms import judge_rooms
from bim.rules.widths import NotJudged, judge_widths
from bim.rules.widths import not_judged as widths_not_judged
from core.verdicts import Judgement


def evaluate(pack: Pack, params: Params, result: EgressResult) -> list[Judgement]:
    """One judgement per rule and subject, in a fixed order: distances, rooms, widths, exits.

    ``reason``, ``modifiers`` and ``notes`` are codes for ``bim.rules.reasons.sentence``; ``assumed`` are names for
    ``bim.rules.reasons.word``. The way to the street is held against nothing.
    """
    context = make_context(pack, params, result)
    families = (judge_doors, judge_remote, judge_rooms, judge_widths, judge_exits)
    return [row for family in families for row in family(context)]


def not_judged(pack: Pack, params: Params, result: EgressResult) -> tuple[NotJudged, ...]:
    """Clauses of the pack that apply but that the analysis has no measure for: to be printed, never counted."""
    return widths_not_judged(make_context(pack, params, result))
