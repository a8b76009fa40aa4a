"""Expected minimum widths in metres, typed by hand from the domain tables. One vector per row of a width rule."""

from __future__ import annotations

from dataclasses import dataclass

from bim.rules.context import make_context
from bim.rules.model import Pack
from bim.rules.params import parse_params
from bim.rules.width_rows import least_width, rows_for
from tests.bim.rules.builders import result


@dataclass(frozen=True)
class Width:
    """``least``: expected (smallest, largest) minimum by fire height in metres."""

    rule: str
    row: str
    use: str
    element: str
    least: dict[float, tuple[float, float]]
    letter: str
    clause: str


def _one(value: float, height_m: float = 12.0) -> dict[float, tuple[float, float]]:
    return {height_m: (value, value)}


PUBLIC, HOUSING, FLOOR = "public_width", "residential_width", "floor_width"
ONE_SIDE, BOTH_SIDES = "corridor_single_loaded", "corridor_double_loaded"
RAILING = {18.0: (1.00, 1.10), 18.5: (1.10, 1.10)}
# GB 50016 5.5.18 and 5.5.30; a stair of housing up to 18 m may have 1.00 m with one railing, which no model shows
GB50016 = (
    Width(PUBLIC, "high_medical_ground_door", "medical_ward", "ground_floor_exit_door", _one(1.30, 30), "A", "5.5.18"),
    Width(PUBLIC, "high_medical_corridor_one_side", "medical_ward", ONE_SIDE, _one(1.40, 30), "A", "5.5.18"),
    Width(PUBLIC, "high_medical_corridor_both_sides", "medical_other", BOTH_SIDES, _one(1.50, 30), "A", "5.5.18"),
    Width(PUBLIC, "high_medical_stair", "medical_other", "stair", _one(1.30, 30), "A", "5.5.18"),
    Width(PUBLIC, "high_ground_door", "office", "ground_floor_exit_door", _one(1.20, 30), "B", "5.5.18"),
    Width(PUBLIC, "high_corridor_one_side", "office", ONE_SIDE, _one(1.30, 30), "B", "5.5.18"),
    Width(PUBLIC, "high_corridor_both_sides", "office", BOTH_SIDES, _one(1.40, 30), "B", "5.5.18"),
    Width(PUBLIC, "high_stair", "hotel", "stair", _one(1.20, 30), "B", "5.5.18"),
    Width(PUBLIC, "door", "office", "exit_door", _one(0.90), "B", "5.5.18"),
    Width(PUBLIC, "corridor", "office", "corridor", _one(1.10), "B", "5.5.18"),
    Width(PUBLIC, "stair", "medical_ward", "stair", _one(1.10), "B", "5.5.18"),
    Width(HOUSING, "flat_door", "residential", "flat_door", _one(0.90), "B", "5.5.30"),
    Width(HOUSING, "exit_door", "residential", "exit_door", _one(0.90), "B", "5.5.30"),
    Width(HOUSING, "ground_door", "residential", "ground_floor_exit_door", _one(1.10), "B", "5.5.30"),
    Width(HOUSING, "corridor", "residential", "corridor", _one(1.10), "B", "5.5.30"),
    Width(HOUSING, "stair", "residential", "stair", RAILING, "B", "5.5.30"),
    Width("crowded_width", "crowded_door", "assembly", "crowded_door", _one(1.40), "B", "5.5.19"),
)  # fmt: skip
# GB 55037 7.1.4, and what it does to the 0.90 m door of 5.5.18: between 0.80 and 0.90 a person judges
GB55037 = (
    Width(FLOOR, "exit_door", "office", "exit_door", _one(0.80), "A", "7.1.4"),
    Width(FLOOR, "outdoor_stair", "office", "outdoor_stair", _one(0.80), "A", "7.1.4"),
    Width(FLOOR, "flat_door_outside", "residential", "flat_door_outside", _one(0.80), "A", "7.1.4"),
    Width(FLOOR, "residential_stair", "residential", "stair", RAILING, "A", "7.1.4"),
    Width(FLOOR, "corridor", "office", "corridor", _one(1.10), "B", "7.1.4-3"),
    Width(FLOOR, "ground_door", "office", "ground_floor_exit_door", _one(1.10), "B", "7.1.4-3"),
    Width(FLOOR, "public_stair", "office", "stair", _one(1.10), "B", "7.1.4-3"),
    Width("floor_height", "corridor_height", "office", "corridor_height", _one(2.10), "A", "7.1.5"),
    Width("floor_height", "door_height", "residential", "door_height", _one(2.10), "A", "7.1.5"),
    Width(PUBLIC, "door", "office", "exit_door", {12.0: (0.80, 0.90)}, "B", "5.5.18"),
)  # fmt: skip

