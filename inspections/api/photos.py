from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.parsers import Raw
from core.api.renderers import Json
from core.http import stored_response
from inspections.api.caller import caller
from inspections.api.renderers import Picture
from inspections.models import Photo
from inspections.services import photos

CHUNK = 256 * 1024


class Sha256:
    """Path converter: lower-case hexadecimal."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PhotoTooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class PhotoKept(serializers.Serializer[Any]):
    sha256 = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    taken_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField()


class PhotoView(APIView):
    """Photos by the SHA-256 of their bytes: send first, then name the hash in an act."""

    parser_classes = [Raw]
    renderer_classes = [Picture, Json]

    @extend_schema(operation_id="photos_retrieve", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, sha256: str) -> HttpResponseBase:
        """The picture without metadata (place, device), at most 2048 pixels wide or high."""
        photo = self._seen(request, sha256)
        if photo is None:
            raise Http404
        return stored_response(photo.rendition, name=f"{sha256}.jpg", media_type="image/jpeg")

    @extend_schema(
        operation_id="photos_update",
        request={
            "image/jpeg": OpenApiTypes.BINARY,
            "image/png": OpenApiTypes.BINARY,
            "image/webp": OpenApiTypes.BINARY,
        },
        responses={(200, "application/json"): PhotoKept, (201, "application/json"): PhotoKept},
    )
    def put(self, request: Request, sha256: str) -> Response:
        """Send a photo, write-once. 200 when you have sent it before or may see it: the body is then not read."""
        photo, new = self._seen(request, sha256), False
        if photo is None:
            photo, new = self._keep(request, sha256)
        return Response(PhotoKept(photo).data, status=201 if new else 200)

    def _keep(self, request: Request, sha256: str) -> tuple[Photo, bool]:
        most = settings.MAX_PHOTO_MB * photos.MB
        if int(request.headers.get("Content-Length") or 0) > most:
            raise PhotoTooLarge(f"The photo is larger than {settings.MAX_PHOTO_MB} MB. Send it in a smaller size.")
        try:
            return photos.keep(actor=caller(request), sha256=sha256, chunks=_chunks(request))
        except photos.TooLarge as problem:
            raise PhotoTooLarge(str(problem)) from None

    def _seen(self, request: Request, sha256: str) -> Photo | None:
        rows = Photo.objects.visible_to(request.user).select_related("rendition")
        found: Photo | None = rows.filter(sha256=sha256).first()
        return found

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Answers about a photo are JSON even to who asks for a picture."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(response, Response):
            response.accepted_renderer = Json()
            response.accepted_media_type = Json.media_type
        return response


def _chunks(request: Request) -> Iterator[bytes]:
    """The body as it comes in; the framework's parsers never hold it."""
    while chunk := request._request.read(CHUNK):
        yield chunk
