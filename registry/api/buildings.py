from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.viewsets import ReadViewSet, require_match
from core.models import Organisation
from registry.api.bodies import BuildingBody, HandoverBody, IdentifierBody, ObservationBody, StageBody
from registry.api.filters import BuildingFilter
from registry.api.shapes import BuildingRowShape, BuildingShape, IdentifierShape, ResponsibilityShape
from registry.api.words import caller
from registry.models import Building, Source
from registry.services.buildings import change_stage, update_building
from registry.services.identifiers import add_identifier
from registry.services.observing import observe
from registry.services.responsibilities import hand_over
from registry.services.rights import require_editor, require_observer

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag you read.")
OWN = [str(name) for name in BuildingRowShape().fields if str(name) not in {"area", "area_code", "estate"}]


class BuildingViewSet(ReadViewSet):
    """Buildings 房屋(楼栋) that you may see: by your area, or because your organisation answers for them today."""

    model = Building
    columns = {n: n for n in OWN} | {"area": "area__uuid", "area_code": "area__code", "estate": "estate__uuid"}
    list_serializer = BuildingRowShape
    detail_serializer = BuildingShape
    filterset_class = BuildingFilter
    orderings = {"name": "name", "updated_at": "updated_at"}

    def find(self, uuid: Any) -> Building:
        rows = self.get_queryset().select_related("area", "estate").prefetch_related("identifiers__building")
        found: Building | None = rows.filter(uuid=uuid).first()
        if found is None:
            raise Http404
        return found

    @extend_schema(request=BuildingBody, responses=BuildingShape, parameters=[IF_MATCH])
    def partial_update(self, request: Request, uuid: uuids.UUID) -> Response:
        """Decide accepted values, as an officer of the area. Every value becomes an observation with your name."""
        building = self.find(uuid)
        require_editor(caller(request), building.area_path)
        require_match(request, building)
        body = BuildingBody(data=request.data)
        body.is_valid(raise_exception=True)
        update_building(actor=caller(request), building=building, version=building.version, **body.validated_data)
        return self._shown(uuid)

    @extend_schema(request=StageBody, responses=BuildingShape, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"], filterset_class=None)
    def stage(self, request: Request, uuid: uuids.UUID) -> Response:
        """Move the building to its next life-cycle stage, with the reason."""
        building = self.find(uuid)
        require_editor(caller(request), building.area_path)
        require_match(request, building)
        body = StageBody(data=request.data)
        body.is_valid(raise_exception=True)
        change_stage(actor=caller(request), building=building, version=building.version, **body.validated_data)
        return self._shown(uuid)

    @extend_schema(request=ObservationBody, responses={201: BuildingShape})
    @action(detail=True, methods=["post"], filterset_class=None)
    def observations(self, request: Request, uuid: uuids.UUID) -> Response:
        """Record a value seen on the spot. Whether it becomes the accepted one follows from the ranks of sources."""
        building = self.find(uuid)
        require_observer(caller(request), building.area_path)
        body = ObservationBody(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        observe(
            actor=caller(request),
            building=building,
            values={data["field"]: data["value"]},
            source=Source.INSPECTION,
            observed_on=data.get("observed_on"),
        )
        return self._shown(uuid, status=201)

    @extend_schema(request=IdentifierBody, responses={201: IdentifierShape})
    @action(detail=True, methods=["post"], filterset_class=None)
    def identifiers(self, request: Request, uuid: uuids.UUID) -> Response:
        """Give the building one more number."""
        building = self.find(uuid)
        require_editor(caller(request), building.area_path)
        body = IdentifierBody(data=request.data)
        body.is_valid(raise_exception=True)
        row = add_identifier(actor=caller(request), building=building, **body.validated_data)
        return Response(IdentifierShape(row).data, status=201)

    @extend_schema(request=HandoverBody, responses={201: ResponsibilityShape})
    @action(detail=True, methods=["post"], filterset_class=None)
    def handover(self, request: Request, uuid: uuids.UUID) -> Response:
        """Handover 移交: from a day on another organisation answers in this role, and the former one sees nothing."""
        building = self.find(uuid)
        require_editor(caller(request), building.area_path)
        body = HandoverBody(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        to = Organisation.objects.visible_to(request.user).filter(uuid=data["to"]).first()
        if to is None:
            raise Http404
        [link] = hand_over(actor=caller(request), building=building, role=data["role"], to=to, on=data["on"])
        return Response(ResponsibilityShape(link).data, status=201)

    def _shown(self, uuid: uuids.UUID, status: int = 200) -> Response:
        found = self.find(uuid)
        shape = BuildingShape(found, context=self.get_serializer_context())
        return Response(shape.data, status=status, headers={"ETag": found.etag})
