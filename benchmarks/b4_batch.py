"""B4: a batch of different buildings, checked in child processes as the worker does, with two workers against one."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from benchmarks import _child, _models
from benchmarks.b1_speed import PACK
from benchmarks.table import Row
from bim.request import CheckRequest
from bim.sandboxed import run_check
from seeds.ifc import OfficeOptions, TowerOptions, WalkUpOptions, write_office, write_tower, write_walk_up

BUILDINGS = int(os.environ.get("BATCH_BUILDINGS", "24"))
WORKERS = 2
SEED = 7
Case = tuple[Path, dict[str, str]]


def run() -> list[Row]:
    """How many times as fast two workers are as one; wall clock, since idle workers are what is looked for."""
    with _models.folder() as where, mock.patch.dict(os.environ, _child.ONE_THREAD):
        cases = list(_buildings(where, BUILDINGS))
        _seconds(cases[:1], 1)
        alone, together = _seconds(cases, 1), _seconds(cases, WORKERS)
    cores = len(os.sched_getaffinity(0))
    note = f"{alone / len(cases):.2f} s each with one, {together / len(cases):.2f} s with two; {cores} cores"
    return [Row("B4", f"batch of {len(cases)} buildings: two workers / one", alone / together, "×", 1.8, True, note)]


def _seconds(cases: list[Case], workers: int) -> float:
    """Wall clock of a whole batch. Threads only wait for their children, as the job threads of the worker do."""
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(_check, cases))
    return time.perf_counter() - start


def _check(case: Case) -> None:
    path, params = case
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        done = run_check(CheckRequest(paths=(path,), pack_id=PACK, params=params), Path(folder))
    if done.report is None:
        raise RuntimeError(f"{path.name} was not checked: {done.failure}")


def _buildings(where: Path, count: int) -> Iterator[Case]:
    """Walk-ups, towers and offices of different sizes, none the same file as another."""
    chance = random.Random(SEED)  # noqa: S311 - which buildings, not a secret
    for number in range(count):
        path, seed, turn = where / f"building{number}.ifc", f"batch-{number}", float(chance.randrange(360))
        storeys = chance.randint(2, 6)
        match number % 3:
            case 0:
                walk_up = WalkUpOptions(storeys, chance.randint(1, 4))
                yield write_walk_up(path, options=walk_up, seed=seed, rotate_deg=turn), _models.RESIDENTIAL
            case 1:
                tower = TowerOptions(storeys, chance.choice((4, 6, 8)), l_rooms=chance.random() < 0.5)
                yield write_tower(path, options=tower, seed=seed, rotate_deg=turn), _models.RESIDENTIAL
            case _:
                office = OfficeOptions(storeys, chance.randint(2, 7), chance.random() < 0.5)
                yield write_office(path, options=office, seed=seed, rotate_deg=turn), _models.OFFICE
