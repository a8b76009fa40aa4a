from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bim.models import Check, ModelSet, ModelVersion
from bim.services.comparing import before, changes_between
from core.api.filters import Filters
from core.api.viewsets import ReadViewSet
from core.http import stored_response
from registry.models import Building


class ModelSetSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    building = serializers.UUIDField(source="building.uuid")


class ModelSetFilter(Filters):
    building = django_filters.UUIDFilter(field_name="building__uuid")

    class Meta:
        model = ModelSet
        fields = ["building"]


class ModelSetViewSet(ReadViewSet):
    """Lines of model deliveries, one or more per building."""

    model = ModelSet
    columns = {"uuid": "uuid", "name": "name", "building": "building__uuid"}
    list_serializer = detail_serializer = ModelSetSerializer
    filterset_class = ModelSetFilter


class ModelSerializer(serializers.Serializer[Any]):
    """One delivered file, immutable."""

    uuid = serializers.UUIDField()
    model_set = serializers.UUIDField(source="model_set.uuid")
    building = serializers.UUIDField(source="model_set.building.uuid")
    number = serializers.IntegerField()
    name = serializers.CharField(source="original_name")
    sha256 = serializers.CharField(source="file.sha256")
    bytes = serializers.IntegerField(source="file.size")
    params = serializers.JSONField()
    created_at = serializers.DateTimeField()


class ModelFilter(Filters):
    building = django_filters.UUIDFilter(field_name="model_set__building__uuid")
    model_set = django_filters.UUIDFilter(field_name="model_set__uuid")

    class Meta:
        model = ModelVersion
        fields = ["building", "model_set"]


class ModelViewSet(ReadViewSet):
    """Delivered models BIM模型, newest version last."""

    model = ModelVersion
    columns = {
        "uuid": "uuid",
        "model_set": "model_set__uuid",
        "building": "model_set__building__uuid",
        "number": "number",
        "name": "original_name",
        "sha256": "file__sha256",
        "bytes": "file__size",
        "params": "params",
        "created_at": "created_at",
    }
    list_serializer = detail_serializer = ModelSerializer
    filterset_class = ModelFilter
    orderings = {"created_at": "created_at"}

    @extend_schema(
        parameters=[OpenApiParameter("from", OpenApiTypes.UUID, description="uuid of an older model of the building")],
        responses={(200, "application/json"): OpenApiTypes.OBJECT},
    )
    @action(detail=True)
    def changes(self, request: Request, uuid: Any = None) -> Response:
        """What changed from an older model to this one, elements and verdicts, by their newest checks.

        Format ``model-changes/1``. Without ``from``: the version before. 400 where there is none, or
        either has not been checked.
        """
        new = self._checked(self.find(uuid))
        if wanted := request.query_params.get("from"):
            old: Check | None = self._checked(self.find(_uuid(wanted)), building=new.version.building)
        else:
            old = before(new)
        if old is None:
            raise ValidationError({"from": "There is no earlier model that was checked; name one of this building."})
        return Response(changes_between(old, new).as_dict())

    def _checked(self, version: ModelVersion, building: Building | None = None) -> Check:
        rows = Check.objects.filter(version=version).select_related("version__model_set__building", "report", "facts")
        check: Check | None = rows.order_by("-pk").first()
        if building is not None and version.building != building:
            raise Http404
        if check is None:
            raise ValidationError({"from": f"Version {version.number} has not been checked."})
        return check

    @extend_schema(responses={(200, "application/x-step"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, uuid: Any = None) -> FileResponse:
        """The delivered bytes, as an attachment."""
        version = self.find(uuid)
        return stored_response(version.file, name=version.original_name, attachment=True)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({"from": "This is no uuid of a model."}) from None
