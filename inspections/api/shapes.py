"""Shapes of what is answered."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from inspections.models import DayKind, Deadline, Hazard, Reinspection, ServiceMethod, Source
from inspections.selectors import allowed_acts, clock_face
from inspections.words import STATES


class PhotoShape(serializers.Serializer[Any]):
    sha256 = serializers.CharField(source="photo.sha256")
    taken_on = serializers.DateField(source="photo.taken_on", allow_null=True, help_text="As the camera says.")
    received_on = serializers.DateField(source="photo.received_on")


class RectificationRowShape(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    hazard = serializers.UUIDField(source="hazard.uuid")
    organisation = serializers.UUIDField(source="organisation.uuid")
    text = serializers.CharField()
    reference = serializers.CharField()
    done_on = serializers.DateField()
    created_at = serializers.DateTimeField()


class RectificationShape(RectificationRowShape):
    photos = PhotoShape(source="photos.all", many=True)


class ReinspectionRowShape(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    hazard = serializers.UUIDField(source="hazard.uuid")
    outcome = serializers.ChoiceField(choices=Reinspection.Outcome.choices)
    text = serializers.CharField()
    closing_kind = serializers.CharField(help_text="Empty while it is not closed.")
    done_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    by_the_finder = serializers.BooleanField()
    created_at = serializers.DateTimeField()


class ReinspectionShape(ReinspectionRowShape):
    photos = PhotoShape(source="photos.all", many=True)


class OrderShape(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    hazard = serializers.UUIDField(source="hazard.uuid")
    number = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    found = serializers.CharField()
    clause = serializers.CharField()
    demand = serializers.CharField()
    responsible = serializers.UUIDField(source="responsible.uuid")
    days = serializers.IntegerField()
    day_kind = serializers.ChoiceField(choices=DayKind.choices)
    issued_on = serializers.DateField()
    served_on = serializers.DateField(allow_null=True, help_text="Starts the clock; null while it is not served.")
    method = serializers.ChoiceField(
        source="proof.method", choices=ServiceMethod.choices, allow_null=True, default=None
    )


class DeadlineShape(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=Deadline.Kind.choices)
    starts_on = serializers.DateField()
    days = serializers.IntegerField()
    day_kind = serializers.ChoiceField(choices=DayKind.choices)
    due_on = serializers.DateField()
    provisional = serializers.BooleanField()
    reason = serializers.CharField()


class ClockShape(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=["due", "soon", "overdue", "met", "not_started"])
    days = serializers.IntegerField(help_text="Left, or late where `kind` is `overdue`.")
    day_kind = serializers.ChoiceField(choices=DayKind.choices)
    due_on = serializers.DateField(allow_null=True)
    provisional = serializers.BooleanField()


class OfferShape(serializers.Serializer[Any]):
    act = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    fields_asked = serializers.ListField(source="fields", child=serializers.CharField())
    fields_optional = serializers.ListField(source="optional", child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField(), help_text="What still stands in the way.")


class HazardRowShape(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    version = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    title_en = serializers.CharField()
    building = serializers.UUIDField(source="building.uuid")
    state = serializers.ChoiceField(choices=STATES)
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]
    scale = serializers.CharField(source="grade.scale.code", allow_null=True, default=None)
    grade = serializers.CharField(source="grade.code", allow_null=True, default=None)
    imminent = serializers.BooleanField()
    responsible = serializers.UUIDField(source="responsible.uuid", allow_null=True, default=None)
    served_on = serializers.DateField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    due_kind = serializers.CharField(help_text="`working`, `calendar`, or empty before service.")
    due_provisional = serializers.BooleanField()
    reinspect_due_on = serializers.DateField(allow_null=True)
    times_returned = serializers.IntegerField()
    closing_kind = serializers.CharField(help_text="Empty while it is not closed.")
    closed_on = serializers.DateField(allow_null=True)
    created_at = serializers.DateTimeField()


class HazardShape(HazardRowShape):
    """One hazard with its papers, its two clocks and what you may do next."""

    description = serializers.CharField()
    clause = serializers.CharField()
    edition = serializers.CharField()
    measured = serializers.FloatField(allow_null=True)
    limit = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()
    subject_guid = serializers.CharField()
    interim_measures = serializers.CharField()
    passed_on = serializers.DateField(allow_null=True, help_text="Since when a later model check passes.")
    rectify_clock = serializers.SerializerMethodField()
    reinspect_clock = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField()
    orders = OrderShape(many=True, source="orders.all")
    rectifications = RectificationShape(many=True, source="rectifications.all")
    reinspections = ReinspectionShape(many=True, source="reinspections.all")
    deadlines = DeadlineShape(many=True, source="deadlines.all")

    @extend_schema_field(ClockShape)
    def get_rectify_clock(self, hazard: Hazard) -> Any:
        return ClockShape(clock_face().rectify(hazard)).data

    @extend_schema_field(ClockShape)
    def get_reinspect_clock(self, hazard: Hazard) -> Any:
        return ClockShape(clock_face().reinspect(hazard)).data

    @extend_schema_field(OfferShape(many=True))
    def get_acts(self, hazard: Hazard) -> Any:
        return OfferShape(allowed_acts(hazard, self.context["request"].user), many=True).data


class EntryShape(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    at = serializers.DateTimeField()
    actor = serializers.CharField()
    to = serializers.CharField()
    reason = serializers.CharField()
