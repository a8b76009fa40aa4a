"""How buildings stand: their open hazards and what the newest check of their models says, for a handful at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from bim.models import Check
from core.models import User
from inspections.models import Hazard
from inspections.selectors.counts import figure_filter

JUDGED = ("fail", "review", "no_data", "pass_proposed", "pass")


@dataclass(frozen=True, slots=True)
class Standing:
    """``hazard``: imminent, overdue, open or none. ``egress``: a verdict, ``proposed`` or ``no_model``."""

    hazards: int = 0
    hazard: str = "none"
    egress: str = "no_model"


def standings(user: User, keys: Collection[int]) -> dict[int, Standing]:
    """For each of these buildings (primary keys), two queries in all."""
    hazards = {row["building_id"]: row for row in _hazards(user, keys)}
    egress: dict[int, str] = {}
    for key, summary in newest_checks(user).filter(_of_buildings(keys)).values_list(BUILDING, "summary"):
        egress[key] = min(egress.get(key, "pass"), verdict_of(summary), key=ORDER.index)
    return {key: _standing(hazards.get(key), egress.get(key, "no_model")) for key in keys}


BUILDING = "version__model_set__building_id"
ORDER = ("fail", "review", "no_data", "proposed", "pass")
"""Worst first."""


def _of_buildings(keys: Any) -> Q:
    return Q(**{f"{BUILDING}__in": keys})


def _standing(row: Any, egress: str) -> Standing:
    if row is None:
        return Standing(egress=egress)
    return Standing(row["n"], "imminent" if row["imminent"] else "overdue" if row["late"] else "open", egress)


def _hazards(user: User, keys: Collection[int]) -> Any:
    return (
        open_hazards(user)
        .filter(building_id__in=keys)
        .values("building_id")
        .annotate(
            n=Count("pk"),
            imminent=Count("pk", filter=Q(imminent=True)),
            late=Count("pk", filter=overdue(timezone.localdate())),
        )
    )


def open_hazards(user: User) -> QuerySet[Hazard]:
    """Open hazards that this person sees. The subquery makes the database begin with the open ones, which are few."""
    opened = Hazard.objects.open().order_by().values("pk")
    found: QuerySet[Hazard] = Hazard.objects.visible_to(user).filter(pk__in=opened).order_by()
    return found


def overdue(today: dt.date) -> Q:
    """Open hazards on which a clock has run out: the party's deadline or the authority's re-inspection."""
    return figure_filter("late", today) | figure_filter("rectification_overdue", today)


def newest_checks(user: User) -> QuerySet[Check]:
    """The newest check of each model that this person sees."""
    newer = Check.objects.filter(version__model_set=OuterRef("version__model_set"), pk__gt=OuterRef("pk"))
    found: QuerySet[Check] = Check.objects.visible_to(user).filter(~Exists(newer)).order_by()
    return found


def verdict_of(summary: dict[str, int]) -> str:
    """The worst verdict that a check counted. A check that judged nothing says ``no_data``, never ``pass``."""
    for name in JUDGED:
        if summary.get(name):
            return "proposed" if name == "pass_proposed" else name
    return "no_data"
