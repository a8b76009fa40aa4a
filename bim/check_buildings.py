"""A check of a delivery of several buildings: analysed with what touches, judged and counted each by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bim.egress.result import EgressResult
from bim.egress.several import of_buildings
from bim.facts import ModelFacts
from bim.read import ChoiceNeeded, keep_buildings
from core.verdicts import Judgement

Evaluate = Callable[[EgressResult], Sequence[Judgement]]


@dataclass(frozen=True, slots=True)
class Judged:
    """``owners``: GUID of the building of each judgement, empty where the file has none."""

    judgements: list[Judgement]
    owners: list[str]


def chosen(facts: ModelFacts, wanted: Sequence[str], *, ask: bool) -> ModelFacts:
    """The buildings that were asked for and what touches them.

    Raises ``Unreadable`` for a GlobalId that is not there; with ``ask``, those are passed over, and ``ChoiceNeeded``
    is raised where none of several buildings is meant, or the one of other versions is not there.
    """
    if not ask:
        return keep_buildings(facts, wanted)
    known = [b.guid for b in facts.buildings]
    mine = [guid for guid in wanted if guid in known]
    if mine or not known or (len(known) == 1 and not wanted):
        return keep_buildings(facts, mine if len(known) > 1 else ())
    names = ", ".join(b.name or b.guid for b in facts.buildings)
    problem = ChoiceNeeded("building_choice", count=len(known), names=names)
    storeys, spaces = Counter(s.building for s in facts.storeys), Counter(_homes(facts))
    problem.buildings = [
        {"guid": b.guid, "name": b.name, "storeys": storeys[b.guid], "spaces": spaces[b.guid]} for b in facts.buildings
    ]
    raise problem


def _homes(facts: ModelFacts) -> Iterator[str]:
    home = {s.guid: s.building for s in facts.storeys}
    return (home.get(s.storey, "") for s in facts.spaces)


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
