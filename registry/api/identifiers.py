from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import IdentifierFilter
from registry.api.shapes import IdentifierShape
from registry.models import BuildingIdentifier


class IdentifierViewSet(ReadViewSet):
    """Identifiers 标识码: numbers under which others know a building. A foreign plate resolves here."""

    model = BuildingIdentifier
    columns = {
        "uuid": "uuid",
        "building": "building__uuid",
        "scheme": "scheme_id",
        "value": "value",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
    }
    list_serializer = detail_serializer = IdentifierShape
    filterset_class = IdentifierFilter
