from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import ResponsibilityFilter
from registry.api.shapes import ResponsibilityShape
from registry.models import Responsibility


class ResponsibilityViewSet(ReadViewSet):
    """Responsibilities 责任关系: who answered for a building, in which role, from when until when."""

    model = Responsibility
    columns = {n: n for n in ("uuid", "role", "valid_from", "valid_to")} | {
        "building": "building__uuid",
        "organisation": "organisation__uuid",
        "organisation_name": "organisation__name",
    }
    list_serializer = detail_serializer = ResponsibilityShape
    filterset_class = ResponsibilityFilter
