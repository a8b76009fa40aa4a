"""Expected figures, typed by hand from the domain tables; nothing here is read from a pack.

Columns of the distance tables: between two exits for grades 1-2, 3, 4, then dead end for grades 1-2, 3, 4; None is
the printed dash. Every vector belongs to one cell, so one changed cell must turn exactly one vector red.
"""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.limits import egress_limit
from bim.rules.model import Pack
from bim.rules.params import parse_params

GRADES = (("1-2", 2), ("3", 3), ("4", 4))
PLAIN = "sprinklered=false open_corridor=false stair=enclosed"
LOW, HIGH = "high_rise=false", "high_rise=true"

# GB 50016-2014 (2018 revision), Table 5.5.17: row, height class, words that lead to it, figures
PUBLIC = (
    ("kindergarten_elderly_care", "any", "use=kindergarten", (25, 20, 15, 20, 15, 10)),
    ("entertainment", "any", "use=entertainment", (25, 20, 15, 9, None, None)),
    ("medical", "low", f"use=medical_ward {LOW}", (35, 30, 25, 20, 15, 10)),
    ("medical_ward", "high", f"use=medical_ward {HIGH}", (24, None, None, 12, None, None)),
    ("medical_other", "high", f"use=medical_other {HIGH}", (30, None, None, 15, None, None)),
    ("teaching", "low", f"use=teaching {LOW}", (35, 30, 25, 22, 20, 10)),
    ("teaching", "high", f"use=teaching {HIGH}", (30, None, None, 15, None, None)),
    ("hotel_exhibition", "high", f"use=hotel {HIGH}", (30, None, None, 15, None, None)),
    ("other", "low", f"use=office {LOW}", (40, 35, 25, 22, 20, 15)),
    ("other", "high", f"use=office {HIGH}", (40, None, None, 20, None, None)),
)
# Table 5.5.29
HOUSING = (
    ("residential", "low", f"use=residential {LOW}", (40, 35, 25, 22, 20, 15)),
    ("residential", "high", f"use=residential {HIGH}", (40, None, None, 20, None, None)),
)
# every cell is letter A but this one
LETTER_B = {"residential_door_to_exit/residential/high/between_exits/1-2"}


@dataclass(frozen=True)
class Vector:
    id: str
    params: str
    limit: float | None
    letter: str
    clause: str


def _vectors(table: str, clause: str, rows) -> list[Vector]:
    found = []
    for row, height, words, figures in rows:
        cells = [(position, *grade) for position in ("between_exits", "dead_end") for grade in GRADES]
        for (position, group, grade), figure in zip(cells, figures, strict=True):
            cell = f"{table}/{row}/{height}/{position}/{group}"
            params = f"{words} position={position} fire_grade={grade} {PLAIN}"
            found.append(Vector(cell, params, figure, "B" if cell in LETTER_B else "A", clause))
    return found


CELLS = _vectors("public_door_to_exit", "5.5.17", PUBLIC) + _vectors("residential_door_to_exit", "5.5.29", HOUSING)


def failure(pack: Pack, vector: Vector) -> str | None:
    """What is wrong with one cell, or None."""
    limit = egress_limit(pack, parse_params(vector.params.split()))
    found = (limit.limit_m, limit.limit_upper_m)
    if found != (vector.limit, vector.limit):
        return f"{vector.id}: expected {vector.limit}, found {found}"
    if vector.limit is None and (limit.open is None or limit.open.value != "review"):
        return f"{vector.id}: a dash must be 'review', found {limit.open}"
    if limit.letter != vector.letter:
        return f"{vector.id}: expected letter {vector.letter}, found {limit.letter}"
    if vector.clause not in limit.source.clause or limit.source.edition != "GB 50016-2014 (2018 revision)":
        return f"{vector.id}: expected clause {vector.clause}, found {limit.source}"
    return None


def check_cells(pack: Pack) -> list[str]:
    """Ids of the cells whose figure is not the one typed here."""
    return [vector.id for vector in CELLS if failure(pack, vector)]
