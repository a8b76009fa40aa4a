"""Buildings and what hangs on them, for tests. Inputs only; what follows from them is left to the services."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from core.models import Area, Organisation, OrganisationKind
from registry.models import Building, BuildingIdentifier, Elevator, Estate, IdentifierScheme, Responsibility, Role
from tests.factories.people import make_area, make_organisation

_numbers = itertools.count(1)


def make_estate(*, area: Area | None = None, **fields: Any) -> Estate:
    return Estate.objects.create(
        area=area or make_area(level="community"), name=fields.pop("name", f"小区{next(_numbers)}"), **fields
    )


def make_building(*, area: Area | None = None, census: str = "", **fields: Any) -> Building:
    """A seven-storey residential building of 1998; ``census`` gives it a census number."""
    n = next(_numbers)
    values: dict[str, Any] = {
        "name": f"{n}号楼",
        "address": f"松涛路{n}号",
        "use": "residential",
        "year_built": 1998,
        "year_precision": "exact",
        "storeys_above": 7,
        "lon": 116.4 + n * 1e-4,
        "lat": 39.9,
        **fields,
    }
    building = Building.objects.create(area=area or make_area(level="community"), **values)
    if census:
        make_identifier(building=building, value=census)
    return building


def make_identifier(*, building: Building, value: str, scheme: str = "census") -> BuildingIdentifier:
    kind, _ = IdentifierScheme.objects.get_or_create(code=scheme, defaults={"name": scheme})
    return BuildingIdentifier.objects.create(
        building=building, scheme=kind, value=value, exclusive=kind.unique_per_building
    )


def make_responsibility(
    *,
    building: Building,
    organisation: Organisation | None = None,
    role: str = Role.MANAGER,
    valid_from: dt.date | None = dt.date(2020, 1, 1),
    valid_to: dt.date | None = None,
) -> Responsibility:
    return Responsibility.objects.create(
        building=building,
        organisation=organisation or make_organisation(OrganisationKind.MANAGER),
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def make_elevator(*, building: Building | None = None, **fields: Any) -> Elevator:
    n = next(_numbers)
    values: dict[str, Any] = {
        "code": f"3110{n:013d}",
        "name": f"{n}号梯",
        "installed_on": dt.date(2015, 5, 12),
        "residential": True,
        **fields,
    }
    return Elevator.objects.create(building=building or make_building(), **values)
