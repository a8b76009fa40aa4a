"""What buildings can be coloured by. The classes of a scale part the buildings: each is in exactly one.

Risk is not among them: nothing computes it yet, and a colour would be taken for a grade.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import User
from portal.tiles.standing import BUILDING, newest_checks, open_hazards, overdue

Label = str | Promise
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of a scale. ``sign`` stands on the building: text, or ``v:`` and a verdict for its shape.

    ``hatched``: something is not known; drawn as hatching, never as a plain colour.
    """

    code: str
    label: Label
    sign: Label = ""
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """``kinds`` worst first; the last takes every building that is in none of the others.

    ``upto`` gives, for each kind but the last, the buildings that are in it or in a worse one.
    """

    code: str
    label: Label
    kinds: tuple[Kind, ...]
    upto: Callable[[User], list[Q]]

    def members(self, user: User) -> list[Q]:
        """One condition per kind, exclusive and together complete."""
        upto = self.upto(user)
        return [*(wide & ~worse for worse, wide in pairwise([NOTHING, *upto])), ~upto[-1]]

    def codes(self) -> list[str]:
        return [kind.code for kind in self.kinds]


def _hazards(user: User) -> list[Q]:
    seen, now = open_hazards(user), Q(imminent=True)
    sets = (seen.filter(now), seen.filter(now | overdue(timezone.localdate())), seen)
    return [Q(pk__in=found.values("building_id")) for found in sets]


def _egress(user: User) -> list[Q]:
    newest, so_far = newest_checks(user), Q(summary__fail__gt=0)
    sets = [so_far]
    silent = Q(summary__pass=0, summary__pass_proposed=0)
    for more in (Q(summary__review__gt=0), Q(summary__no_data__gt=0) | silent, Q(summary__pass_proposed__gt=0)):
        so_far |= more
        sets.append(so_far)
    return [Q(pk__in=newest.filter(condition).values(BUILDING)) for condition in (*sets, Q())]


YEARS = (1980, 2000, 2015)


def _years(user: User) -> list[Q]:
    """Not known first of all: a missing year is no year."""
    unknown = Q(year_built__isnull=True)
    return [unknown, *(unknown | Q(year_built__lt=year) for year in YEARS)]


def year_kind(year: int | None) -> str:
    """Code of the kind of a year of construction."""
    if year is None:
        return "unknown"
    return next((f"y{limit}" for limit in YEARS if year < limit), "new")


HAZARDS = Scale(
    "hazards",
    _("Hazards"),
    (
        Kind("imminent", _("Imminent danger"), pgettext_lazy("sign on the map", "D!")),
        Kind("overdue", _("Overdue"), "!"),
        Kind("open", _("Open hazards, in time"), pgettext_lazy("sign on the map", "H")),
        Kind("none", _("No open hazard")),
    ),
    _hazards,
)
EGRESS = Scale(
    "egress",
    _("Egress"),
    (
        Kind("fail", pgettext_lazy("verdict", "Fail"), "v:fail"),
        Kind("review", pgettext_lazy("verdict", "Review"), "v:review"),
        Kind("no_data", pgettext_lazy("verdict", "No data"), "v:nodata", hatched=True),
        Kind("proposed", _("Pass, to be confirmed"), "v:proposed"),
        Kind("pass", pgettext_lazy("verdict", "Pass"), "v:pass"),
        Kind("no_model", _("No model, not checked"), hatched=True),
    ),
    _egress,
)
YEAR = Scale(
    "year",
    _("Year built"),
    (
        Kind("unknown", _("Year not known"), hatched=True),
        Kind("y1980", _("Before 1980")),
        Kind("y2000", "1980–1999"),
        Kind("y2015", "2000–2014"),
        Kind("new", _("2015 and later")),
    ),
    _years,
)
SCALES = {scale.code: scale for scale in (HAZARDS, EGRESS, YEAR)}


def reached(scale: Scale, user: User) -> dict[str, Count]:
    """Aggregates ``upto0``, ``upto1``, …: buildings of the first kind, of the first two, and so on.

    What one adds to the one before is the number of the kind; the last kind is what the count of all adds.
    """
    return {f"upto{n}": Count("pk", filter=condition) for n, condition in enumerate(scale.upto(user))}
