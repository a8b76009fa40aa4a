"""A check of a delivery of several buildings: analysed with what touches, judged and counted each by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bim.egress.result import EgressResult
from bim.egress.several import of_buildings
from core.verdicts import Judgement

Evaluate = Callable[[EgressResult], Sequence[Judgement]]


@dataclass(frozen=True, slots=True)
class Judged:
    """``owners``: GUID of the building of each judgement, empty where the file has none."""

    judgements: list[Judgement]
    owners: list[str]


def reported(result: EgressResult) -> EgressResult:
    """What a report is about: the buildings that were asked for, else everything."""
    chosen = result.facts.chosen
    around = any(b.guid not in chosen for b in result.facts.buildings)
    return of_buildings(result, chosen) if chosen and around else result


def judge_each(result: EgressResult, evaluate: Evaluate) -> Judged:
    """Every building judged with its own height and storeys; those asked for together count as one."""
    names = [b.guid for b in result.facts.buildings]
    if len(names) < 2 or result.facts.chosen:
        rows = list(evaluate(result))
        return Judged(rows, [names[0] if names else ""] * len(rows))
    found = Judged([], [])
    for guid in [*names, ""]:
        part = of_buildings(result, [guid])
        if part.spaces or part.doors:
            rows = list(evaluate(part))
            found.judgements.extend(rows)
            found.owners.extend([guid] * len(rows))
    return found
