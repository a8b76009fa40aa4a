"""Filters of the lists."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from rest_framework.exceptions import ValidationError

from core.models import Area
from core.models.areas import subtree
from registry.models import (
    Building,
    BuildingIdentifier,
    Elevator,
    ElevatorRecord,
    Estate,
    Observation,
    Place,
    PlaceKind,
    Responsibility,
    Role,
    Source,
    Stage,
    Use,
)


class AreaFilter(django_filters.UUIDFilter):  # type: ignore[misc]
    """Rows at or below an area, by its UUID. ``field_name``: the path to compare."""

    def filter(self, qs: Any, value: Any) -> Any:
        if value is None:
            return qs
        path = Area.objects.filter(uuid=value).values_list("path", flat=True).first()
        if path is None:
            return qs.none()
        low, high = subtree(path)
        return qs.filter(**{f"{self.field_name}__gte": low, f"{self.field_name}__lt": high})


class BoxFilter(django_filters.CharFilter):  # type: ignore[misc]
    """``min_lon,min_lat,max_lon,max_lat`` in degrees: buildings whose own box touches it."""

    def filter(self, qs: Any, value: Any) -> Any:
        if not value:
            return qs
        try:
            west, south, east, north = (float(part) for part in str(value).split(","))
        except ValueError:
            raise ValidationError({"bbox": "Give four numbers: min_lon,min_lat,max_lon,max_lat."}) from None
        return qs.filter(max_lon__gte=west, min_lon__lte=east, max_lat__gte=south, min_lat__lte=north)


class BuildingFilter(django_filters.FilterSet):  # type: ignore[misc]
    area = AreaFilter(field_name="area_path", label="UUID of an area; everything below it.")
    estate = django_filters.UUIDFilter(field_name="estate__uuid")
    stage = django_filters.ChoiceFilter(choices=Stage.choices)
    use = django_filters.ChoiceFilter(choices=Use.choices)
    scheme = django_filters.CharFilter(method="by_identifier", label="Scheme of the identifier.")
    identifier = django_filters.CharFilter(method="by_identifier", label="Value of an identifier, exactly.")
    q = django_filters.CharFilter(method="search", label="Part of a name, address or identifier.")
    bbox = BoxFilter(label="min_lon,min_lat,max_lon,max_lat in degrees.")

    class Meta:
        model = Building
        fields = ["area", "estate", "stage", "use", "scheme", "identifier", "q", "bbox"]

    def by_identifier(self, queryset: Any, _name: str, _value: str) -> Any:
        """Both halves belong to one identifier, so both are applied together (twice does no harm)."""
        given = self.form.cleaned_data
        wanted = {"scheme_id": given["scheme"], "value": given["identifier"]}
        rows = BuildingIdentifier.objects.filter(
            **{name: value for name, value in wanted.items() if value}, valid_to__isnull=True
        )
        return queryset.filter(pk__in=rows.values("building_id"))

    def search(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.filter(matching(value))


def matching(text: str) -> Q:
    """Buildings with this text in a name, address or identifier: a plain LIKE, in any language."""
    found = Q(pk__in=BuildingIdentifier.objects.filter(value__contains=text).values("building_id"))
    for field in ("name", "address"):
        found |= Q(**{f"{field}__contains": text})
    for field in ("name_en", "address_en"):
        found |= Q(**{f"{field}__icontains": text})
    return found


class EstateFilter(django_filters.FilterSet):  # type: ignore[misc]
    area = AreaFilter(field_name="area__path", label="UUID of an area; everything below it.")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains")

    class Meta:
        model = Estate
        fields = ["area", "q"]


class OfBuilding(django_filters.FilterSet):  # type: ignore[misc]
    building = django_filters.UUIDFilter(field_name="building__uuid")


class IdentifierFilter(OfBuilding):
    scheme = django_filters.CharFilter(field_name="scheme_id")
    value = django_filters.CharFilter()

    class Meta:
        model = BuildingIdentifier
        fields = ["building", "scheme", "value"]


class ObservationFilter(OfBuilding):
    field = django_filters.CharFilter()
    source = django_filters.ChoiceFilter(choices=Source.choices)

    class Meta:
        model = Observation
        fields = ["building", "field", "source"]


class ResponsibilityFilter(OfBuilding):
    organisation = django_filters.UUIDFilter(field_name="organisation__uuid")
    role = django_filters.ChoiceFilter(choices=Role.choices)
    on = django_filters.DateFilter(method="held_on", label="Links that held on this day.")

    class Meta:
        model = Responsibility
        fields = ["building", "organisation", "role", "on"]

    def held_on(self, queryset: Any, _name: str, value: Any) -> Any:
        return queryset.current(value)


class PlaceFilter(OfBuilding):
    kind = django_filters.ChoiceFilter(choices=PlaceKind.choices)
    parent = django_filters.UUIDFilter(field_name="parent__uuid")

    class Meta:
        model = Place
        fields = ["building", "kind", "parent"]


class ElevatorFilter(OfBuilding):
    code = django_filters.CharFilter()

    class Meta:
        model = Elevator
        fields = ["building", "code"]


class RecordFilter(django_filters.FilterSet):  # type: ignore[misc]
    elevator = django_filters.UUIDFilter(field_name="elevator__uuid")
    building = django_filters.UUIDFilter(field_name="elevator__building__uuid")
    kind = django_filters.ChoiceFilter(choices=ElevatorRecord.Kind.choices)

    class Meta:
        model = ElevatorRecord
        fields = ["elevator", "building", "kind"]
