"""The location tree of a building, generated from the counts of a form; it needs no model."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import User
from core.services import history
from registry.models import Building, Place, PlaceKind, Spot
from registry.services.buildings import locked
from registry.services.rights import require_editor

FLOOR_SPOTS = [Spot.STAIRWELL, Spot.CORRIDOR, Spot.SHAFT]
BUILDING_SPOTS = [Spot.ROOF, Spot.EXTERNAL_WALL]


@dataclass(frozen=True, slots=True)
class Counts:
    """``units``: entrances; ``flats``: per floor and unit; storeys above and below ground; ``lifts``: has lobbies."""

    units: int
    storeys_above: int
    storeys_below: int = 0
    flats: int = 0
    lifts: bool = False


@transaction.atomic
def generate_places(*, actor: User, building: Building, counts: Counts) -> list[Place]:
    """Units, their floors with flats and the usual places, and the places of the whole building.

    Refused when the building has places already: what is there may carry findings. Flats are numbered floor + two
    digits (``401``), basements ``B1``, ``B2``.
    """
    require_editor(actor, building.area_path)
    _require_sane(counts)
    found = locked(building, None)
    if Place.objects.filter(building=found).exists():
        raise DomainError(_("This building has places already; add single ones instead."), code="has_places")
    units = _made([_new(found, None, PlaceKind.UNIT, str(n), n) for n in range(1, counts.units + 1)])
    floors = _made([floor for unit in units for floor in _floors(found, unit, counts)])
    below = [place for floor in floors for place in _on_floor(found, floor, counts)]
    whole = [Place(building=found, kind=PlaceKind.PLACE, spot=spot, order=n) for n, spot in _whole(counts)]
    rest = _made([*below, *whole])
    made = [*units, *floors, *rest]
    history.record(actor=actor, subject=found, kind="places.generated", data={"count": len(made)})
    return made


def _floors(building: Building, unit: Place, counts: Counts) -> list[Place]:
    below = [_new(building, unit, PlaceKind.FLOOR, f"B{n}", -n) for n in range(1, counts.storeys_below + 1)]
    above = [_new(building, unit, PlaceKind.FLOOR, str(n), n) for n in range(1, counts.storeys_above + 1)]
    return [*reversed(below), *above]


def _on_floor(building: Building, floor: Place, counts: Counts) -> list[Place]:
    spots = [*FLOOR_SPOTS, Spot.LIFT_LOBBY] if counts.lifts else FLOOR_SPOTS
    places = [
        Place(building=building, parent=floor, kind=PlaceKind.PLACE, spot=spot, order=n)
        for n, spot in enumerate(spots, start=1)
    ]
    if floor.order < 0:
        return places
    flats = [
        _new(building, floor, PlaceKind.FLAT, f"{floor.order}{n:02d}", 100 + n) for n in range(1, counts.flats + 1)
    ]
    return [*places, *flats]


def _whole(counts: Counts) -> list[tuple[int, Spot]]:
    spots = [*BUILDING_SPOTS, Spot.BASEMENT] if counts.storeys_below else BUILDING_SPOTS
    return list(enumerate(spots, start=1000))


def _new(building: Building, parent: Place | None, kind: str, label: str, order: int) -> Place:
    return Place(building=building, parent=parent, kind=kind, label=label, order=order)


def _made(places: list[Place]) -> list[Place]:
    return list(Place.objects.bulk_create(places))


def _require_sane(counts: Counts) -> None:
    size = counts.units * (counts.storeys_above + counts.storeys_below) * (counts.flats + len(FLOOR_SPOTS) + 1)
    if counts.units < 1 or counts.storeys_above < 1 or min(counts.storeys_below, counts.flats) < 0 or size > 20_000:
        raise DomainError(
            _("Give at least one unit and one storey, and no more than 20,000 places in all."), code="bad_counts"
        )
