"""What the API accepts about building files. An unknown name is an error: a misspelt one must not be lost."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from registry.api.words import WordField
from registry.models import ElevatorRecord, Role, Stage, Structure, Use, YearPrecision


class Strict(serializers.Serializer[Any]):
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(getattr(self, "initial_data", {})) - set(self.fields)
        if unknown:
            raise serializers.ValidationError(dict.fromkeys(sorted(unknown), "There is no such field."))
        return attrs


class BuildingBody(Strict):
    """Accepted values that an officer decides; what is left out stays. ``null`` clears a number, ``""`` a text."""

    name = serializers.CharField(max_length=200, required=False)
    name_en = serializers.CharField(max_length=200, required=False, allow_blank=True)
    address = serializers.CharField(max_length=300, required=False, allow_blank=True)
    address_en = serializers.CharField(max_length=300, required=False, allow_blank=True)
    use = serializers.ChoiceField(choices=Use.choices, required=False, allow_blank=True)
    structure = serializers.ChoiceField(choices=Structure.choices, required=False, allow_blank=True)
    year_built = serializers.IntegerField(required=False, allow_null=True)
    year_precision = serializers.ChoiceField(choices=YearPrecision.choices, required=False, allow_blank=True)
    storeys_above = serializers.IntegerField(required=False, allow_null=True)
    storeys_below = serializers.IntegerField(required=False, allow_null=True)
    height_m = serializers.FloatField(required=False, allow_null=True)
    dwellings = serializers.IntegerField(required=False, allow_null=True)
    floor_area_m2 = serializers.FloatField(required=False, allow_null=True)
    fire_grade = serializers.IntegerField(required=False, allow_null=True)
    location = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, required=False, allow_null=True
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)


class StageBody(Strict):
    stage = serializers.ChoiceField(choices=Stage.choices)
    reason = serializers.CharField(max_length=500)
    on = serializers.DateField(required=False)


class HandoverBody(Strict):
    """``to``: UUID of the organisation that answers from ``on``."""

    role = serializers.ChoiceField(choices=Role.choices)
    to = serializers.UUIDField()
    on = serializers.DateField()


class ObservationBody(Strict):
    """One value seen on the spot."""

    field = serializers.CharField(max_length=40)
    value = serializers.JSONField()
    observed_on = serializers.DateField(required=False)


class IdentifierBody(Strict):
    scheme = serializers.CharField(max_length=30)
    value = serializers.CharField(max_length=100)
    valid_from = serializers.DateField(required=False)


class RecordBody(Strict):
    """Something done to a lift. Send a ``uuid`` of your own where the call may be repeated."""

    uuid = serializers.UUIDField(required=False)
    kind = WordField(ElevatorRecord.Kind.values)
    done_on = serializers.DateField()
    result = serializers.ChoiceField(choices=ElevatorRecord.Result.choices)
    body = serializers.CharField(max_length=200, required=False, allow_blank=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)
