"""Shapes of what is sent. Types only; what an act asks for is the workflow's affair."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from inspections.models import DayKind, Reinspection, ServiceMethod
from inspections.words import CLOSING_KINDS
from inspections.workflow import TABLE, Act

DONE_BY_THE_PROGRAM = {
    act for act in Act if all(move.functions == {"system"} for (_s, a), move in TABLE.items() if a is act)
}
ACTS = [str(act) for act in Act if act not in DONE_BY_THE_PROGRAM and act is not Act.REPORT]


class Strict(serializers.Serializer[Any]):
    """A field that does not exist is an error: a misspelt one must not be dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {name: "There is no such field." for name in data if name not in self.fields}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


class Hashes(serializers.ListField):
    child = serializers.RegexField(r"^[0-9a-f]{64}$")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text="SHA-256 of photos that were sent before.", required=False, **kwargs)


class ActBody(Strict):
    """An act and what it asks for; `acts` of the hazard lists them with their fields."""

    act = serializers.ChoiceField(choices=ACTS)
    reason = serializers.CharField(required=False, max_length=2000)
    text = serializers.CharField(required=False, max_length=5000)
    demand = serializers.CharField(required=False, max_length=5000)
    measures = serializers.CharField(required=False, max_length=2000)
    receiver = serializers.CharField(required=False, max_length=100)
    note = serializers.CharField(required=False, max_length=2000)
    reference = serializers.CharField(required=False, max_length=100)
    method = serializers.ChoiceField(required=False, choices=ServiceMethod.choices)
    grade = serializers.CharField(required=False, max_length=81, help_text="`scale/grade`, such as `fire/general`.")
    responsible = serializers.UUIDField(required=False, help_text="Organisation that answers for the building today.")
    closing_kind = serializers.ChoiceField(required=False, choices=CLOSING_KINDS)
    days = serializers.IntegerField(required=False, min_value=0, max_value=999)
    day_kind = serializers.ChoiceField(required=False, choices=DayKind.choices)
    served_on = serializers.DateField(required=False)
    issued_on = serializers.DateField(required=False)
    done_on = serializers.DateField(required=False)
    photos = Hashes()


class RectificationFields(Strict):
    text = serializers.CharField(max_length=5000, help_text="What was done.")
    reference = serializers.CharField(required=False, max_length=100, help_text="Your own work-order number.")
    done_on = serializers.DateField(required=False, help_text="Today where it is not given.")
    photos = Hashes(min_length=1, max_length=20)
    base_version = serializers.IntegerField(required=False, help_text="`version` of the hazard that you had read.")


class RectificationBody(RectificationFields):
    hazard = serializers.UUIDField()


class ReinspectionBody(Strict):
    hazard = serializers.UUIDField()
    outcome = serializers.ChoiceField(choices=Reinspection.Outcome.choices)
    reason = serializers.CharField(required=False, max_length=2000, help_text="Asked for when it is returned.")
    text = serializers.CharField(required=False, max_length=5000)
    closing_kind = serializers.ChoiceField(required=False, choices=CLOSING_KINDS)
    photos = Hashes(max_length=20)
    base_version = serializers.IntegerField(required=False)
