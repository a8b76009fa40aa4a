"""Height class: is the building a high-rise under the pack, and what had to be assumed to say so."""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.model import HeightClass, HeightRule, Pack
from bim.rules.params import Params


@dataclass(frozen=True, slots=True)
class HeightAnswer:
    """``height`` None: cannot be told. ``assumed`` names parameters that were taken for granted."""

    height: HeightClass | None
    assumed: tuple[str, ...] = ()


def height_class(pack: Pack, params: Params) -> HeightAnswer:
    """From ``high_rise``, else ``height_m``, else what ``storeys`` alone prove (one storey, or very many)."""
    if params.high_rise is not None:
        return HeightAnswer("high" if params.high_rise else "low")
    use = pack.use_of(params.use, params.group)
    rule = pack.height_rules.get(use.scope) if use else None
    if rule is None:
        return HeightAnswer(None)
    if params.height_m is not None:
        return _from_height(rule, params.height_m, params.storeys)
    return _from_storeys(rule, params.storeys)


def _from_height(rule: HeightRule, height_m: float, storeys: int | None) -> HeightAnswer:
    if height_m <= rule.above_m:
        return HeightAnswer("low")
    if not rule.single_storey_is_low:
        return HeightAnswer("high")
    if storeys is None:
        return HeightAnswer("high", ("storeys",))
    return HeightAnswer("low" if storeys == 1 else "high")


def _from_storeys(rule: HeightRule, storeys: int | None) -> HeightAnswer:
    if storeys is None:
        return HeightAnswer(None)
    if storeys == 1 and rule.single_storey_is_low:
        return HeightAnswer("low")
    if storeys * rule.least_storey_m > rule.above_m:
        return HeightAnswer("high")
    return HeightAnswer(None)
