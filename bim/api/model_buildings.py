from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.models import ModelVersion
from bim.services.mapping import map_buildings
from bim.services.model_buildings import found_buildings, needs_mapping
from core.scope import signed_in
from registry.models import Building


class FoundSerializer(serializers.Serializer[Any]):
    """An ``IfcBuilding`` of the delivery. ``building``: the registered one that it is; null where nobody said, or where
    the reader may not see it."""

    guid = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    storeys = serializers.IntegerField()
    spaces = serializers.IntegerField()
    building = serializers.UUIDField(allow_null=True)


class ModelBuildingsSerializer(serializers.Serializer[Any]):
    needs_mapping = serializers.BooleanField()
    buildings = FoundSerializer(many=True)


class MappingSerializer(serializers.Serializer[Any]):
    """GlobalId → uuid of the registered building that it is, null: none of them. What is not named stays."""

    buildings = serializers.DictField(child=serializers.UUIDField(allow_null=True))


class MappedSerializer(ModelBuildingsSerializer):
    jobs = serializers.ListField(child=serializers.UUIDField())


class ModelBuildingsView(APIView):
    """Which registered building each building of a delivery is."""

    def _version(self, request: Request, uuid: Any) -> ModelVersion:
        rows = ModelVersion.objects.visible_to(request.user).select_related("model_set__building", "file")
        found: ModelVersion | None = rows.filter(uuid=uuid).first()
        if found is None:
            raise Http404
        return found

    @extend_schema(operation_id="models_buildings_retrieve", responses=ModelBuildingsSerializer)
    def get(self, request: Request, uuid: Any) -> Response:
        """The buildings that the first check found, empty where the delivery holds one."""
        return Response(_shown(self._version(request, uuid), request))

    @extend_schema(operation_id="models_buildings_update", request=MappingSerializer, responses={202: MappedSerializer})
    def patch(self, request: Request, uuid: Any) -> Response:
        """Say which building is which; each is then checked for its own registered building."""
        version = self._version(request, uuid)
        given = MappingSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data["buildings"]
        seen = Building.objects.visible_to(request.user).filter(uuid__in=[u for u in said.values() if u])
        known = {row.uuid: row for row in seen}
        if any(uuid is not None and uuid not in known for uuid in said.values()):
            raise Http404
        choice = {guid: known[uuid] if uuid else None for guid, uuid in said.items()}
        jobs = map_buildings(actor=signed_in(request.user), version=version, choice=choice)
        return Response({**_shown(version, request), "jobs": [job.uuid for job in jobs]}, status=202)


def _shown(version: ModelVersion, request: Request) -> dict[str, Any]:
    rows = found_buildings(version, request.user)
    shown = [{**row, "building": row["building"].uuid if row["building"] else None} for row in rows]
    return {"needs_mapping": needs_mapping(version), "buildings": shown}
