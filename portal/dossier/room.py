"""How high the plan on the first page may be: what the rows above it leave of one sheet.

A paged renderer cannot shrink a drawing to the room that is left, so the rows are counted beforehand. The heights are
those of the style sheet, measured on paper; where the count is a few millimetres wrong the margin takes it.
"""

from __future__ import annotations

from typing import Any

SHEET_MM, HEAD_MM, HEADING_MM, MARGIN_MM = 264.0, 33.5, 9.5, 4.0
BOX_MM, CHECK_MM, LINE_MM, ROW_MM = 9.6, 8.2, 3.9, 6.6
FACT_MM, SECTION_MM = 6.0, 9.0
NAME_LETTERS = 26
"""Of a door's or stair's name on the first page; authoring tools give them whole sentences."""
LEAST_MM, MOST_MM, WHOLE_MM = 34.0, 90.0, 118.0
"""Below the least the drawing gets a page of its own and the whole height of an ordinary plan."""

Row = dict[str, Any]


def plan_height_mm(data: Row, *, wide: bool) -> float:
    """``wide``: the language's labels are long (English) and break more lines."""
    columns = max(_ways_mm(data), _facts_mm(data, wide))
    left = SHEET_MM - HEAD_MM - _broken_mm(data, wide) - columns - HEADING_MM - MARGIN_MM
    return min(left, MOST_MM) if left >= LEAST_MM else WHOLE_MM


def _broken_mm(data: Row, wide: bool) -> float:
    hazards = data["hazards"]
    shown = hazards["known"][:5]
    total: float = BOX_MM + CHECK_MM + sum(_hazard_mm(row, wide) for row in shown) + ROW_MM * (not shown)
    total += ROW_MM * bool(hazards["proposed"]) + ROW_MM * (len(hazards["known"]) > len(shown))
    for lift in data["lifts"]:
        if lift["verdict"] == "fail" or lift["stopped"]:
            total += ROW_MM + LINE_MM * (sum(map(len, lift["news"])) > (90 if wide else 42))
    return total


def _hazard_mm(row: Row, wide: bool) -> float:
    title = len(row["title"]) + len(row["place"]) + len(row["measured"])
    lines = 1 + title // (42 if wide else 24) + bool(row["imminent"])
    return 3.4 + LINE_MM * max(lines, 2 if wide else 1)


def _ways_mm(data: Row) -> float:
    ways = data["ways"] or {"exits": [], "stairs": [], "in_flats": 0}
    listed = min(len(ways["exits"]), 8) + min(len(ways["stairs"]), 8) + bool(ways["in_flats"]) + 1
    wrapped = sum(_breaks(row, ("storey",)) for row in ways["exits"][:8])
    wrapped += sum(_breaks(row, ("lowest", "highest")) for row in ways["stairs"][:8])
    known: int = sum(stair["known"] for stair in ways["stairs"][:8])
    lifts: float = sum(FACT_MM + LINE_MM * (lift["verdict"] != "fail") for lift in data["lifts"]) or FACT_MM
    return 2 * SECTION_MM + FACT_MM * listed + LINE_MM * (known + wrapped) + lifts


def _breaks(row: Row, storeys: tuple[str, ...]) -> bool:
    """Whether an exit or stair needs a second line: a hanzi is as wide as two Latin letters."""
    words = [row["name"][:NAME_LETTERS], *(row[name] for name in storeys)]
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in "".join(words)) > 22


def _facts_mm(data: Row, wide: bool) -> float:
    facts = sum(FACT_MM + LINE_MM * (wide and len(f["value"]) > 16) for f in data["key"])
    contacts = sum(7.0 + LINE_MM * (len(c["name"]) + len(c["phone"]) > (32 if wide else 18)) for c in data["contacts"])
    return 3 * SECTION_MM + facts + contacts
