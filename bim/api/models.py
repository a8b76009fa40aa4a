from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bim.models import Check, ModelFile, ModelSet, ModelVersion
from bim.services.comparing import before, changes_between
from core.api.filters import Filters
from core.api.viewsets import ReadViewSet, Rows
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


class ModelFileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    sha256 = serializers.CharField()
    bytes = serializers.IntegerField()


class ModelSerializer(serializers.Serializer[Any]):
    """One delivery of one or several files, immutable. ``name``, ``sha256`` and ``bytes`` are the first file's."""

    uuid = serializers.UUIDField()
    model_set = serializers.UUIDField(source="model_set.uuid")
    building = serializers.UUIDField(source="model_set.building.uuid")
    number = serializers.IntegerField()
    name = serializers.CharField(source="original_name")
    sha256 = serializers.CharField(source="file.sha256")
    bytes = serializers.IntegerField(source="file.size")
    files = serializers.SerializerMethodField()
    """All of them, in the order of their names."""
    params = serializers.JSONField()
    created_at = serializers.DateTimeField()

    @extend_schema_field(ModelFileSerializer(many=True))
    def get_files(self, version: ModelVersion) -> list[dict[str, Any]]:
        return [_file(name, stored.sha256, stored.size) for stored, name in version.delivered]


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
        "files": "pk",
        "params": "params",
        "created_at": "created_at",
    }
    list_serializer = detail_serializer = ModelSerializer
    filterset_class = ModelFilter
    orderings = {"created_at": "created_at"}

    def finish_rows(self, rows: Rows) -> Rows:
        """All files of each delivery, by one query."""
        if not rows or "files" not in rows[0]:
            return rows
        found = {row["files"]: list[dict[str, Any]]() for row in rows}
        columns = ("original_name", "file__sha256", "file__size")
        for pk, *first in ModelVersion.objects.filter(pk__in=found).order_by().values_list("pk", *columns):
            found[pk].append(_file(*first))
        more = ModelFile.objects.filter(version__in=found).order_by("order")
        for pk, *further in more.values_list("version", *columns):
            found[pk].append(_file(*further))
        return [{**row, "files": found[row["files"]]} for row in rows]

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

    @extend_schema(
        parameters=[OpenApiParameter("sha256", OpenApiTypes.STR, description="which of several files; else the first")],
        responses={(200, "application/x-step"): OpenApiTypes.BINARY},
    )
    @action(detail=True)
    def file(self, request: Request, uuid: Any = None) -> FileResponse:
        """The delivered bytes of one file, as an attachment."""
        version = self.find(uuid)
        wanted = request.query_params.get("sha256") or version.file.sha256
        for stored, name in version.delivered:
            if stored.sha256 == wanted:
                return stored_response(stored, name=name, attachment=True)
        raise Http404


def _file(name: str, sha256: str, size: int) -> dict[str, Any]:
    return {"name": name, "sha256": sha256, "bytes": size}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError({"from": "This is no uuid of a model."}) from None
