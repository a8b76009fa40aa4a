from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import PlaceFilter
from registry.api.shapes import PlaceShape
from registry.models import Place


class PlaceViewSet(ReadViewSet):
    """Places 部位: the location tree of a building; a label, or a spot of the short list."""

    model = Place
    columns = {n: n for n in ("uuid", "kind", "label", "spot", "order")} | {
        "building": "building__uuid",
        "parent": "parent__uuid",
    }
    list_serializer = detail_serializer = PlaceShape
    filterset_class = PlaceFilter
    orderings = {"order": "order"}
