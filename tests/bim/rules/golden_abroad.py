"""Expected figures of the packs of other countries, typed by hand from the domain tables, in the code's own unit.

IBC 2021, Table 1017.2: feet without and with sprinklers; NP is "not permitted". Approved Document B: metres in one
direction and in more than one. Every vector belongs to one cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.limits import egress_limit
from bim.rules.model import Pack
from bim.rules.params import parse_params

NP = None
IBC_1017_2 = (
    ("A", 200, 250), ("B", 200, 300), ("E", 200, 250), ("F-1", 200, 250), ("F-2", 300, 400), ("H-1", NP, 75),
    ("H-2", NP, 100), ("H-3", NP, 150), ("H-4", NP, 175), ("H-5", NP, 200), ("I-1", NP, 250), ("I-2", NP, 200),
    ("I-3", NP, 200), ("I-4", 150, 200), ("M", 200, 250), ("R", 200, 250), ("S-1", 200, 250), ("S-2", 300, 400),
    ("U", 300, 400),
)  # fmt: skip
# 1017.2.2: one storey under conditions that only people know
IBC_1017_2_2 = (("F-1-400", NP, 400), ("S-1-400", NP, 400))
# the NP of group H without sprinklers is not checked
IBC_LETTER_B = {f"travel_distance/H-{n}/any/false" for n in range(1, 6)}
ADB_2_1 = (
    ("residential_institutional", 9, 18), ("residential_other_bedroom", 9, 18), ("residential_other_corridor", 9, 35),
    ("residential_other_elsewhere", 18, 35), ("office", 18, 45), ("shop", 18, 45), ("assembly_rows_of_seats", 15, 32),
    ("assembly_elsewhere", 18, 45), ("assembly_disabled", 9, 18), ("industrial_storage", 25, 45),
    ("industrial_storage_hazard", 12, 25), ("special_fire_hazard", 9, 18), ("roof_plant_open_air", 60, 100),
)  # fmt: skip


@dataclass(frozen=True)
class Vector:
    id: str
    params: str
    native: float | None
    metres: float | None
    letter: str
    clause: str


def _ibc(row: str, column: str, feet: float | None, clause: str = "1017.2, Table 1017.2") -> Vector:
    """The international foot is 0.3048 m exactly."""
    cell = f"travel_distance/{row}/any/{column}"
    letter = "B" if cell in IBC_LETTER_B else "A"
    metres = None if feet is None else feet * 0.3048
    return Vector(cell, f"group={row} sprinklered={column}", feet, metres, letter, clause)


def _adb(table: str, row: str, position: str, metres: float, clause: str) -> Vector:
    """Letter C throughout: the edition of the copy is not recorded."""
    words = f"group={row} position={position}"
    return Vector(f"{table}/{row}/{position}/all", words, metres, metres, "C", clause)


def _both(table: str, row: str, one: float, more: float, clause: str) -> list[Vector]:
    return [_adb(table, row, "dead_end", one, clause), _adb(table, row, "between_exits", more, clause)]


IBC = [
    _ibc(row, column, feet)
    for row, *figures in IBC_1017_2
    for column, feet in zip(("false", "true"), figures, strict=True)
]
IBC += [
    _ibc(row, column, feet, "1017.2.2")
    for row, *figures in IBC_1017_2_2
    for column, feet in zip(("false", "true"), figures, strict=True)
]
ADB = _both("flat_door_to_stair", "flats", 7.5, 30, "Volume 1, flats: common corridor")
ADB += [
    vector for row, one, more in ADB_2_1 for vector in _both("travel_distance", row, one, more, "Volume 2, Table 2.1")
]


def failure(pack: Pack, vector: Vector) -> str | None:
    """What is wrong with one cell, or None."""
    limit = egress_limit(pack, parse_params(vector.params.split()))
    found = (limit.native, limit.limit_m, limit.limit_upper_m)
    if found != (vector.native, vector.metres, vector.metres):
        return f"{vector.id}: expected {vector.native}, found {found}"
    if vector.native is None and (limit.open is None or limit.open.value != "review"):
        return f"{vector.id}: 'not permitted' must be 'review', found {limit.open}"
    if (limit.letter, limit.source.clause) != (vector.letter, vector.clause):
        return f"{vector.id}: expected {vector.clause} {vector.letter}, found {limit.source} {limit.letter}"
    return None


def check_cells(pack: Pack, vectors: list[Vector]) -> list[str]:
    """Ids of the cells whose figure is not the one typed here."""
    return [vector.id for vector in vectors if failure(pack, vector)]
