from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import EstateFilter
from registry.api.shapes import EstateShape
from registry.models import Estate


class EstateViewSet(ReadViewSet):
    """Estates 小区."""

    model = Estate
    columns = {n: n for n in ("uuid", "version", "name", "name_en")} | {"area": "area__uuid"}
    list_serializer = detail_serializer = EstateShape
    filterset_class = EstateFilter
    orderings = {"name": "name"}
