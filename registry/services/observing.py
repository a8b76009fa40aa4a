"""Observations and the accepted values that follow from them (``registry.facts`` says which source wins)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, Stale
from core.models import User
from core.services import history
from registry.facts import Observed, accepted, is_news
from registry.fields import COLUMN_FIELDS
from registry.models import Building, Estate, ImportBatch, Observation
from registry.services.estates import find_or_make_estate, holds_area
from registry.values import checked

Changes = dict[str, list[Any]]
"""Field -> [old, new], as it stands in change records."""


TEXTS = {"name", "name_en", "address", "address_en", "use", "structure", "year_precision"}
"""Columns of text: nothing is an empty text there, and NULL in every other."""


def current_value(building: Building, field: str) -> Any:
    """Accepted value of a field with a column, as JSON would hold it."""
    if field == "estate_name":
        return building.estate.name if building.estate_id and building.estate else None
    if field == "location":
        return None if building.lon is None else [building.lon, building.lat]
    return getattr(building, field)


def set_value(building: Building, field: str, value: Any) -> None:
    """Put an accepted value into its column; ``""`` clears it. Estates are rows: ``registry.services.estates``."""
    if value == "" and field not in TEXTS:
        value = None
    if field == "location":
        building.lon, building.lat = value or (None, None)
    else:
        setattr(building, field, value)


def observed_of(buildings: Iterable[int], fields: Iterable[str] | None = None) -> dict[int, dict[str, list[Observed]]]:
    """building key -> field -> observations. One query."""
    rows = Observation.objects.filter(building_id__in=list(buildings))
    if fields is not None:
        rows = rows.filter(field__in=list(fields))
    found: dict[int, dict[str, list[Observed]]] = defaultdict(lambda: defaultdict(list))
    for key, building, field, value, source, on in rows.values_list(
        "pk", "building_id", "field", "value", "source", "observed_on"
    ):
        found[building][field].append(Observed(value, source, on, key))
    return found


@transaction.atomic
def observe(
    *,
    actor: User | None,
    building: Building,
    values: dict[str, Any],
    source: str,
    observed_on: dt.date | None = None,
    version: int | None = None,
    batch: ImportBatch | None = None,
    kind: str = "building.observed",
    reason: str = "",
    estate: Estate | None = None,
) -> Building:
    """Record values from one source and let the accepted values follow; one change record for all of them.

    ``version``: the one the caller read; Stale when the building has moved on. No rights are checked here: the caller
    knows in whose name it acts (an inspection, a model, an officer). ``estate``: the row that ``estate_name`` means;
    without it the name is looked for. DomainError for an estate of elsewhere.
    """
    found: Building = (
        Building.objects.select_for_update(of=("self",)).select_related("area", "estate").get(pk=building.pk)
    )
    if version is not None and found.version != version:
        raise Stale
    if estate is not None:
        values = {**values, "estate_name": _here(estate, found).name}
    news = _news(found, values, source, observed_on)
    if estate is not None and estate.pk != found.estate_id:
        news["estate_name"] = estate.name
    if not news:
        return found
    day = observed_on or timezone.localdate()
    changes: Changes = {}
    for field, value in _winning(found, news, source, day, actor, batch):
        if field == "estate_name":
            _accept_estate(found, value, changes, actor, estate)
        else:
            _accept(found, field, value, changes)
    found.version += 1
    found.save()
    data = {"source": source, "observed_on": day, "observed": news, "changes": changes, "reason": reason}
    history.record(actor=actor, subject=found, kind=kind, data=data)
    return found


def _here(estate: Estate, building: Building) -> Estate:
    if not holds_area(estate, building.area):
        raise DomainError(
            _("The estate '%(estate)s' lies in another area. Choose one of %(area)s, or of an area above it.")
            % {"estate": estate.label, "area": building.area.label},
            code="foreign_estate",
            field="estate",
        )
    return estate


def _winning(
    building: Building, news: dict[str, Any], source: str, day: dt.date, actor: User | None, batch: ImportBatch | None
) -> list[tuple[str, Any]]:
    """Record the observations; (field, value) of those with a column that are the accepted ones now."""
    known = observed_of([building.pk], news)[building.pk]
    rows = [
        Observation(building=building, field=f, value=v, source=source, observed_on=day, actor=actor, batch=batch)
        for f, v in news.items()
    ]
    Observation.objects.bulk_create(rows)
    won: list[tuple[str, Any]] = []
    for row in rows:
        winner = accepted([*known.get(row.field, []), Observed(row.value, source, day, row.pk)])
        if row.field in COLUMN_FIELDS and winner is not None and winner.entry == row.pk:
            won.append((row.field, row.value))
    return won


def _news(building: Building, values: dict[str, Any], source: str, on: dt.date | None) -> dict[str, Any]:
    """Checked values that this source has not said before (or that differ from what the file holds)."""
    clean: dict[str, Any] = {}
    for field, value in values.items():
        try:
            clean[field] = checked(field, "" if value is None else value)
        except (ValueError, TypeError, OverflowError) as problem:
            raise DomainError(
                _("%(field)s: %(problem)s") % {"field": field, "problem": problem}, code="invalid_value", field=field
            ) from problem
    known = observed_of([building.pk], clean)[building.pk]
    return {f: v for f, v in clean.items() if is_news(known.get(f, []), value=v, source=source, on=on)}


def _accept(building: Building, field: str, value: Any, changes: Changes) -> None:
    old = current_value(building, field)
    if old != value and not (old is None and value == ""):
        set_value(building, field, value)
        changes[field] = [old, value]


def _accept_estate(building: Building, name: str, changes: Changes, actor: User | None, chosen: Estate | None) -> None:
    old = current_value(building, "estate_name")
    if chosen is None and old == (name or None):
        return
    new = (chosen or find_or_make_estate(actor=actor, area=building.area, name=name)) if name else None
    if (new.pk if new else None) != building.estate_id:
        building.estate = new
        changes["estate_name"] = [old, name]
