"""Which density a pack gives for a room: its use, its floor, and rows that stay open between each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bim.rules.limit import weakest
from bim.rules.model_base import Letter
from bim.rules.occupancy_model import AreaKind, DensityRow, DensityTable, Pair

DEFAULT_USES = {
    "residential": "dwelling", "office": "office", "retail": "shop", "hotel": "guest_room", "exhibition": "exhibition",
    "assembly": "assembly", "entertainment": "entertainment", "teaching": "classroom", "kindergarten": "classroom",
    "medical_ward": "ward", "industrial": "workshop", "storage": "storage", "parking": "parking",
}  # fmt: skip
"""Word of the parameter ``use`` → what a room is taken for while nobody has said what it is used for."""
UNCOUNTED = frozenset({"corridor", "lobby", "stairwell", "hall", "shaft", "lift_shaft", "sanitary"})
"""Uses whose people are counted in the rooms they come from."""


@dataclass(frozen=True, slots=True)
class Density:
    """``per_m2``: least and most persons per square metre, None where only seats tell (``seats_factor``).

    ``gross``: the figure speaks of the floor with corridors and walls, in each row or in some.
    """

    per_m2: Pair | None
    native: Pair | None
    unit: str
    area: AreaKind
    letter: Letter
    clause: str
    edition: str
    rows: tuple[tuple[str, str], ...]
    net_share: float
    seats_factor: float | None = None


def density_of(
    tables: Sequence[DensityTable], use: str, level: int | None = None, names: str = ""
) -> tuple[Density, ...]:
    """One density per kind of area (net, gross) that the pack gives for a room of ``use``; empty: it gives none.

    ``level``: floor number (1 ground, -1 first below), None unknown. ``names``: what the room is called, for rows with
    a smaller load for some rooms.
    """
    found = []
    for table in tables:
        rows = [row for row in table.rows if row.holds(use, level)]
        for area in ("net", "gross"):
            mine = [row for row in rows if row.area == area]
            if mine:
                found.append(_density(table, mine, area, names.lower()))
    return tuple(found)


def _density(table: DensityTable, rows: list[DensityRow], area: AreaKind, names: str) -> Density:
    ends = [end for row in rows for end in _ends(row, names)]
    natives = [value for row in rows for value in row.native or ()]
    return Density(
        per_m2=(min(ends), max(ends)) if ends else None,
        native=(min(natives), max(natives)) if natives else None,
        unit=table.unit,
        area=area,
        letter=weakest(tuple(row.source.letter for row in rows)),
        clause="; ".join(dict.fromkeys(row.source.clause for row in rows)),
        edition=rows[0].source.edition,
        rows=tuple((table.id, row.id) for row in rows),
        net_share=table.net_share,
        seats_factor=next((row.seats_factor for row in rows if row.seats_factor), None),
    )


def _ends(row: DensityRow, names: str) -> tuple[float, ...]:
    if row.per_m2 is None:
        return ()
    if row.reduced and any(name in names for name in row.reduced.names):
        return (*row.per_m2, row.per_m2[0] * row.reduced.factor)
    return row.per_m2
