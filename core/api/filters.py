from __future__ import annotations

from typing import Any

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

RESERVED = {"cursor", "page_size", "ordering", "fields", "format"}


class Filters(django_filters.FilterSet):  # type: ignore[misc]
    """Base of every filter set; leaves declare their filters and ``Meta``."""


class StrictFilters(DjangoFilterBackend):  # type: ignore[misc]
    """A filter that does not exist, or is given twice, is an error: a misspelt one must not return everything."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        filterset = getattr(view, "filterset_class", None)
        known = RESERVED | (set(filterset.base_filters) if filterset else set())
        for name in request.query_params:
            if name not in known:
                raise ValidationError(
                    {name: f"There is no such filter. Known: {', '.join(sorted(known - {'format'}))}."}
                )
            if len(request.query_params.getlist(name)) > 1:
                raise ValidationError({name: "Given more than once."})
        orderings = getattr(view, "orderings", {})
        wanted = request.query_params.get("ordering", "").removeprefix("-")
        if wanted and wanted not in orderings:
            raise ValidationError({"ordering": f"Order by one of: {', '.join(sorted(orderings)) or 'nothing here'}."})
        return super().filter_queryset(request, queryset, view)
