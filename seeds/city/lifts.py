"""Lifts of the city with their 17-digit equipment codes and registration certificates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from seeds.city.facts import Facts
from seeds.city.model import Lift

MAKER = "99001"
"""Five digits of the maker in the equipment code; no maker has these."""


@dataclass(slots=True)
class LiftYard:
    """Gives out codes: 3110 (traction passenger lift), maker, year of installation, running number of that year."""

    _years: Counter[int] = field(default_factory=Counter)
    _certificates: int = 0

    def lifts(self, facts: Facts, *, residential: bool) -> tuple[Lift, ...]:
        """The lifts of one building."""
        return tuple(self._lift(facts, number, residential) for number in range(1, facts.lifts + 1))

    def _lift(self, facts: Facts, number: int, residential: bool) -> Lift:
        self._years[facts.lift_year] += 1
        self._certificates += 1
        return Lift(
            code=f"3110{MAKER}{facts.lift_year}{self._years[facts.lift_year]:04d}",
            name=f"{number}号梯",
            name_en=f"Lift {number}",
            certificate=f"梯11云A{self._certificates:05d}({facts.lift_year % 100:02d})",
            installed_year=facts.lift_year,
            residential=residential,
            retrofitted=facts.retrofitted_lift,
        )
