from __future__ import annotations

import uuid as uuids
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet, require_match
from inspections.api.bodies import ActBody, RectificationFields
from inspections.api.caller import caller
from inspections.api.filters import HazardFilter
from inspections.api.shapes import EntryShape, HazardRowShape, HazardShape, RectificationShape
from inspections.models import Hazard
from inspections.selectors import hazard_timeline
from inspections.services import rectifying
from inspections.services.acts import perform

PLAIN = (
    "uuid", "version", "number", "title", "title_en", "state", "source", "imminent", "served_on", "due_on", "due_kind",
    "due_provisional", "reinspect_due_on", "times_returned", "closing_kind", "closed_on", "created_at",
)  # fmt: skip


class HazardViewSet(ReadViewSet):
    """Hazards 隐患. Staff of an area see all below it; a firm sees those of its buildings once an order is issued."""

    model = Hazard
    columns = {name: name for name in PLAIN} | {
        "building": "building__uuid",
        "scale": "grade__scale__code",
        "grade": "grade__code",
        "responsible": "responsible__uuid",
    }
    list_serializer = HazardRowShape
    detail_serializer = HazardShape
    filterset_class = HazardFilter
    orderings = {"due_on": "due_on", "reinspect_due_on": "reinspect_due_on", "created_at": "created_at"}

    def find(self, uuid: Any) -> Hazard:
        found = super().find(uuid)
        assert isinstance(found, Hazard)
        return found

    @extend_schema(request=ActBody, responses=HazardShape)
    @action(detail=True, methods=["post"], filterset_class=None)
    def acts(self, request: Request, uuid: uuids.UUID) -> Response:
        """Do one act. Send If-Match with the hazard's ETag; the answer carries the new one."""
        hazard = self.find(uuid)
        require_match(request, hazard)
        body = ActBody(data=request.data)
        body.is_valid(raise_exception=True)
        data = dict(body.validated_data)
        done = perform(
            actor=caller(request), hazard=hazard, act=data.pop("act"), data=data, base_version=hazard.version
        )
        # Looked up again: an act may take the hazard out of what this person sees.
        shape = HazardShape(Hazard.objects.get(pk=done.pk), context=self.get_serializer_context())
        return Response(shape.data, headers={"ETag": done.etag})

    @extend_schema(request=RectificationFields, responses={201: RectificationShape})
    @action(detail=True, methods=["post"], filterset_class=None)
    def rectifications(self, request: Request, uuid: uuids.UUID) -> Response:
        """Send a rectification without a UUID of your own. Where a call may be repeated, use PUT instead."""
        hazard = self.find(uuid)
        if "If-Match" in request.headers:
            require_match(request, hazard)
        body = RectificationFields(data=request.data)
        body.is_valid(raise_exception=True)
        data = dict(body.validated_data)
        version = data.pop("base_version", None)
        row, _new = rectifying.send(
            actor=caller(request), hazard=hazard, row_uuid=uuids.uuid4(), data=data, base_version=version
        )
        return Response(RectificationShape(row).data, status=201)

    @extend_schema(responses=EntryShape(many=True))
    @action(detail=True, methods=["get"], filterset_class=None, pagination_class=None)
    def history(self, request: Request, uuid: uuids.UUID) -> Response:
        """Change records of the hazard, newest first."""
        return Response(EntryShape(hazard_timeline(self.find(uuid)), many=True).data)
