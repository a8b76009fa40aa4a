"""Other ways, for a whole analysis: common paths, dead ends, pairs of exits and their loss, in both readings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bim.egress.alternatives.choice import Choice, make_choice
from bim.egress.alternatives.common_paths import CommonPaths
from bim.egress.alternatives.dead_ends import dead_ends
from bim.egress.alternatives.exit_losses import Losses, known_doors
from bim.egress.alternatives.exit_pairs import exit_pairs
from bim.egress.alternatives.stretches import Pieces, Surveyor
from bim.egress.flows import Walk, Walks
from bim.egress.measure import Measure
from bim.egress.measured import Both, CommonPath, DeadEnd, ExitLoss, ExitPair
from bim.egress.result import EgressResult
from bim.egress.scene import Scene
from bim.egress.spaces import cells_by_space


@dataclass(slots=True)
class _Reading:
    """One reading under way. ``counts``: which of the two it is."""

    choice: Choice
    surveyor: Surveyor
    losses: Losses
    counts: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    common: list[CommonPath | None]
    dead_ends: tuple[DeadEnd, ...]
    pairs: tuple[ExitPair, ...]
    losses: tuple[ExitLoss, ...]


def measure_alternatives(
    result: EgressResult, scene: Scene, measure: Measure, walks: Walks, ways: Collection[int]
) -> None:
    """Fills ``common_path`` of every space, and ``dead_ends``, ``exit_pairs`` and ``exit_losses`` of the result.

    ``ways``: cells of corridors, lobbies and halls (of housing: the common parts). Everything else of the result has
    been filled before.
    """
    pieces = Pieces(scene.options.tolerance_m)
    kinds = [(walks.counts, True)] + ([] if walks.counts is walks.not_counts else [(walks.not_counts, False)])
    readings = [_reading(result, scene, measure, walk, counts, pieces) for walk, counts in kinds]
    measure.survey([ask for r in readings for ask in (*r.surveyor.asks(), *r.losses.asks())])
    answers = [_answer(result, r, ways) for r in readings]
    first, second = answers[0], answers[-1]
    for row, counts, not_counts in zip(result.spaces, first.common, second.common, strict=True):
        row.common_path = None if counts is None and not_counts is None else Both(counts, not_counts)
    result.dead_ends = Both(first.dead_ends, second.dead_ends)
    result.exit_pairs = Both(first.pairs, second.pairs)
    result.exit_losses = Both(first.losses, second.losses)


def _reading(
    result: EgressResult,
    scene: Scene,
    measure: Measure,
    walk: Walk,
    counts: bool,
    pieces: Pieces,
) -> _Reading:
    choice = make_choice(scene, measure.network, walk)
    doors = known_doors(choice, result.spaces, result.doors, cells_by_space(scene))
    surveyor = Surveyor(choice, measure, pieces)
    return _Reading(choice, surveyor, Losses(choice, measure, doors, counts), counts)


def _answer(result: EgressResult, reading: _Reading, ways: Collection[int]) -> _Answer:
    stretches = reading.surveyor.stretches()
    paths = CommonPaths(reading.choice, stretches)
    cells = reading.losses.doors.cells
    common = []
    for index, row in enumerate(result.spaces):
        both = row.storey_exit
        way = None if both is None else both.counts if reading.counts else both.not_counts
        common.append(paths.of(cells.get(index, []), way))
    return _Answer(
        common,
        dead_ends(reading.choice, stretches, ways, result.spaces, reading.counts),
        exit_pairs(reading.choice),
        reading.losses.rows(),
    )
