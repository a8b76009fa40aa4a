"""Effective pack data → typed tables on people: ``[[density]]`` and ``[[capacity]]``."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import cast

from bim.rules.build_distances import cell, own_source, source
from bim.rules.limit import METRES
from bim.rules.model_base import COLUMN, Cell, Source
from bim.rules.occupancy_model import (
    AreaKind,
    CapacityRow,
    CapacityTable,
    DensityRow,
    DensityTable,
    Element,
    Loss,
    Pair,
    Reduced,
    Serves,
    Step,
    Where,
)
from bim.rules.params import USES
from bim.rules.schema import Table
from bim.rules.scopes import SCOPES
from bim.space_uses import SPACE_USES

SQUARE_FOOT_M2 = METRES["ft"] ** 2
DENSITIES: dict[str, Callable[[float], float]] = {
    "persons_per_m2": lambda value: value,
    "m2_per_person": lambda value: 1.0 / value,
    "ft2_per_person": lambda value: 1.0 / (value * SQUARE_FOOT_M2),
}
"""Printed figure → persons per square metre."""
CAPACITIES = {"m_per_100": 0.01, "in_per_person": METRES["in"], "mm_by_persons": 0.001}
"""Metres per person of one unit of the printed figure."""
CONDITIONS = ("sprinklers_and_voice_alarm",)


def density(table: Table) -> DensityTable:
    """One ``[[density]]`` with its rows."""
    table.raw("file")
    src, unit = source(table), table.one_of("unit", tuple(DENSITIES))
    share = table.number("net_share") if table.has("net_share") else 1.0
    if not 0 < share <= 1:
        raise table.fail("net_share", f"must be above 0 and at most 1, found {share!r}")
    built = DensityTable(
        id=table.text("id"),
        title=table.label("title"),
        source=src,
        unit=unit,
        net_share=share,
        rows=tuple(_density_row(row, src, unit) for row in table.tables("row")),
    )
    table.done()
    return built


def _density_row(row: Table, src: Source, unit: str) -> DensityRow:
    native = None if row.has("seats_factor") else _figures(row)
    found = None if native is None else sorted(DENSITIES[unit](value) for value in native)
    uses = row.texts("uses")
    if unknown := set(uses) - set(SPACE_USES):
        raise row.fail("uses", f"names '{sorted(unknown)[0]}', no use of a space; known: {', '.join(SPACE_USES)}")
    built = DensityRow(
        id=row.text("id"),
        label=row.label("label"),
        uses=uses,
        levels=_levels(row) if row.has("levels") else None,
        per_m2=(found[0], found[1]) if found else None,
        native=native,
        area=cast(AreaKind, row.one_of("area", ("net", "gross"))) if row.has("area") else "net",
        seats_factor=row.number("seats_factor") if row.has("seats_factor") else None,
        reduced=_reduced(row.table("reduced")) if row.has("reduced") else None,
        source=own_source(row, src),
    )
    row.done()
    return built


def _figures(row: Table) -> Pair:
    """One figure above 0, or ``[least, most]``."""
    raw = row.raw("value")
    values = raw if isinstance(raw, list) else [raw, raw]
    if len(values) != 2 or any(isinstance(v, bool) or not isinstance(v, int | float) or v <= 0 for v in values):
        raise row.fail("value", f"must be a number above 0 or two of them, found {raw!r}")
    low, high = (float(cast(float, value)) for value in values)
    if low > high:
        raise row.fail("value", f"must have its smaller number first, found {raw!r}")
    return low, high


def _levels(row: Table) -> tuple[int, int]:
    low, high = row.pair("levels")
    if low != int(low) or high != int(high) or 0 in (low, high):
        raise row.fail("levels", "must be whole floor numbers: 1 is the ground floor, -1 the first below, none is 0")
    return int(low), int(high)


def _reduced(table: Table) -> Reduced:
    built = Reduced(table.number("factor"), tuple(name.lower() for name in table.texts("names")))
    table.done()
    return built


def capacity(table: Table) -> CapacityTable:
    """One ``[[capacity]]`` with its rows or steps."""
    table.raw("file")
    src, unit = source(table), table.one_of("unit", tuple(CAPACITIES))
    columns = table.texts("fire_grades") if table.has("fire_grades") else (COLUMN,)
    steps = unit == "mm_by_persons"
    built = CapacityTable(
        id=table.text("id"),
        title=table.label("title"),
        source=src,
        scope=table.one_of("scope", SCOPES),
        unit=unit,
        serves=cast(Serves, table.one_of("serves", ("most_crowded", "own_storey"))),
        columns=columns,
        rows=() if steps else tuple(_capacity_row(row, src, unit, columns) for row in table.tables("row")),
        steps=_steps(table) if steps else (),
        beyond_m=table.number("beyond") * CAPACITIES[unit] if steps else 0.0,
        loss=_loss(table.table("loss"), src) if table.has("loss") else None,
    )
    table.done()
    return built


def _capacity_row(row: Table, src: Source, unit: str, columns: tuple[str, ...]) -> CapacityRow:
    native = _cells(row, src, columns)
    uses = row.texts("uses") if row.has("uses") else ()
    if unknown := set(uses) - set(USES):
        raise row.fail(
            "uses", f"names '{sorted(unknown)[0]}', no word of the parameter 'use'; known: {', '.join(USES)}"
        )
    built = CapacityRow(
        id=row.text("id"),
        element=cast(Element, row.one_of("element", ("exits", "stairs", "any"))) if row.has("element") else "any",
        where=cast(Where, row.one_of("where", ("above", "below", "any"))) if row.has("where") else "any",
        storeys=_range(row, "storeys"),
        depth_m=_range(row, "depth_m"),
        uses=uses,
        condition=row.one_of("if", CONDITIONS) if row.has("if") else "",
        cells={key: _in_metres(found, CAPACITIES[unit]) for key, found in native.items()},
        native=native,
        source=own_source(row, src),
    )
    row.done()
    return built


def _cells(row: Table, src: Source, columns: tuple[str, ...]) -> dict[str, Cell]:
    if columns == (COLUMN,):
        return {COLUMN: cell(row, "value", src)}
    table = row.table("value")
    found = {column: cell(table, column, src) for column in columns if table.has(column)}
    table.done()
    return found


def _in_metres(found: Cell, metres: float) -> Cell:
    return Cell(None if found.value is None else found.value * metres, found.letter, found.permitted)


def _range(row: Table, key: str) -> Pair | None:
    """``[from, to]``, or ``[from]`` without an upper end."""
    if not row.has(key):
        return None
    values = row.items(key)
    if len(values) not in (1, 2) or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        raise row.fail(key, f"must be [from, to] or [from], found {values!r}")
    numbers = [float(cast(float, value)) for value in values]
    return numbers[0], numbers[1] if len(numbers) == 2 else math.inf


def _steps(table: Table) -> tuple[Step, ...]:
    found = []
    for row in table.tables("step"):
        found.append(Step(row.number("persons"), row.number("width") * CAPACITIES["mm_by_persons"]))
        row.done()
    if any(a.persons >= b.persons or a.width_m >= b.width_m for a, b in pairwise(found)):
        raise table.fail("step", "must rise in persons and in width")
    return tuple(found)


def _loss(table: Table, src: Source) -> Loss:
    built = Loss(
        id=table.text("id"),
        title=table.label("title"),
        source=own_source(table, src),
        share=table.number("share"),
        least_exits=table.whole("least_exits"),
    )
    table.done()
    return built


READERS: dict[str, Callable[[Table], object]] = {"density": density, "capacity": capacity}
