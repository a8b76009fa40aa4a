from registry.models.batches import BatchState, ImportBatch
from registry.models.buildings import Building
from registry.models.choices import Role, Source, Stage, Structure, Use, YearPrecision
from registry.models.elevators import Elevator, ElevatorRecord
from registry.models.estates import Estate
from registry.models.identifiers import BuildingIdentifier, IdentifierScheme
from registry.models.observations import Observation
from registry.models.places import Place, PlaceKind, Spot
from registry.models.responsibilities import Responsibility

__all__ = [
    "BatchState",
    "Building",
    "BuildingIdentifier",
    "Elevator",
    "ElevatorRecord",
    "Estate",
    "IdentifierScheme",
    "ImportBatch",
    "Observation",
    "Place",
    "PlaceKind",
    "Responsibility",
    "Role",
    "Source",
    "Spot",
    "Stage",
    "Structure",
    "Use",
    "YearPrecision",
]
