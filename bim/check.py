"""The whole check of one delivery: read → analyse → judge → report → draw. One function for upload and command line.

Pure Python without Django. Native code in here may crash the process, so callers run it in a child
(``bim.sandboxed``). Each step is a function of its own; a new output is a line in ``_draw``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bim.check_buildings import Judged, chosen, judge_each, reported
from bim.check_reviews import Fitted, fitting
from bim.egress import Reviews, analyse
from bim.egress.result import EgressResult
from bim.egress.several import analyse_apart
from bim.engine import engine, reader
from bim.facts import ModelFacts
from bim.facts_file import dump_facts, read_facts_file
from bim.glb import write_glb
from bim.plans.files import write_plans
from bim.progress import SHARES, Clock, Progress, nobody, within
from bim.read import Limits, read_delivery
from bim.report import build_report
from bim.report_buildings import add_buildings
from bim.report_capacity import add_capacity
from bim.report_reviews import add_reviews
from bim.request import CheckRequest
from bim.rules.basis import judge_by_basis
from bim.rules.counted import counted
from bim.rules.evaluate import not_judged
from bim.rules.load import load_kept, load_pack
from bim.rules.model import Pack
from bim.rules.params import Params, params_from
from bim.rules.schema import PackError
from core.verdicts import Judgement

PLANS, GLB, ELEMENTS, FACTS = "plans", "model.glb", "elements.json", "facts.json.gz"
"""Names of the outputs in the folder of the check."""


@dataclass(slots=True)
class Run:
    """One check under way: what was asked, by which pack, and who is told how far it is."""

    request: CheckRequest
    pack: Pack
    params: Params
    tell: Progress
    clock: Clock = field(default_factory=Clock)
    reader: str = field(default_factory=reader)
    """What read the model: this program, or that of the stored facts."""
    fitted: Fitted = field(default_factory=lambda: Fitted(Reviews()))
    """What people said, as far as it speaks of this model."""

    @property
    def limits(self) -> Limits:
        return Limits(max_bytes=self.request.max_bytes)

    @property
    def residential(self) -> bool:
        use = self.pack.use_of(self.params.use, self.params.group)
        return use is not None and use.scope == "residential"

    def other_pack(self, pack_id: str) -> Pack | None:
        """The pack of an earlier edition, None where there is none that can be used."""
        try:
            return load_pack(pack_id, self.request.pack_dirs)
        except PackError:
            return None


def check_delivery(request: CheckRequest, out: Path | None = None, progress: Progress | None = None) -> dict[str, Any]:
    """The ``egress-report/1`` of one delivery (one or several files); other outputs asked for are written to ``out``.

    ``progress`` is told a step and the share of the whole. Raises ``bim.read.ReadError`` (the file), ``PackError``,
    ``ParamError`` and ``ReviewError`` (the request), ``FactsFileError`` (stored facts: read the files again), each
    with one sentence.
    """
    run = _start(request, progress or nobody)
    facts = _read(run)
    if out is not None and request.outputs.facts:
        _keep(run, facts, out)
    facts = chosen(facts, request.buildings, ask=request.ask_building)
    result = reported(_analyse(run, facts))
    judged = _judge(run, result)
    report = _report(run, result, judged)
    if out is not None:
        _draw(run, result, judged.judgements, out)
    report["timing_s"] = run.clock.as_dict()
    return report


def _start(request: CheckRequest, tell: Progress) -> Run:
    clock = Clock()
    kept = request.pack_file
    pack = load_kept(kept.read_bytes()) if kept else load_pack(request.pack_id, request.pack_dirs)
    params = params_from(request.param_texts)
    clock.lap("rules")
    return Run(request, pack, params, tell, clock)


def _read(run: Run) -> ModelFacts:
    request = run.request
    if request.facts is not None:
        stored = read_facts_file(request.facts)
        run.reader = stored.reader
        run.clock.lap("open")
        return stored.facts
    facts = read_delivery(
        request.paths,
        within(run.tell),
        limits=run.limits,
        scan_cycles=request.scan_cycles,
        skip=frozenset(request.skip),
        names=request.names,
    )
    run.clock.lap("open", facts.timing_s)
    return facts


def _keep(run: Run, facts: ModelFacts, out: Path) -> None:
    (out / FACTS).write_bytes(dump_facts(facts, run.reader))
    run.clock.lap("open")


def _analyse(run: Run, facts: ModelFacts) -> EgressResult:
    run.fitted = fitting(facts, run.request.reviews, strict=run.request.strict_reviews)
    tell = within(run.tell)
    result = analyse_apart(
        facts,
        lambda part: analyse(
            part,
            reviews=run.fitted.reviews,
            counts_as_exit=run.pack.counts_as_exit,
            residential=run.residential,
            progress=tell,
        ),
    )
    run.clock.lap("graph", result.timing_s)
    return result


def _judge(run: Run, result: EgressResult) -> Judged:
    run.tell("rules", SHARES["rules"])
    judged = judge_each(
        result,
        lambda part: judge_by_basis(
            run.pack, run.params, part, counted(run.pack, run.params, part), find=run.other_pack
        ),
    )
    run.clock.lap("rules")
    return judged


def _report(run: Run, result: EgressResult, judged: Judged) -> dict[str, Any]:
    missing = not_judged(run.pack, run.params, result, counted(run.pack, run.params, result))
    report = build_report(result, judged.judgements, run.pack, run.params.as_dict(), {}, not_judged=missing)
    add_buildings(report, result, judged.owners)
    add_reviews(report, result, run.fitted)
    add_capacity(report, result, run.pack, run.params)
    report["engine"] = {**engine(), "reader": run.reader}
    run.clock.lap("rules")
    return report


def _draw(run: Run, result: EgressResult, judgements: list[Judgement], out: Path) -> None:
    asked = run.request.outputs
    if asked.plans:
        run.tell("plans", SHARES["plans"])
        write_plans(result, judgements, out / PLANS, asked.languages)
        run.clock.lap("plans")
    if asked.glb:
        run.tell("glb", SHARES["glb"])
        shown = [guid for b in result.facts.buildings if b.guid in result.facts.chosen for guid in b.guids]
        skip, paths = run.request.skip, run.request.paths
        index = write_glb(paths, out / GLB, limits=run.limits, skip=skip, buildings=shown)
        (out / ELEMENTS).write_text(json.dumps(index.as_dict(), ensure_ascii=False), "utf-8")
        run.clock.lap("glb")
