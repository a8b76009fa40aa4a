from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import ObservationFilter
from registry.api.shapes import ObservationShape
from registry.models import Observation


class ObservationViewSet(ReadViewSet):
    """Observations 采集记录: one value from one source, never changed."""

    model = Observation
    columns = {n: n for n in ("uuid", "field", "value", "source", "observed_on", "recorded_at")} | {
        "building": "building__uuid",
        "batch": "batch__uuid",
    }
    list_serializer = detail_serializer = ObservationShape
    filterset_class = ObservationFilter
