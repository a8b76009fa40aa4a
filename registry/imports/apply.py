"""Carry out a plan, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Conflict
from core.models import Area, User
from core.scope import scope_of
from core.services.history_bulk import record_many
from registry.identifier_schemes import scheme
from registry.imports.compare import areas_by_code
from registry.imports.estates import Estates
from registry.imports.plan import CHANGED, CREATED, ImportPlan, PlanRow
from registry.imports.sink import insert_observations
from registry.models import Building, BuildingIdentifier, ImportBatch
from registry.services.observing import set_value
from registry.services.rights import EDITORS

CHUNK = 500


class StalePlan(Conflict):
    """The registry has moved on since the preview."""

    def __init__(self, row: int) -> None:
        super().__init__(
            _("The registry changed after the preview (row %(row)s). Nothing was imported: preview the file again.")
            % {"row": row},
            code="stale_plan",
        )


def apply_plan(plan: ImportPlan, *, actor: User, batch: ImportBatch) -> dict[str, int]:
    """Write everything the plan says inside the caller's transaction. Returns the counts of what was done.

    StalePlan when a building was changed, made or moved away since the plan was made, or the actor lost the area.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("apply_plan() must run inside transaction.atomic(): all of a file or nothing.")
    areas = areas_by_code({row.area_code for row in plan.rows}, scope_of(actor, functions=EDITORS))
    for row in plan.rows:
        if row.area_code not in areas:
            raise StalePlan(row.row)
    done = {**plan.counts, CREATED: 0, CHANGED: 0}
    estates = Estates(actor, plan.rows, areas)
    for rows in _chunks(plan.of_kind(CREATED)):
        done[CREATED] += _create(rows, plan, actor, batch, areas, estates)
    for rows in _chunks(plan.of_kind(CHANGED)):
        done[CHANGED] += _change(rows, plan, actor, batch, areas, estates)
    return done


def _create(
    rows: list[PlanRow], plan: ImportPlan, actor: User, batch: ImportBatch, areas: dict[str, Area], estates: Estates
) -> int:
    kind = scheme(plan.scheme)
    taken = BuildingIdentifier.objects.filter(scheme=kind, value__in=[r.key for r in rows], valid_to__isnull=True)
    found = set(taken.values_list("value", flat=True))
    for row in rows:
        if row.key in found:
            raise StalePlan(row.row)
    buildings = [_assigned(Building(area=areas[row.area_code]), row, areas, estates) for row in rows]
    Building.objects.bulk_create(buildings)
    pairs = list(zip(buildings, rows, strict=True))
    BuildingIdentifier.objects.bulk_create(
        [
            BuildingIdentifier(building=building, scheme=kind, value=row.key, exclusive=kind.unique_per_building)
            for building, row in pairs
        ]
    )
    _observe(pairs, plan, actor, batch)
    _record("building.imported", pairs, actor, batch)
    return len(buildings)


def _change(
    rows: list[PlanRow], plan: ImportPlan, actor: User, batch: ImportBatch, areas: dict[str, Area], estates: Estates
) -> int:
    locked = Building.objects.select_for_update(of=("self",)).filter(uuid__in=[row.building for row in rows])
    found = {str(b.uuid): b for b in locked.select_related("area", "estate")}
    pairs: list[tuple[Building, PlanRow]] = []
    for row in rows:
        building = found.get(row.building)
        if building is None or building.version != row.version:
            raise StalePlan(row.row)
        pairs.append((_assigned(building, row, areas, estates), row))
    columns = {column for row in rows for column in _columns(row)}
    for building, _row in pairs:
        building.version += 1
        building.updated_at = timezone.now()
    Building.objects.bulk_update(found.values(), sorted({*columns, "version", "updated_at"}), batch_size=50)
    _observe(pairs, plan, actor, batch)
    _record("building.reimported", pairs, actor, batch)
    return len(pairs)


def _assigned(building: Building, row: PlanRow, areas: dict[str, Area], estates: Estates) -> Building:
    """The row's accepted values on the object, derived columns included; nothing is saved."""
    for field, (_old, new) in row.changes.items():
        if field == "area":
            building.area = areas[new]
        elif field == "estate_name":
            building.estate = estates.find(areas[row.area_code], new)
        elif field in DIRECT:
            set_value(building, field, new)
    building.derive()
    return building


DIRECT = {
    "name", "address", "location", "use", "year_built", "year_precision", "structure",
    "storeys_above", "storeys_below", "height_m", "dwellings", "floor_area_m2",
}  # fmt: skip
PLACED = {"lon", "lat", "quad", "min_lon", "min_lat", "max_lon", "max_lat"}


def _columns(row: PlanRow) -> set[str]:
    """Columns of Building that this row moves."""
    special = {"area": {"area", "area_path"}, "estate_name": {"estate"}, "location": PLACED}
    found: set[str] = set()
    for field in row.changes:
        found |= special.get(field, {field} & DIRECT)
    return found


def _observe(pairs: Iterable[tuple[Building, PlanRow]], plan: ImportPlan, actor: User, batch: ImportBatch) -> None:
    today = timezone.localdate()
    values = (
        (building.pk, field, value, row.day or today) for building, row in pairs for field, value in row.facts.items()
    )
    insert_observations(values, source=plan.source, actor=actor, batch=batch)


def _record(kind: str, pairs: Iterable[tuple[Building, PlanRow]], actor: User, batch: ImportBatch) -> None:
    entries: list[tuple[Any, dict[str, Any]]] = []
    for building, row in pairs:
        data = {"batch": batch.uuid, "file": batch.file.sha256, "row": row.row, "changes": row.changes}
        entries.append((building, {**data, "disagrees": row.disagrees}))
    record_many(actor=actor, kind=kind, entries=entries)


def _chunks(rows: list[PlanRow]) -> Iterator[list[PlanRow]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
