from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet
from registry.api.bodies import RecordBody
from registry.api.filters import ElevatorFilter
from registry.api.shapes import ElevatorRowShape, ElevatorShape, RecordShape
from registry.api.words import caller
from registry.models import Elevator
from registry.services.elevators import record_elevator
from registry.services.rights import require_keeper

OWN = [str(name) for name in ElevatorRowShape().fields if str(name) not in {"building", "place"}]


class ElevatorViewSet(ReadViewSet):
    """Elevators 电梯; one lift is shown with its clocks and what they rest on."""

    model = Elevator
    columns = {n: n for n in OWN} | {"building": "building__uuid", "place": "place__uuid"}
    list_serializer = ElevatorRowShape
    detail_serializer = ElevatorShape
    filterset_class = ElevatorFilter
    orderings = {"code": "code"}

    def find(self, uuid: Any) -> Elevator:
        found: Elevator | None = self.get_queryset().select_related("building", "place").filter(uuid=uuid).first()
        if found is None:
            raise Http404
        return found

    @extend_schema(request=RecordBody, responses={201: RecordShape})
    @action(detail=True, methods=["post"], filterset_class=None)
    def records(self, request: Request, uuid: uuids.UUID) -> Response:
        """Note an inspection, self-test or maintenance, as an officer or a firm that answers for the building."""
        lift = self.find(uuid)
        require_keeper(caller(request), lift.building)
        body = RecordBody(data=request.data)
        body.is_valid(raise_exception=True)
        row = record_elevator(actor=caller(request), elevator=lift, **body.validated_data)
        return Response(RecordShape(row).data, status=201)
