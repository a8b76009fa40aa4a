from __future__ import annotations

from core.api.viewsets import ReadViewSet
from registry.api.filters import RecordFilter
from registry.api.shapes import RecordShape
from registry.models import ElevatorRecord


class RecordViewSet(ReadViewSet):
    """Records 记录 of lifts: inspections, self-tests, maintenance. New ones are posted to the lift itself."""

    model = ElevatorRecord
    columns = {n: n for n in ("uuid", "kind", "done_on", "result", "body", "note", "recorded_at")} | {
        "elevator": "elevator__uuid",
        "document": "document__sha256",
    }
    list_serializer = detail_serializer = RecordShape
    filterset_class = RecordFilter
    orderings = {"done_on": "done_on"}
