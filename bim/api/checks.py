from __future__ import annotations

from typing import Any

import django_filters
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from bim.models import Check, CheckResult
from core.api.filters import Filters
from core.api.viewsets import ListMixin, ReadViewSet
from core.http import stored_response
from core.verdicts import Verdict


class CheckSerializer(serializers.Serializer[Any]):
    """One run of the egress check; ``summary`` counts verdicts, a pass on proposed exits apart."""

    uuid = serializers.UUIDField()
    model = serializers.UUIDField(source="version.uuid")
    building = serializers.UUIDField(source="version.model_set.building.uuid")
    pack = serializers.CharField()
    pack_edition = serializers.CharField()
    pack_sha256 = serializers.CharField()
    params = serializers.JSONField()
    summary = serializers.JSONField()
    created_at = serializers.DateTimeField()


class CheckFilter(Filters):
    building = django_filters.UUIDFilter(field_name="version__model_set__building__uuid")
    model = django_filters.UUIDFilter(field_name="version__uuid")

    class Meta:
        model = Check
        fields = ["building", "model"]


class CheckViewSet(ReadViewSet):
    """Checks of models 模型校核."""

    model = Check
    columns = {
        "uuid": "uuid",
        "model": "version__uuid",
        "building": "version__model_set__building__uuid",
        **{n: n for n in ("pack", "pack_edition", "pack_sha256", "params", "summary", "created_at")},
    }
    list_serializer = detail_serializer = CheckSerializer
    filterset_class = CheckFilter
    orderings = {"created_at": "created_at"}

    @extend_schema(responses={(200, "application/json"): OpenApiTypes.OBJECT})
    @action(detail=True)
    def report(self, request: Request, uuid: Any = None) -> FileResponse:
        """The whole report, format ``egress-report/1``, as the command line gives it."""
        check = self.find(uuid)
        return stored_response(check.report, name=f"check-{check.uuid}.json")


class ResultSerializer(serializers.Serializer[Any]):
    """One verdict 判定 with what was measured, the limit, and where both come from."""

    check_run = serializers.UUIDField(source="check_run.uuid")
    rule = serializers.CharField()
    clause = serializers.CharField()
    edition = serializers.CharField()
    basis = serializers.CharField()
    confidence = serializers.CharField()
    metric = serializers.CharField()
    subject_guid = serializers.CharField()
    subject_type = serializers.CharField()
    subject_name = serializers.CharField()
    storey = serializers.CharField()
    measured = serializers.FloatField(allow_null=True)
    measured_upper = serializers.FloatField(allow_null=True)
    limit = serializers.FloatField(allow_null=True)
    limit_upper = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    verdict = serializers.ChoiceField(choices=[v.value for v in Verdict])
    rests_on = serializers.CharField()
    reason = serializers.CharField()
    details = serializers.JSONField()


class ResultFilter(Filters):
    check = django_filters.UUIDFilter(field_name="check_run__uuid")
    building = django_filters.UUIDFilter(field_name="check_run__version__model_set__building__uuid")
    verdict = django_filters.ChoiceFilter(choices=[(v.value, v.value) for v in Verdict])
    rule = django_filters.CharFilter()

    class Meta:
        model = CheckResult
        fields = ["check", "building", "verdict", "rule"]


class ResultViewSet(ListMixin):
    """Verdicts of checks 判定."""

    model = CheckResult
    columns = {
        "check_run": "check_run__uuid",
        **{name: name for name in map(str, ResultSerializer().fields) if name != "check_run"},
    }
    list_serializer = serializer_class = ResultSerializer
    filterset_class = ResultFilter
