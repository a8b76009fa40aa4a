from __future__ import annotations

from typing import Any

import django_filters
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from bim.models import ModelSet, ModelVersion
from core.api.filters import Filters
from core.api.viewsets import ReadViewSet
from core.http import stored_response


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

    @extend_schema(responses={(200, "application/x-step"): OpenApiTypes.BINARY})
    @action(detail=True)
    def file(self, request: Request, uuid: Any = None) -> FileResponse:
        """The delivered bytes, as an attachment."""
        version = self.find(uuid)
        return stored_response(version.file, name=version.original_name, attachment=True)
