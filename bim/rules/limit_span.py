"""The whole interval of limits that the unknowns of one door or room allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bim.rules.limit import Limit, weakest
from bim.rules.limits import egress_limit
from bim.rules.model import Letter, Modifier, Pack
from bim.rules.params import Params
from bim.rules.spans import Span, hull
from core.verdicts import Verdict

Choices = Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class LimitSpan:
    """``span`` None: no limit, and ``plain.open``/``plain.reason`` say why. ``plain`` is what the known facts give.

    ``letter``: weakest letter of what every case rests on; C means the clause may only warn. Notes of letter C widen
    the span (with and without them), so that a verdict outside it does not rest on them. ``open``: parameters that
    were left open.
    """

    plain: Limit
    span: Span | None
    letter: Letter
    open: tuple[str, ...]


def limit_span(pack: Pack, params: Params, choices: Choices) -> LimitSpan:
    """All limits of ``params`` over the product of ``choices`` (parameter → possible values)."""
    known = {name: values[0] for name, values in choices.items() if len(values) == 1}
    undecided = tuple(name for name, values in choices.items() if len(values) > 1)
    cases = [_replace(params, dict(zip(choices, combo, strict=True))) for combo in product(*choices.values())]
    cases += [doubtless for case in cases if (doubtless := _without_doubtful(pack, case)) is not None]
    limits = [egress_limit(pack, case) for case in cases]
    plain = egress_limit(pack, _replace(params, known | {name: choices[name][0] for name in undecided}))
    blocked = [limit for limit in limits if limit.limit_m is None]
    if blocked:
        worst = next((limit for limit in blocked if limit.open is Verdict.REVIEW), blocked[0])
        return LimitSpan(worst, None, worst.letter, undecided)
    spans = [Span(limit.limit_m or 0.0, limit.limit_upper_m or 0.0) for limit in limits]
    return LimitSpan(plain, hull(spans), _letter(limits), undecided)


def _letter(limits: list[Limit]) -> Letter:
    cells = tuple(limit.cell_letter for limit in limits)
    notes = tuple(item.letter for limit in limits for item in limit.modifiers if item.letter != "C")
    return weakest(cells + notes)


def _replace(params: Params, values: Mapping[str, object]) -> Params:
    return replace(params, **values)  # type: ignore[arg-type]


def _without_doubtful(pack: Pack, case: Params) -> Params | None:
    """The same case without its notes of letter C; None when it has none."""
    limit = egress_limit(pack, case)
    doubtful = {item.id for item in limit.modifiers if item.letter == "C"}
    if not doubtful:
        return None
    use = pack.use_of(case.use, case.group)
    if use is None:
        return None
    table = pack.table(use.table)
    return _replace(case, dict(_negated(note) for note in table.modifiers if note.id in doubtful))


def _negated(note: Modifier) -> tuple[str, object]:
    name, value = note.when
    return name, (not value if isinstance(value, bool) else "enclosed")
