"""The whole check of one delivery: read, analyse, judge, report, draw. One function for upload and command line.

Pure Python without Django. Native code in here may crash the process, so callers run it in a child
(``bim.sandboxed``).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from bim.egress import Reviews, analyse
from bim.egress.result import ExitKind, StairKind
from bim.facts import ModelFacts
from bim.glb import write_glb
from bim.plans.files import write_plans
from bim.read import Limits, read_delivery
from bim.report import build_report
from bim.review_files import EXIT_KINDS, STAIR_KINDS, ReviewError
from bim.rules.evaluate import evaluate, not_judged
from bim.rules.load import load_pack
from bim.rules.model import Pack
from bim.rules.params import Params, params_from

Progress = Callable[[str, float], None]
SHARES = {"open": 0.0, "geometry": 0.1, "graph": 0.4, "paths": 0.5, "rules": 0.8, "plans": 0.85, "glb": 0.93}
"""Where each step starts in the whole, 0–1: a rough mean over small models, only for the progress bar."""


@dataclass(slots=True)
class Clock:
    """CPU seconds of disjoint steps; what a step's own record leaves over goes to ``rest``."""

    seconds: dict[str, float] = field(default_factory=dict)
    mark: float = field(default_factory=time.process_time)

    def lap(self, parts: Mapping[str, float], rest: str) -> None:
        now = time.process_time()
        for name, value in parts.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value
        left = max(0.0, now - self.mark - sum(parts.values()))
        self.seconds[rest] = self.seconds.get(rest, 0.0) + left
        self.mark = now


def check_delivery(
    paths: Sequence[Path],
    *,
    pack_id: str,
    params: Mapping[str, object],
    exits: Mapping[str, str] | None = None,
    stairs: Mapping[str, str] | None = None,
    plans_dir: Path | None = None,
    glb_path: Path | None = None,
    elements_path: Path | None = None,
    languages: Sequence[str] = ("zh-hans",),
    pack_dirs: Sequence[Path] = (),
    progress: Progress | None = None,
    limits: Limits | None = None,
    scan_cycles: bool = True,
    strict_reviews: bool = True,
) -> dict[str, Any]:
    """The ``egress-report/1`` of one delivery (one or several files), plans and GLB written where asked.

    ``exits``: door or opening GUID → ``final``, ``storey``, ``no``; ``stairs``: stair GUID → kind. ``progress`` is
    told a step and the share of the whole. ``elements_path``: JSON of what the GLB
    holds. Raises ``bim.read.ReadError`` (the file), ``PackError``, ``ParamError``
    and ``ReviewError`` (the request), each with one sentence.
    """
    started, clock = time.perf_counter(), Clock()
    tell = progress or (lambda step, share: None)
    pack, asked = load_pack(pack_id, pack_dirs), params_from({key: str(value) for key, value in params.items()})
    clock.lap({}, "rules")
    facts = read_delivery(paths, _within(tell), limits=limits, scan_cycles=scan_cycles)
    clock.lap(facts.timing_s, "open")
    result = analyse(
        facts,
        reviews=_reviews(facts, exits or {}, stairs or {}, strict=strict_reviews),
        counts_as_exit=pack.counts_as_exit,
        residential=_is_residential(pack, asked),
        progress=_within(tell),
    )
    clock.lap(result.timing_s, "graph")
    tell("rules", SHARES["rules"])
    judgements = evaluate(pack, asked, result)
    clock.lap({}, "rules")
    if plans_dir is not None:
        tell("plans", SHARES["plans"])
        write_plans(result, judgements, plans_dir, languages)
        clock.lap({}, "plans")
    if glb_path is not None:
        tell("glb", SHARES["glb"])
        index = write_glb(paths, glb_path, limits=limits)
        if elements_path is not None:
            elements_path.write_text(json.dumps(index.as_dict(), ensure_ascii=False), "utf-8")
        clock.lap({}, "glb")
    report = build_report(result, judgements, pack, asked.as_dict(), {}, not_judged=not_judged(pack, asked, result))
    clock.lap({}, "rules")
    report["timing_s"] = {**_rounded(clock.seconds), "total": round(time.perf_counter() - started, 6)}
    return report


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in seconds.items()}


def _within(tell: Progress) -> Progress:
    """A step's own 0–1 as a share of the whole, never backwards; steps not in ``SHARES`` belong to the one before."""
    starts = [*SHARES.values(), 1.0]
    best, current = 0.0, "open"

    def inner(step: str, share: float) -> None:
        nonlocal best, current
        if step in SHARES:
            current = step
            start = SHARES[step]
            end = next(s for s in starts if s > start)
            best = max(best, start + (end - start) * min(1.0, max(0.0, share)))
        tell(current, best)

    return inner


def _is_residential(pack: Pack, params: Params) -> bool:
    use = pack.uses.get(params.use) if params.use else None
    return use is not None and use.scope == "residential"


def _reviews(facts: ModelFacts, exits: Mapping[str, str], stairs: Mapping[str, str], *, strict: bool) -> Reviews:
    """Confirmations checked against the model: a GUID that is not in it is an error, not a silent nothing.

    Not ``strict``: kept confirmations of a line of versions, where those of other versions wait for theirs.
    """
    portals, runs = {p.guid for p in facts.portals}, {s.guid for s in facts.stairs}
    if not strict:
        exits = {guid: kind for guid, kind in exits.items() if guid in portals}
        stairs = {guid: kind for guid, kind in stairs.items() if guid in runs}
    _check("exits", exits, portals, EXIT_KINDS, "door or opening")
    _check("stairs", stairs, runs, STAIR_KINDS, "stair")
    return Reviews(exits=cast(Mapping[str, ExitKind], exits), stairs=cast(Mapping[str, StairKind], stairs))


def _check(what: str, given: Mapping[str, str], known: Collection[str], kinds: Sequence[str], noun: str) -> None:
    for guid, kind in given.items():
        if guid not in known:
            more = sum(g not in known for g in given) - 1
            others = f" and {more} more" if more else ""
            raise ReviewError(f"The model has no {noun} {guid}{others}; correct or remove it in the list of {what}.")
        if kind not in kinds:
            raise ReviewError(f"'{kind}' is no kind for {noun} {guid}; use one of {', '.join(kinds)}.")
