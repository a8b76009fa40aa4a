from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.api.params import checked_params
from bim.models import DeskCheck
from bim.services.desk import start_desk_check
from core.http import stored_response
from core.scope import signed_in
from core.services.files import TooLarge


class DeskUploadSerializer(serializers.Serializer[Any]):
    """``params``: words of the check as ``name=value``, one per entry; ``pack``: a rule pack, else the default one."""

    file = serializers.FileField()
    pack = serializers.CharField(required=False, max_length=60)
    params = serializers.ListField(child=serializers.CharField(), required=False)


class DeskCheckSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    job = serializers.UUIDField(source="job.uuid")
    name = serializers.CharField(source="original_name")
    pack = serializers.CharField()
    params = serializers.JSONField()
    expires_on = serializers.DateField()


class DeskChecksView(APIView):
    """Check a file without filing it."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="desk_checks_create",
        request={"multipart/form-data": DeskUploadSerializer},
        responses={202: DeskCheckSerializer},
    )
    def post(self, request: Request) -> Response:
        """Queue the check of an .ifc or .ifczip file; only its sender sees it, for ``DESK_CHECK_DAYS`` days."""
        given = DeskUploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        file = given.validated_data["file"]
        try:
            desk = start_desk_check(
                actor=signed_in(request.user),
                chunks=file.chunks(),
                name=file.name,
                params=checked_params(given.validated_data.get("params", [])),
                pack=given.validated_data.get("pack", ""),
            )
        except TooLarge as problem:
            raise ValidationError({"file": str(problem)}) from problem
        return Response(DeskCheckSerializer(desk).data, status=202)


class DeskReportView(APIView):
    """What was found in a file that is not filed."""

    @extend_schema(operation_id="desk_checks_report", responses={(200, "application/json"): OpenApiTypes.OBJECT})
    def get(self, request: Request, uuid: Any) -> FileResponse:
        """The whole report, format ``egress-report/1``; 404 until the job is done."""
        desk = DeskCheck.objects.visible_to(request.user).filter(uuid=uuid).select_related("report").first()
        if desk is None or desk.report is None:
            raise Http404
        return stored_response(desk.report, name=f"check-{desk.uuid}.json")
