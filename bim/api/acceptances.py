from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.exchange.bcf import report_bcf
from bim.models import Check
from bim.quality.acceptance import Key
from bim.services import acceptances
from core.scope import signed_in


class ItemSerializer(serializers.Serializer[Any]):
    """``kind``: ``quality`` or ``rule``; ``code``: a quality code or a rule; ``guid`` is empty for the whole model."""

    kind = serializers.RegexField(r"^(quality|rule)$")
    code = serializers.CharField(max_length=80)
    guid = serializers.CharField(max_length=140, allow_blank=True)


class AcceptSerializer(serializers.Serializer[Any]):
    """``accepted`` false takes back what was accepted."""

    items = ItemSerializer(many=True)
    reason = serializers.CharField(max_length=acceptances.LONGEST)
    accepted = serializers.BooleanField(default=True)


class AcceptedSerializer(ItemSerializer):
    """``back``: why it is heard again in this check: ``changed``, ``worse``, ``stricter``; else empty."""

    reason = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    back = serializers.CharField()


class AcceptanceView(APIView):
    """Complaints and deviations of a check that a person accepted, with who, when and why."""

    @extend_schema(operation_id="checks_acceptances_list", responses=AcceptedSerializer(many=True))
    def get(self, request: Request, uuid: Any) -> Response:
        """What is accepted and stands in this check's report, by the newest word on each."""
        return Response(acceptances.marked_report(find_check(request, uuid))["accepted"])

    @extend_schema(
        operation_id="checks_acceptances_create", request=AcceptSerializer, responses=AcceptedSerializer(many=True)
    )
    def post(self, request: Request, uuid: Any) -> Response:
        """Accept with a reason, or take back. A verdict stays what it is and is marked."""
        check = find_check(request, uuid)
        given = AcceptSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        keys: list[Key] = [(item["kind"], item["code"], item["guid"]) for item in said["items"]]
        act = acceptances.accept if said["accepted"] else acceptances.take_back
        act(actor=signed_in(request.user), check=check, keys=keys, reason=said["reason"])
        return Response(acceptances.marked_report(check)["accepted"])


class BcfView(APIView):
    """Topics for authoring tools."""

    @extend_schema(
        operation_id="checks_bcf_retrieve", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, uuid: Any) -> HttpResponse:
        """Complaints and failed or open verdicts as a BCF 2.1 file; what is accepted is left out."""
        return bcf_response(find_check(request, uuid))


def bcf_response(check: Check) -> HttpResponse:
    """The file as an attachment, in the reader's language."""
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    report = acceptances.marked_report(check)
    # Inside the sandbox the file has a name of ours; its deliverer knows it by another.
    named = {**report, "file": {**report["file"], "name": check.version.original_name}}
    data = report_bcf(named, created=check.created_at, language=language)
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="check-{check.uuid}.bcf"'
    return response


def find_check(request: Request, uuid: Any) -> Check:
    related = Check.objects.visible_to(request.user).select_related("version__model_set__building", "report")
    found: Check | None = related.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found
