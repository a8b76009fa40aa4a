"""Candidates against the registry: what is new, what differs, what is the same, what is not theirs to import."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from core.models import Area, User
from core.scope import Scope, scope_of
from registry.facts import Observed, accepted, is_news
from registry.fields import COLUMN_FIELDS
from registry.imports.columns import Header, Profile
from registry.imports.messages import Message
from registry.imports.plan import CHANGED, CREATED, UNCHANGED, PlanRow
from registry.imports.rows import Candidate, Reject
from registry.models import Building, BuildingIdentifier
from registry.services.estates import holds_area
from registry.services.observing import current_value, observed_of
from registry.services.rights import EDITORS

CHUNK = 500
NEWEST = 2**62
"""Stands for the key that an observation will get: greater than every key there is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry knows about the keys and codes of one chunk."""

    areas: dict[str, Area]
    buildings: dict[str, Building]
    observed: dict[int, dict[str, list[Observed]]]


def without_duplicates(found: Iterable[Candidate], header: Header) -> tuple[list[Candidate], list[Reject]]:
    """Rows that share a number are all rejected, each naming the other: nobody can know which is right."""
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        by_key[one.key].append(one)
    single, rejects = [], []
    for key, rows in by_key.items():
        if len(rows) == 1:
            single.append(rows[0])
            continue
        for one in rows:
            others = ", ".join(str(other.row) for other in rows if other is not one)
            rejects.append(
                Reject(
                    one.row,
                    header.given["key"],
                    key,
                    Message(_("The same number stands in row %(rows)s."), {"rows": others}),
                    Message(_("Keep one of the rows, or correct the number.")),
                )
            )
    return single, rejects


def compared(found: list[Candidate], actor: User, profile: Profile, header: Header) -> Iterator[PlanRow | Reject]:
    """One plan row or one rejected cell per candidate. Three queries per 500 rows."""
    scope = scope_of(actor, functions=EDITORS)
    source = iter(found)
    while chunk := list(islice(source, CHUNK)):
        known = _known(chunk, scope, profile)
        for one in chunk:
            yield _compared_one(one, known, scope, profile, header)


def _known(chunk: list[Candidate], scope: Scope, profile: Profile) -> Known:
    areas = areas_by_code({one.area_code for one in chunk}, scope)
    rows = BuildingIdentifier.objects.filter(
        scheme_id=profile.scheme, value__in=[one.key for one in chunk], valid_to__isnull=True
    ).select_related("building__area", "building__estate__area")
    buildings = {row.value: row.building for row in rows}
    return Known(areas, buildings, observed_of([b.pk for b in buildings.values()]))


def areas_by_code(codes: set[str], scope: Scope) -> dict[str, Area]:
    """Areas that hold today, within the scope in which this person may import."""
    today = timezone.localdate()
    rows = Area.objects.filter(scope.area_filter("path"), code__in=codes).exclude(valid_to__lt=today)
    return {area.code: area for area in rows.exclude(valid_from__gt=today)}


def _compared_one(one: Candidate, known: Known, scope: Scope, profile: Profile, header: Header) -> PlanRow | Reject:
    area, building = known.areas.get(one.area_code), known.buildings.get(one.key)
    if area is None:
        reason = _("There is no area with this code within the area that you work for.")
        return Reject(one.row, header.given["area_code"], one.area_code, Message(reason), Message(_("Check the code.")))
    if building is not None and not _within(building, scope):
        reason = _("This number belongs to a building outside of the area that you work for.")
        hint = _("Check the number, or ask the office in charge.")
        return Reject(one.row, header.given["key"], one.key, Message(reason), Message(hint))
    one = replace(one, facts=_named(one.facts, building))
    on = one.on.isoformat() if one.on else ""
    if building is None:
        changes = {field: [None, value] for field, value in one.facts.items()}
        return PlanRow(one.row, CREATED, one.key, one.area_code, facts=one.facts, changes=changes, on=on)
    return _difference(one, building, area, known.observed.get(building.pk, {}), profile.source, on)


def _named(facts: dict[str, Any], building: Building | None) -> dict[str, Any]:
    """``3号楼`` of 听松苑 is 听松苑3号楼 everywhere else; a form that says so itself is left alone."""
    known = building.estate.name if building is not None and building.estate is not None else ""
    estate, name = facts.get("estate_name", known), facts.get("name", "")
    return facts if not name or not estate or estate in name else {**facts, "name": f"{estate}{name}"}


def _difference(
    one: Candidate, building: Building, area: Area, observed: dict[str, list[Observed]], source: str, on: str
) -> PlanRow:
    news: dict[str, Any] = {}
    changes: dict[str, list[Any]] = {}
    disagrees: dict[str, list[Any]] = {}
    for field, value in one.facts.items():
        there = observed.get(field, [])
        if not is_news(there, value=value, source=source, on=one.on):
            continue
        news[field] = value
        old, wins = _standing(building, field, value, there, source, one.on)
        if old != value:
            (changes if wins else disagrees)[field] = [old, value]
    if not building.area_path.startswith(area.path):
        changes["area"] = [building.area.code, area.code]
        _leave_estate(building, area, one.facts, changes)
    kind = CHANGED if news or changes else UNCHANGED
    return PlanRow(
        one.row, kind, one.key, one.area_code, str(building.uuid), building.version, news, changes, disagrees, on
    )


def _leave_estate(building: Building, area: Area, facts: dict[str, Any], changes: dict[str, list[Any]]) -> None:
    """A building that moves leaves an estate of elsewhere, as in ``move_building``; one that the row names is then
    looked for where the building is now.
    """
    estate = building.estate
    if estate is not None and not holds_area(estate, area):
        named = facts.get("estate_name") == estate.name
        changes.setdefault("estate_name", [estate.name, estate.name if named else None])


def _standing(
    building: Building, field: str, value: Any, there: list[Observed], source: str, on: dt.date | None
) -> tuple[Any, bool]:
    """Present accepted value, and whether the new one would take its place."""
    new = Observed(value, source, on or timezone.localdate(), NEWEST)
    winner = accepted(there)
    old = current_value(building, field) if field in COLUMN_FIELDS else winner.value if winner else None
    return old, accepted([*there, new]) is new


def _within(building: Building, scope: Scope) -> bool:
    return scope.everything or any(building.area_path.startswith(path) for path in scope.areas)
