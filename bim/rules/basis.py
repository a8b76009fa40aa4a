"""Existing buildings: judged by the edition in force when they were designed, and by the current one for information.

The governing rows have the basis ``as_built``; ``current`` ones say what a new building would have to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bim.egress.result import EgressResult
from bim.rules import reasons
from bim.rules.context import Context, make_context
from bim.rules.evaluate import judge
from bim.rules.families import Edition
from bim.rules.loads import Loads
from bim.rules.model import Pack
from bim.rules.params import Params
from core.verdicts import Judgement, RestsOn, Subject, Verdict

AS_BUILT, CURRENT = "as_built", "current"
FindPack = Callable[[str], Pack | None]
Key = tuple[str, str]
"""Rule and GlobalId of the subject."""


@dataclass(frozen=True, slots=True)
class Then:
    """What governed a rule at the design date. ``rows``: verdicts by a pack that holds the edition, by subject."""

    edition: str
    rows: dict[Key, Judgement]
    verdict: Verdict | None = None
    reason: str = ""


def judge_by_basis(
    pack: Pack, params: Params, result: EgressResult, loads: Loads | None = None, find: FindPack | None = None
) -> list[Judgement]:
    """``evaluate``, and for an existing building of known design year the rows of the edition then in force.

    ``find``: the rule pack of an id, None where there is none. An edition that no pack holds gives one ``no_data`` row
    per rule that names it: never a verdict as built, and never today's in its place.
    """
    context = make_context(pack, params, result, loads)
    rows = judge(context)
    if not params.existing or params.design_year is None:
        return rows
    later = [row for row in rows if row.basis == CURRENT]
    then = {key: _then(context, key, params.design_year, find) for key in dict.fromkeys(_edition(r) for r in later)}
    found = [_compared(row, then.get(_edition(row))) for row in rows]
    return [*found, *_as_built(context, later, then)]


def governs(row_basis: str, existing: bool | None) -> bool:
    """Whether a verdict of this basis may call for action: for an existing building only the one as built may."""
    return not existing or row_basis == AS_BUILT


def edition_before(pack: Pack, standard: str, year: int) -> Edition | None:
    """The edition of a standard that a building designed in ``year`` followed: the last one in force before."""
    known = [item for item in pack.editions if item.standard == standard and item.in_force < year]
    return max(known, key=lambda item: item.in_force, default=None)


def _edition(row: Judgement) -> str:
    return row.edition


def _then(context: Context, edition: str, year: int, find: FindPack | None) -> Then:
    """The edition of the same standard that was in force before ``year``."""
    every = context.pack.editions
    standard = next((item.standard for item in every if item.edition == edition), None)
    line = sorted((item for item in every if item.standard == standard), key=lambda item: item.in_force)
    last = edition_before(context.pack, standard or "", year)
    values = {"year": year}
    if last is None:
        if line and line[0].first:
            reason = reasons.code("as_built_none", **values, standard=standard)
            return Then("", {}, Verdict.NOT_APPLICABLE, reason)
        reason = reasons.code("as_built_unknown", **values, standard=standard or edition)
        return Then("", {}, Verdict.NO_DATA, reason)
    old = find(last.pack) if last.pack and find else None
    if old is None:
        return Then(last.edition, {}, Verdict.NO_DATA, reasons.code("as_built_missing", **values, edition=last.edition))
    return Then(last.edition, _judged(context, old, last))


def _judged(context: Context, old: Pack, edition: Edition) -> dict[Key, Judgement]:
    """What the older pack says, of its own edition only."""
    rows = judge(make_context(old, context.params, context.result, context.loads))
    own = [row for row in rows if row.edition == edition.edition]
    return {(row.rule, row.subject.guid): replace(row, basis=AS_BUILT) for row in own}


def _compared(row: Judgement, then: Then | None) -> Judgement:
    """A current row with what the edition of the design date says of the same subject."""
    other = then.rows.get((row.rule, row.subject.guid)) if then and row.basis == CURRENT else None
    if other is None or other.verdict == row.verdict:
        return row
    return replace(row, notes=(*row.notes, _difference(other, row)))


def _difference(as_built: Judgement, current: Judgement) -> str:
    verdicts: dict[str, object] = {"as_built": as_built.verdict.value, "current": current.verdict.value}
    return reasons.code("basis_differs", edition=as_built.edition, **verdicts)


def _as_built(context: Context, later: Iterable[Judgement], then: dict[str, Then]) -> Iterator[Judgement]:
    """The governing rows: one per subject where a pack holds the edition, else one per rule that says why none."""
    told: set[str] = set()
    for row in later:
        known = then[row.edition]
        match = known.rows.get((row.rule, row.subject.guid))
        if match is not None:
            differs = match.verdict != row.verdict
            yield replace(match, notes=(*match.notes, _difference(match, row))) if differs else match
        elif row.rule not in told and not any(rule == row.rule for rule, _ in known.rows):
            told.add(row.rule)
            yield _open(context, row, known)


def _open(context: Context, row: Judgement, then: Then) -> Judgement:
    reason = then.reason or reasons.code("as_built_no_rule", edition=then.edition)
    return replace(
        row,
        basis=AS_BUILT,
        edition=then.edition or row.edition,
        subject=Subject("", "building", context.result.facts.building_name),
        measured=None,
        measured_upper=None,
        limit=None,
        limit_upper=None,
        verdict=then.verdict or Verdict.NOT_APPLICABLE,
        rests_on=RestsOn.CONFIRMED,
        reason=reason,
        storey="",
        path=(),
        evidence=(),
        modifiers=(),
        assumed=(),
        notes=(),
    )