# GB 55038: 0.90 m, or 0.80 m in the renovation of an existing building; tread at least, riser at most
HOUSE = "housing_width"
GB55038 = (
    Width(HOUSE, "flat_door", "residential existing=false", "flat_door", _one(0.90), "A", "4.1.14"),
    Width(HOUSE, "flat_door", "residential existing=true", "flat_door", _one(0.80), "A", "4.1.14"),
    Width(HOUSE, "flat_door", "residential", "flat_door", {12.0: (0.80, 0.90)}, "A", "4.1.14"),
    Width(HOUSE, "corridor", "residential", "corridor", _one(1.20), "A", "4.2.1"),
    Width(HOUSE, "corridor_height", "residential", "corridor_height", _one(2.20), "A", "4.2.1"),
    Width(HOUSE, "stair", "residential", "stair", {18.5: (1.00, 1.10)}, "A", "4.2.2"),
    Width(HOUSE, "tread", "residential", "stair_tread", _one(0.26), "A", "4.2.2"),
    Width(HOUSE, "riser", "residential", "stair_riser", _one(0.175), "A", "4.2.2"),
    Width(HOUSE, "entrance", "residential", "ground_floor_exit_door", _one(1.10), "A", "4.2.7"),
)  # fmt: skip
# IBC: inches x 0.0254: 32 = 0.8128, 36 = 0.9144, 44 = 1.1176, 72 = 1.8288, 80 = 2.032, 96 = 2.4384; 36 where fewer
# than 50 persons are served
IBC = (
    Width("clear_width", "door", "office", "exit_door", _one(0.8128), "B", "1010"),
    Width("clear_width", "stair", "office", "stair", {12.0: (0.9144, 1.1176)}, "B", "1011"),
    Width("clear_width", "outdoor_stair", "office", "outdoor_stair", {12.0: (0.9144, 1.1176)}, "B", "1011"),
    Width("clear_width", "corridor_ward", "medical_ward", "corridor", _one(2.4384), "B", "1020"),
    Width("clear_width", "corridor_teaching", "teaching", "corridor", {12.0: (0.9144, 1.8288)}, "B", "1020"),
    Width("clear_width", "door_height", "office", "door_height", _one(2.032), "B", "1010"),
    Width("clear_width", "corridor", "office", "corridor", {12.0: (0.9144, 1.1176)}, "B", "1020"),
)  # fmt: skip


def width_id(width: Width) -> str:
    return f"{width.rule}/{width.row}"


def failure(pack: Pack, width: Width) -> str | None:
    for height_m, expected in width.least.items():
        params = parse_params([*f"use={width.use}".split(), f"height_m={height_m}", "storeys=5"])
        context = make_context(pack, params, result())
        rule = next(rule for rule in pack.widths if rule.id == width.rule)
        rows = rows_for(context, rule, ((width.element,),))
        if not rows:
            return f"{width_id(width)}: no row"
        span = least_width(context, rows)
        if (round(span.low, 9), round(span.high, 9)) != expected:
            return f"{width_id(width)}: expected {expected} at {height_m} m, found {span}"
        if (rows[0].source.letter, rows[0].source.clause.split(",")[0]) != (width.letter, width.clause):
            return f"{width_id(width)}: expected {width.clause} {width.letter}, found {rows[0].source}"
    return None


def check_widths(pack: Pack, widths: tuple[Width, ...]) -> list[str]:
    """Ids of the rows whose minimum is not the one typed here."""
    return [width_id(width) for width in widths if failure(pack, width)]
