"""``egress_limit`` for people and programs: the JSON object of the command, and three plain lines."""

from __future__ import annotations

from bim.rules.asked import Asked
from bim.rules.build_families import KINDS
from bim.rules.limit import Limit
from bim.rules.model import Pack
from bim.rules.reasons import sentence, word
from core.verdicts import Verdict


def as_json(limit: Limit) -> dict[str, object]:
    """The keys of the command's JSON: metres unrounded, ``limit`` null with a ``reason`` where there is none.

    ``verdict`` is null where a limit is given, else what a check would say: ``no_data``, or ``review`` at a dash.
    """
    return {
        "limit": limit.limit_m,
        "limit_upper": limit.limit_upper_m,
        "unit": "m",
        "native": {"value": limit.native, "unit": limit.unit},
        "pack": limit.pack,
        "rule": limit.rule,
        "clause": limit.source.clause,
        "edition": limit.source.edition,
        "confidence": limit.letter,
        "base": limit.base,
        "modifiers": [
            {"why": item.title.en, "op": item.op, "value": item.value, "confidence": item.letter}
            for item in limit.modifiers
        ],
        "assumed": list(limit.assumed),
        "reason": sentence(limit.reason, "en"),
        "verdict": limit.open.value if limit.open else None,
    }


def asked_json(pack: Pack, rule: str, asked: Asked) -> dict[str, object]:
    """The same keys for a rule that is no distance table; ``sign`` says whether the limit is the most or the least."""
    native = asked.native or (asked.strict, asked.unit)
    return {
        "limit": asked.strict,
        "limit_upper": asked.lax,
        "unit": asked.unit,
        "native": {"value": native[0], "unit": native[1]},
        "pack": pack.id,
        "rule": rule,
        "clause": asked.source.clause,
        "edition": asked.source.edition,
        "confidence": asked.letter,
        "base": asked.strict,
        "modifiers": [],
        "assumed": list(asked.open),
        "reason": sentence(asked.reason, "en") if asked.reason else "",
        "verdict": asked.verdict.value if asked.verdict else None,
        "sign": "most" if asked.most else "least",
    }


def asked_lines(pack: Pack, rule: str, asked: Asked) -> list[str]:
    """As ``as_lines``."""
    if asked.span is None:
        return [f"no limit ({asked.verdict or Verdict.NO_DATA}): {sentence(asked.reason)}"]
    span = f"{asked.strict:g}" if asked.span.exact else f"{asked.strict:g} or {asked.lax:g}"
    sign = "at most" if asked.most else "at least"
    lines = [f"{pack.title_of(rule)}: {sign} {span} {asked.unit}{_kinds(asked)}"]
    lines.append(f"{asked.source.edition}, {asked.source.clause}, confidence {asked.letter}")
    if asked.native:
        lines.append(f"in the code's own unit: {asked.native[0]:g} {asked.native[1]}")
    if asked.open:
        lines.append("Depends on: " + ", ".join(word(name) for name in asked.open))
    return lines


def _kinds(asked: Asked) -> str:
    """Kinds of stair are counted from the least safe one; people read their names."""
    if asked.unit != "kind" or asked.span is None:
        return ""
    ends = dict.fromkeys((int(asked.span.low), int(asked.span.high)))
    return f" ({', '.join(word(KINDS[end]) for end in ends)})"


def exit_code(limit: Limit) -> int:
    """0 when there is a limit; 2 when there is none: missing data, or a dash that a person has to judge."""
    return 2 if limit.limit_m is None else 0


def as_lines(pack: Pack, limit: Limit) -> list[str]:
    """What a person at a terminal wants to read, in English."""
    if limit.limit_m is None or limit.limit_upper_m is None:
        status = "review" if limit.open is Verdict.REVIEW else "no_data"
        return [f"no limit ({status}): {sentence(limit.reason)}"]
    span = "" if limit.limit_m == limit.limit_upper_m else f" to {limit.limit_upper_m:g} m, by the order of the notes"
    lines = [
        f"{pack.title_of(limit.rule)}: at most {limit.limit_m:g} m{span}",
        f"{limit.source.edition}, {limit.source.clause}, confidence {limit.letter}; table value {_table_value(limit)}",
    ]
    lines += [f"  {'x' if m.op == 'mul' else '+'} {m.value:g}  {m.title.en} ({m.letter})" for m in limit.modifiers]
    if limit.assumed:
        lines.append("Not given and taken as plain: " + ", ".join(word(name) for name in limit.assumed))
    return lines + ([sentence(limit.reason)] if limit.reason else [])


def _table_value(limit: Limit) -> str:
    """With the code's own unit where that is not the metre of everything else."""
    return f"{limit.base:g}" if limit.unit == "m" else f"{limit.base:g} {limit.unit}"
