from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.api.params import checked_params
from bim.services.uploads import upload_model
from core.scope import signed_in
from core.services.files import TooLarge
from registry.models import Building


class UploadSerializer(serializers.Serializer[Any]):
    """``params``: words of the check as ``name=value``, one per entry (``use=residential``)."""

    file = serializers.FileField()
    params = serializers.ListField(child=serializers.CharField(), required=False)


class UploadedSerializer(serializers.Serializer[Any]):
    model = serializers.UUIDField()
    number = serializers.IntegerField()
    job = serializers.UUIDField(allow_null=True, help_text="null when these bytes were delivered before")


class UploadView(APIView):
    """Deliver a model for one building."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="buildings_models_create",
        request={"multipart/form-data": UploadSerializer},
        responses={202: UploadedSerializer, 200: UploadedSerializer},
    )
    def post(self, request: Request, uuid: Any) -> Response:
        """Store an .ifc or .ifczip file and start its check; 202 with the job, 200 when the same bytes are known."""
        building = Building.objects.visible_to(request.user).filter(uuid=uuid).first()
        if building is None:
            raise Http404
        given = UploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        file = given.validated_data["file"]
        params = checked_params(given.validated_data.get("params", []))
        try:
            version, job = upload_model(
                actor=signed_in(request.user), building=building, chunks=file.chunks(), name=file.name, params=params
            )
        except TooLarge as problem:
            raise ValidationError({"file": str(problem)}) from problem
        body = {"model": version.uuid, "number": version.number, "job": job.uuid if job else None}
        return Response(body, status=202 if job else 200)
