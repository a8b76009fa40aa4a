from __future__ import annotations

from typing import Any

from registry.api.buildings import BuildingViewSet
from registry.api.elevators import ElevatorViewSet
from registry.api.estates import EstateViewSet
from registry.api.identifiers import IdentifierViewSet
from registry.api.observations import ObservationViewSet
from registry.api.places import PlaceViewSet
from registry.api.records import RecordViewSet
from registry.api.responsibilities import ResponsibilityViewSet

viewsets: list[tuple[str, Any]] = [
    ("estates", EstateViewSet),
    ("buildings", BuildingViewSet),
    ("building-identifiers", IdentifierViewSet),
    ("observations", ObservationViewSet),
    ("places", PlaceViewSet),
    ("responsibilities", ResponsibilityViewSet),
    ("elevators", ElevatorViewSet),
    ("records", RecordViewSet),
]
urlpatterns: list[Any] = []
