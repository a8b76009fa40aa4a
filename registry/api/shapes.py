"""What the API shows of building files."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry.api.words import WordField
from registry.models import (
    Building,
    ElevatorRecord,
    PlaceKind,
    Role,
    Source,
    Spot,
    Stage,
    Structure,
    Use,
    YearPrecision,
)
from registry.schedules import STATES
from registry.selectors.elevators import with_clocks
from registry.selectors.facts import facts_of

Shape = serializers.Serializer[Any]


class EstateShape(Shape):
    uuid = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    area = serializers.UUIDField(source="area.uuid")


class IdentifierShape(Shape):
    uuid = serializers.UUIDField()
    building = serializers.UUIDField(source="building.uuid")
    scheme = serializers.CharField(source="scheme_id")
    value = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)


class BuildingRowShape(Shape):
    """One line of the list."""

    uuid = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    address = serializers.CharField()
    address_en = serializers.CharField()
    area = serializers.UUIDField(source="area.uuid")
    area_code = serializers.CharField(source="area.code")
    estate = serializers.UUIDField(source="estate.uuid", allow_null=True, default=None)
    stage = serializers.ChoiceField(choices=Stage.choices)
    use = serializers.ChoiceField(choices=Use.choices, allow_blank=True)
    structure = serializers.ChoiceField(choices=Structure.choices, allow_blank=True)
    year_built = serializers.IntegerField(allow_null=True)
    year_precision = serializers.ChoiceField(choices=YearPrecision.choices, allow_blank=True)
    storeys_above = serializers.IntegerField(allow_null=True)
    storeys_below = serializers.IntegerField(allow_null=True)
    height_m = serializers.FloatField(allow_null=True, help_text="Metres.")
    dwellings = serializers.IntegerField(allow_null=True)
    floor_area_m2 = serializers.FloatField(allow_null=True, help_text="Square metres.")
    fire_grade = serializers.IntegerField(allow_null=True, help_text="Fire-resistance grade, 1 to 4.")
    lon = serializers.FloatField(allow_null=True, help_text="Degrees, CGCS2000.")
    lat = serializers.FloatField(allow_null=True, help_text="Degrees, CGCS2000.")
    updated_at = serializers.DateTimeField()


class DisagreementShape(Shape):
    """Another source's last word that differs from the accepted value."""

    value = serializers.JSONField()
    source = WordField(Source.values)  # type: ignore[assignment]
    observed_on = serializers.DateField()


class FactShape(Shape):
    """An accepted value with where it comes from; ``source`` is empty where no observation stands behind it."""

    name = serializers.CharField()
    value = serializers.JSONField()
    source = WordField(Source.values, allow_blank=True)  # type: ignore[assignment]
    observed_on = serializers.DateField(allow_null=True)
    disagreements = DisagreementShape(many=True)


class BuildingShape(BuildingRowShape):
    """The file of one building: accepted values, identifiers, and every fact with its provenance."""

    footprint = serializers.JSONField(allow_null=True, help_text="Coordinates of a GeoJSON polygon.")
    identifiers = IdentifierShape(many=True)
    facts = serializers.SerializerMethodField()

    @extend_schema_field(FactShape(many=True))
    def get_facts(self, building: Building) -> Any:
        return FactShape(facts_of(building), many=True).data


class ObservationShape(Shape):
    uuid = serializers.UUIDField()
    building = serializers.UUIDField(source="building.uuid")
    field = serializers.CharField()
    value = serializers.JSONField()
    source = WordField(Source.values)  # type: ignore[assignment]
    observed_on = serializers.DateField()
    recorded_at = serializers.DateTimeField()
    batch = serializers.UUIDField(source="batch.uuid", allow_null=True, default=None)


class ResponsibilityShape(Shape):
    uuid = serializers.UUIDField()
    building = serializers.UUIDField(source="building.uuid")
    organisation = serializers.UUIDField(source="organisation.uuid")
    organisation_name = serializers.CharField(source="organisation.name")
    role = serializers.ChoiceField(choices=Role.choices)
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)


class PlaceShape(Shape):
    uuid = serializers.UUIDField()
    building = serializers.UUIDField(source="building.uuid")
    parent = serializers.UUIDField(source="parent.uuid", allow_null=True, default=None)  # type: ignore[assignment]
    kind = WordField(PlaceKind.values)
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    spot = serializers.ChoiceField(choices=Spot.choices, allow_blank=True)
    order = serializers.IntegerField()


class ElevatorRowShape(Shape):
    uuid = serializers.UUIDField()
    version = serializers.IntegerField()
    building = serializers.UUIDField(source="building.uuid")
    place = serializers.UUIDField(source="place.uuid", allow_null=True, default=None)
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    certificate = serializers.CharField()
    rescue_code = serializers.CharField()
    registered_on = serializers.DateField(allow_null=True)
    installed_on = serializers.DateField(allow_null=True)
    maintenance_interval_days = serializers.IntegerField()
    service = serializers.CharField()


class LiftClockShape(Shape):
    """What is due next, derived from the records; never typed in."""

    kind = WordField(ElevatorRecord.Kind.values)
    state = WordField(STATES)
    due_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    clause = serializers.CharField()
    edition = serializers.CharField()
    confidence = serializers.CharField()
    statement = serializers.CharField(help_text="The same in one sentence, in the reader's language.")


class ElevatorShape(ElevatorRowShape):
    clocks = serializers.SerializerMethodField()

    @extend_schema_field(LiftClockShape(many=True))
    def get_clocks(self, elevator: Any) -> list[dict[str, Any]]:
        [found] = with_clocks([elevator])
        names = [str(name) for name in LiftClockShape().fields if str(name) != "statement"]
        return [
            {**{name: getattr(clock, name) for name in names}, "statement": statement}
            for clock, statement in zip(found.clocks, found.statements, strict=True)
        ]


class RecordShape(Shape):
    uuid = serializers.UUIDField()
    elevator = serializers.UUIDField(source="elevator.uuid")
    kind = WordField(ElevatorRecord.Kind.values)
    done_on = serializers.DateField()
    result = serializers.ChoiceField(choices=ElevatorRecord.Result.choices)
    body = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    document = serializers.CharField(source="document.sha256", allow_null=True, default=None)
    recorded_at = serializers.DateTimeField()
