"""What a pack that can be read leaves open: uses without a table, rows without cells, rows that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from bim.rules.lint.problem import Problem, note
from bim.rules.model import COLUMN, DistanceTable, Pack
from bim.rules.params import USES

MARKS = 'write "-" if the table prints a dash, "NP" if it says not permitted'


def coverage(pack: Pack, own_rules: frozenset[str], file: str) -> Iterator[Problem]:
    """``own_rules``: ids of the rules that the file itself brings; rows of others are their own file's business."""
    yield from _uses(pack, file)
    for table in pack.distances:
        if table.id in own_rules:
            yield from _cells(table, file)
            yield from _led_to(pack, table, file)


def _uses(pack: Pack, file: str) -> Iterator[Problem]:
    for word in sorted(set(pack.uses) - set(USES)):
        yield Problem(f"{file}: uses.{word} is no word of the parameter 'use'; known: {', '.join(USES)}.")
    for word, use in pack.uses.items():
        for height in ("low", "high"):
            if "any" not in use.groups and height not in use.groups:
                yield Problem(f"{file}: uses.{word} has no row for {height} buildings, so those get no limit.")
        if "any" not in use.groups and use.scope not in pack.height_rules:
            yield Problem(f"{file}: uses.{word} asks for the height class, but height_class.{use.scope} is missing.")
    without = [word for word in USES if word not in pack.uses]
    if without:
        yield note(f"{file}: uses has no row for {', '.join(without)}: distances of these uses end in no_data.")


def _cells(table: DistanceTable, file: str) -> Iterator[Problem]:
    if not table.rows:
        yield Problem(f"{file}: distance '{table.id}' has no rows.")
    for row in table.rows:
        for position in table.positions:
            for column in table.columns:
                if (position, column) not in row.cells:
                    cell = position if column == COLUMN else f"{position}.{column}"
                    where = f"{file}: distance '{table.id}', row '{row.id}' ({row.height})"
                    yield Problem(f"{where}: cell {cell} is missing and ends in no_data; {MARKS}.")


def _led_to(pack: Pack, table: DistanceTable, file: str) -> Iterator[Problem]:
    """Rows for any height can always be had with the parameter ``group``."""
    led = {
        (group, height) for use in pack.uses.values() if use.table == table.id for height, group in use.groups.items()
    }
    for row in table.rows:
        if row.height != "any" and (row.id, row.height) not in led:
            yield note(f"{file}: distance '{table.id}', row '{row.id}' ({row.height}): no use leads to it.")
