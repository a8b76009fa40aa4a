"""Effective pack data → typed rules beside distances, widths and numbers of exits."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from bim.rules import build_occupancy
from bim.rules.build_distances import cell, source
from bim.rules.families import (
    SPRINKLERS,
    CommonPathRow,
    CommonPaths,
    DeadEndRow,
    DeadEnds,
    DoorCase,
    Edition,
    Families,
    GroundFloor,
    LiftRow,
    Lifts,
    Place,
    RoomDoors,
    Separation,
    StairKindRow,
    StairKinds,
)
from bim.rules.limit import METRES, weakest
from bim.rules.model_base import Cell, Letter, Source, Text
from bim.rules.schema import Table
from bim.rules.scopes import SCOPES

CONDITIONS = ("no_lift_or_door_integrity", "door_integrity")
KINDS = ("open_stair", "open_stairwell", "enclosed", "smoke_proof")
"""Kinds of stair, each safer than the one before it."""
UNITS = ("m", "ft")
Head = tuple[str, Text, str, Source]


def build_families(top: Table) -> Families:
    return Families(
        separations=tuple(separation(table) for table in top.tables("separation")),
        ground_floors=tuple(ground_floor(table) for table in top.tables("ground_floor")),
        room_doors=tuple(room_doors(table) for table in top.tables("room_doors")),
        stair_kinds=tuple(stair_kinds(table) for table in top.tables("stair_kind")),
        lifts=tuple(lifts(table) for table in top.tables("lifts")),
        common_paths=tuple(common_paths(table) for table in top.tables("common_path")),
        dead_ends=tuple(dead_ends(table) for table in top.tables("dead_end")),
        densities=tuple(build_occupancy.density(table) for table in top.tables("density")),
        capacities=tuple(build_occupancy.capacity(table) for table in top.tables("capacity")),
    )


def _head(table: Table) -> Head:
    table.raw("file")
    return table.text("id"), table.label("title"), table.one_of("scope", SCOPES), source(table)


def _letter(row: Table, src: Source) -> Letter:
    """A row's own letter, never stronger than its edition's; else its rule's."""
    return weakest((row.letter(), src.edition_letter)) if row.has("confidence") else src.letter


def separation(table: Table) -> Separation:
    head = _head(table)
    shares = _shares(table.table("share")) if table.has("share") else {}
    built = Separation(
        *head,
        least_m=None if shares else table.number("least_m"),
        shares=shares,
        merges=table.flag("merges") if table.has("merges") else False,
    )
    table.done()
    return built


def _shares(table: Table) -> dict[str, float]:
    """``[1, 3]`` is a third: fractions are written as the code prints them."""
    found = {}
    for key in SPRINKLERS:
        above, below = table.pair(key)
        if above <= 0:
            raise table.fail(key, "must be a fraction such as [1, 2], both above 0")
        found[key] = above / below
    table.done()
    return found


def ground_floor(table: Table) -> GroundFloor:
    built = GroundFloor(*_head(table), table.number("at_most_m"), table.whole("up_to_storeys"))
    table.done()
    return built


def room_doors(table: Table) -> RoomDoors:
    head = _head(table)
    built = RoomDoors(*head, tuple(_case(row, head[3]) for row in table.tables("case")))
    table.done()
    return built


def _case(row: Table, src: Source) -> DoorCase:
    def maybe(key: str) -> float | None:
        return row.number(key) if row.has(key) else None

    built = DoorCase(
        id=row.text("id"),
        place=cast(Place, row.one_of("place", ("beside", "end", "any"))),
        uses=row.texts("uses"),
        max_area_m2=row.number("max_area_m2"),
        exclusive=row.flag("exclusive") if row.has("exclusive") else False,
        min_door_m=maybe("min_door_m"),
        max_inside_m=maybe("max_inside_m"),
        max_persons=maybe("max_persons"),
        letter=_letter(row, src),
    )
    row.done()
    return built


def stair_kinds(table: Table) -> StairKinds:
    head = _head(table)
    built = StairKinds(*head, tuple(_kind(row, head[3]) for row in table.tables("row")))
    table.done()
    return built


def _kind(row: Table, src: Source) -> StairKindRow:
    least = row.one_of("least", KINDS)
    built = StairKindRow(
        id=row.text("id"),
        above_m=row.number("above_m"),
        up_to_m=row.number("up_to_m") if row.has("up_to_m") else math.inf,
        least=least,
        otherwise=row.one_of("otherwise", KINDS) if row.has("otherwise") else least,
        condition=row.one_of("if", CONDITIONS) if row.has("if") else "",
        letter=_letter(row, src),
    )
    row.done()
    return built


def lifts(table: Table) -> Lifts:
    built = Lifts(*_head(table), tuple(_lift(row) for row in table.tables("row")))
    table.done()
    return built


def _lift(row: Table) -> LiftRow:
    built = LiftRow(row.text("id"), row.whole("lifts"), row.whole("from_storeys"), row.number("above_m"))
    row.done()
    return built


def _in_metres(found: Cell, unit: str) -> Cell:
    return found if found.value is None else replace(found, value=found.value * METRES[unit])


def common_paths(table: Table) -> CommonPaths:
    head, unit = _head(table), table.one_of("unit", UNITS)
    built = CommonPaths(
        *head,
        unit=unit,
        few_up_to=table.whole("few_up_to"),
        persons_id=table.text("persons_id"),
        persons_title=table.label("persons_title"),
        rows=tuple(_common_path(row, head[3], unit) for row in table.tables("row")),
    )
    table.done()
    return built


def _common_path(row: Table, src: Source, unit: str) -> CommonPathRow:
    def column(key: str) -> Cell:
        return _in_metres(cell(row, key, src), unit)

    built = CommonPathRow(
        row.text("group"), row.whole("max_persons"), column("few"), column("many"), column("sprinklered")
    )
    row.done()
    return built


def dead_ends(table: Table) -> DeadEnds:
    head, unit = _head(table), table.one_of("unit", UNITS)
    rows = tuple(_dead_end(row, head[3], unit) for row in table.tables("row"))
    built = DeadEnds(*head, unit=unit, rows=rows)
    table.done()
    return built


def _dead_end(row: Table, src: Source, unit: str) -> DeadEndRow:
    columns = row.table("any")
    built = DeadEndRow(
        id=row.text("id"),
        groups=row.texts("groups") if row.has("groups") else (),
        cells={key: _in_metres(cell(columns, key, src), unit) for key in SPRINKLERS},
    )
    columns.done()
    row.done()
    return built


def edition(table: Table) -> Edition:
    """One ``[[editions]]``."""
    table.raw("file")
    built = Edition(
        standard=table.text("standard"),
        edition=table.text("edition"),
        in_force=table.whole("in_force"),
        pack=table.text("pack") if table.has("pack") else None,
        letter=table.letter(),
        checked=table.text("checked"),
        first=table.flag("first") if table.has("first") else False,
    )
    table.done()
    return built


def build_editions(top: Table) -> tuple[Edition, ...]:
    return tuple(edition(table) for table in top.tables("editions"))


READERS: dict[str, Callable[[Table], object]] = {
    "separation": separation,
    "ground_floor": ground_floor,
    "room_doors": room_doors,
    "stair_kind": stair_kinds,
    "lifts": lifts,
    "common_path": common_paths,
    "dead_end": dead_ends,
    **build_occupancy.READERS,
}
