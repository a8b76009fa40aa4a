"""Dead ends: stretches of corridor, lobby or hall from which one direction only leads on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from bim.egress.alternatives.choice import Choice
from bim.egress.alternatives.pockets import LINK
from bim.egress.alternatives.stretches import Stretch, Stretches
from bim.egress.measured import DeadEnd
from bim.egress.result import Distance, SpaceResult

MIN_M = 1.0
"""Nobody turns back in a shorter one."""


def dead_ends(
    choice: Choice, stretches: Stretches, ways: Collection[int], rows: list[SpaceResult], counts: bool
) -> tuple[DeadEnd, ...]:
    """One per pocket that holds circulation, from its farthest point; one per part that has a single exit.

    ``ways``: cells of corridors, lobbies and halls. Those that are part of an exit are none.
    """
    able = set(ways) - set(choice.walk.ends.inside)
    by_pocket: dict[int, list[Stretch]] = defaultdict(list)
    for cell in able:
        for stretch in stretches.by_cell.get(cell, ()):
            by_pocket[stretch.pocket].append(stretch)
    found = [_in_pocket(choice, mine) for mine in by_pocket.values()]
    single = [_single(choice, part.cells & able & stretches.one_exit, rows, counts) for part in choice.parts]
    return tuple(sorted((e for e in (*found, *single) if e is not None), key=lambda e: (e.storey, -e.length_m)))


def _in_pocket(choice: Choice, mine: list[Stretch]) -> DeadEnd | None:
    best = max(mine, key=lambda s: s.way.value_m)
    pocket = choice.found.pockets[best.pocket]
    width = 0.0 if pocket.edge == LINK else choice.sheets[pocket.sheet].cut.length_m(pocket.edge)
    if best.way.value_m < max(MIN_M, width):
        return None
    return _row(choice, best.cell, best.way, max(s.way.upper_m for s in mine), best.slack_m, True)


def _row(choice: Choice, cell: int, way: Distance, upper_m: float, slack_m: float, opens: bool) -> DeadEnd:
    space = choice.scene.plan.space_of(cell)
    value = max(0.0, way.value_m - slack_m)
    mouth = way.path[-1] if opens else None
    return DeadEnd(space.storey, space.guid, value, max(0.0, upper_m - value), way.path, mouth)


def _single(choice: Choice, cells: set[int], rows: list[SpaceResult], counts: bool) -> DeadEnd | None:
    """The whole circulation of a part with one exit."""
    plan = choice.scene.plan
    ways = [(w, c) for c in sorted(cells) if (w := _way(rows[plan.cells[c].space], counts)) is not None]
    if not ways:
        return None
    way, cell = max(ways, key=lambda k: k[0].value_m)
    return _row(choice, cell, way, max(w.upper_m for w, _ in ways), 0.0, False) if way.value_m >= MIN_M else None


def _way(row: SpaceResult, counts: bool) -> Distance | None:
    return None if row.storey_exit is None else row.storey_exit.counts if counts else row.storey_exit.not_counts
