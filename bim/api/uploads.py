from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.api.params import checked_params
from bim.services.uploads import MOST_FILES, Delivered, deliver
from core.scope import signed_in
from core.services.files import TooLarge
from registry.models import Building


class UploadSerializer(serializers.Serializer[Any]):
    """``files``: one or several (multipart, the name repeated); ``file`` for one, as before.

    ``params``: words of the check as ``name=value``, one per entry (``use=residential``).
    """

    file = serializers.FileField(required=False)
    files = serializers.ListField(child=serializers.FileField(), required=False, max_length=MOST_FILES)
    params = serializers.ListField(child=serializers.CharField(), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = [*([attrs["file"]] if "file" in attrs else []), *attrs.get("files", [])]
        if not given:
            raise ValidationError({"files": _("The delivery holds no file; choose at least one.")})
        return {**attrs, "delivered": [Delivered(one.name, one.chunks()) for one in given]}


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
        """Store .ifc or .ifczip files of one delivery and start their check; 202 with the job, 200 when they are known.

        A delivery of several buildings ends with a question: `GET /models/{uuid}/buildings/`.
        """
        building = Building.objects.visible_to(request.user).filter(uuid=uuid).first()
        if building is None:
            raise Http404
        given = UploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        params = checked_params(given.validated_data.get("params", []))
        try:
            version, job = deliver(
                actor=signed_in(request.user),
                building=building,
                delivered=given.validated_data["delivered"],
                params=params,
            )
        except TooLarge as problem:
            raise ValidationError({"file": str(problem)}) from problem
        body = {"model": version.uuid, "number": version.number, "job": job.uuid if job else None}
        return Response(body, status=202 if job else 200)
