from __future__ import annotations

from typing import Any

import django_filters
from rest_framework import serializers

from core.api.filters import Filters
from core.api.viewsets import ReadViewSet
from core.models import Area, Job, Organisation


class AreaSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    level = serializers.ChoiceField(choices=Area.Level.choices)
    parent_area = serializers.UUIDField(source="parent.uuid", allow_null=True, default=None)


class AreaFilter(Filters):
    parent = django_filters.UUIDFilter(field_name="parent__uuid")
    level = django_filters.ChoiceFilter(choices=Area.Level.choices)
    code = django_filters.CharFilter()

    class Meta:
        model = Area
        fields = ["parent", "level", "code"]


class AreaViewSet(ReadViewSet):
    """Areas 辖区 at or below your own."""

    model = Area
    columns = {n: n for n in ("uuid", "code", "name", "name_en", "level")} | {"parent_area": "parent__uuid"}
    list_serializer = detail_serializer = AreaSerializer
    filterset_class = AreaFilter
    orderings = {"code": "code"}


class OrganisationSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    kind = serializers.CharField()
    credit_code = serializers.CharField()
    phone = serializers.CharField()


class OrganisationViewSet(ReadViewSet):
    """Organisations 单位 that you may see: all for an area's staff, its own for a firm."""

    model = Organisation
    columns = {n: n for n in ("uuid", "name", "name_en", "kind", "credit_code", "phone")}
    list_serializer = detail_serializer = OrganisationSerializer
    orderings = {"name": "name"}


class JobSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.CharField()
    step = serializers.CharField()
    progress = serializers.FloatField(allow_null=True)
    attempt = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    error_code = serializers.CharField()
    error = serializers.CharField()
    result = serializers.JSONField()


class JobFilter(Filters):
    state = django_filters.CharFilter()
    kind = django_filters.CharFilter()

    class Meta:
        model = Job
        fields = ["state", "kind"]


class JobViewSet(ReadViewSet):
    """Your background jobs 后台任务."""

    model = Job
    columns = {name: name for name in map(str, JobSerializer().fields)}
    list_serializer = detail_serializer = JobSerializer
    filterset_class = JobFilter
    orderings = {"created_at": "created_at"}
