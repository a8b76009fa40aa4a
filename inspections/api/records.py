"""Orders, rectifications and re-inspections: read by everybody who sees the hazard, sent under a UUID of one's own."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet
from inspections.api.bodies import RectificationBody, ReinspectionBody
from inspections.api.caller import caller
from inspections.api.filters import OfHazardFilter
from inspections.api.renderers import Pdf
from inspections.api.shapes import (
    OrderShape,
    RectificationRowShape,
    RectificationShape,
    ReinspectionRowShape,
    ReinspectionShape,
)
from inspections.models import Hazard, Order, Rectification, Reinspection
from inspections.papers.order import LANGUAGES, order_pdf
from inspections.services import rectifying, reinspecting

OF_HAZARD = {"uuid": "uuid", "hazard": "hazard__uuid", "created_at": "created_at"}


class OrderViewSet(ReadViewSet):
    """Orders to rectify 整改通知书, with the day on which they were served."""

    model = Order
    columns = {
        **{n: n for n in ("uuid", "number", "title", "title_en", "found", "clause", "demand", "days", "day_kind")},
        "issued_on": "issued_on",
        "hazard": "hazard__uuid",
        "responsible": "responsible__uuid",
        "served_on": "proofofservice__served_on",
        "method": "proofofservice__method",
    }
    list_serializer = detail_serializer = OrderShape
    filterset_class = OfHazardFilter

    @extend_schema(
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("language", enum=list(LANGUAGES), description="Default: that of the request.")],
    )
    @action(detail=True, methods=["get"], renderer_classes=[Pdf], filterset_class=None)
    def pdf(self, request: Request, uuid: uuids.UUID) -> HttpResponse:
        """The order as a paper, with its certificate of service."""
        order = self.find(uuid)
        body = order_pdf(order, request.query_params.get("language", ""))
        name = f'inline; filename="order-{order.uuid}.pdf"'
        return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": name})


class Sent(ReadViewSet):
    """Rows that their sender names: PUT with the same content again is 200, with other content 409."""

    filterset_class = OfHazardFilter

    def foreign_is_404(self, uuid: uuids.UUID) -> None:
        """Before the body is read: a UUID that somebody else has used is none of the caller's business."""
        if self.model.objects.filter(uuid=uuid).exists():
            self.find(uuid)

    def hazard_of(self, request: Request, uuid: uuids.UUID) -> Hazard:
        found: Hazard | None = Hazard.objects.visible_to(request.user).filter(uuid=uuid).first()
        if found is None:
            raise ValidationError({"hazard": "There is no such hazard that you may see."})
        return found

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("hazard")


class RectificationViewSet(Sent):
    """What responsible parties say they have done 整改."""

    model = Rectification
    columns = OF_HAZARD | {n: n for n in ("text", "reference", "done_on")} | {"organisation": "organisation__uuid"}
    list_serializer, detail_serializer = RectificationRowShape, RectificationShape

    @extend_schema(request=RectificationBody, responses={200: RectificationShape, 201: RectificationShape})
    def update(self, request: Request, uuid: uuids.UUID) -> Response:
        """Send a rectification under your own UUID; repeat it as often as you like."""
        self.foreign_is_404(uuid)
        body = RectificationBody(data=request.data)
        body.is_valid(raise_exception=True)
        data = dict(body.validated_data)
        hazard, version = self.hazard_of(request, data.pop("hazard")), data.pop("base_version", None)
        row, new = rectifying.send(actor=caller(request), hazard=hazard, row_uuid=uuid, data=data, base_version=version)
        return Response(RectificationShape(row).data, status=201 if new else 200)


class ReinspectionViewSet(Sent):
    """Re-inspections 复查: returned, or accepted and closed."""

    model = Reinspection
    columns = OF_HAZARD | {
        name: name for name in ("outcome", "text", "closing_kind", "done_on", "due_on", "by_the_finder")
    }
    list_serializer, detail_serializer = ReinspectionRowShape, ReinspectionShape

    @extend_schema(request=ReinspectionBody, responses={200: ReinspectionShape, 201: ReinspectionShape})
    def update(self, request: Request, uuid: uuids.UUID) -> Response:
        """Send a re-inspection under your own UUID; repeat it as often as you like."""
        self.foreign_is_404(uuid)
        body = ReinspectionBody(data=request.data)
        body.is_valid(raise_exception=True)
        data = dict(body.validated_data)
        hazard, version = self.hazard_of(request, data.pop("hazard")), data.pop("base_version", None)
        row, new = reinspecting.send(
            actor=caller(request),
            hazard=hazard,
            row_uuid=uuid,
            outcome=data.pop("outcome"),
            data=data,
            base_version=version,
        )
        return Response(ReinspectionShape(row).data, status=201 if new else 200)
