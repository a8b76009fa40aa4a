"""How old a value is, against the period after which its field wants a new look."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEFAULT_DAYS = 1096
"""Three years where nobody has set a period for the field."""


@dataclass(frozen=True, slots=True)
class Age:
    """``bars``: 3 current, 2 ageing, 1 stale, 0 undated."""

    bars: int
    word: str | Promise


CURRENT, AGEING, STALE, UNDATED = (
    Age(3, _("Current")),
    Age(2, _("Ageing")),
    Age(1, _("Stale")),
    Age(0, _("Undated")),
)


def age_of(on: dt.date | None, *, today: dt.date, days: int | None = None) -> Age:
    """``days`` is the field's period; up to twice of it a value is ageing, then stale."""
    if on is None:
        return UNDATED
    age, period = (today - on).days, days or DEFAULT_DAYS
    if age <= period:
        return CURRENT
    return AGEING if age <= 2 * period else STALE
