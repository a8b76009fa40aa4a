"""``egress-report/1``: an analysis and its judgements as one strict JSON document, and the exit code it means.

Formats are those of the reference page "check_model". Lengths in metres with three decimals and more, coordinates
are the file's world coordinates, and no number is ever NaN or infinite: what is not known is ``null`` with a reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from bim.egress.result import EgressResult
from bim.found_quality import found_quality
from bim.quality.recipes import recipe_rows
from bim.quality.score import score, totals_of
from bim.report_alternatives import StoreyAlternatives, common_path_row
from bim.report_places import NOWHERE, places
from bim.report_rows import (
    OwnDoors,
    Row,
    door_row,
    file_row,
    judgement_row,
    number,
    one_file_row,
    quality_row,
    space_row,
    stair_row,
    storey_row,
)
from core.verdicts import Judgement, RestsOn, Verdict

FORMAT = "egress-report/1"

EXIT_PASS, EXIT_FAIL, EXIT_OPEN = 0, 1, 2
EXIT_UNREADABLE, EXIT_REFUSED = 3, 4


class PackLike(Protocol):
    """What a report says of the pack."""

    @property
    def id(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class NotJudgedLike(Protocol):
    """A clause for which the analysis has no measure."""

    @property
    def rule(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def element(self) -> str: ...


def build_report(
    result: EgressResult,
    judgements: Sequence[Judgement],
    pack: PackLike,
    params: Mapping[str, object],
    timing_s: Mapping[str, float],
    *,
    not_judged: Iterable[NotJudgedLike] = (),
) -> Row:
    """The document as plain data, ready for ``dumps``. ``timing_s``: CPU seconds by step, and ``total`` (wall).

    ``not_judged``: clauses of the pack that apply and that nothing was measured for: printed, never counted.
    """
    own_doors, at = OwnDoors(result), places(result.facts)
    others = StoreyAlternatives(result)
    quality = [*result.facts.quality, *found_quality(result)]
    return {
        "format": FORMAT,
        "file": file_row(result.facts),
        "files": [one_file_row(f) for f in result.facts.files],
        "pack": {"id": pack.id, "edition": pack.edition, "sha256": pack.sha256},
        "params": dict(params),
        "building": {
            "name": result.facts.building_name,
            "height_m": number(result.height_m),
            "storeys_above": result.storeys_above,
            "north_deg": number(result.facts.north_deg),
            "exits_confirmed": result.exits_confirmed,
            "notes": list(result.notes),
        },
        "quality": [quality_row(n) for n in quality],
        "quality_score": score(quality, totals_of(result.facts)).as_dict(),
        "recipes": recipe_rows(result.facts.files),
        "storeys": [{**storey_row(s, result), **others.of(s.guid)} for s in result.storeys],
        "spaces": [
            {**space_row(s, own_doors), **common_path_row(s), **at.get(s.step_id, NOWHERE)} for s in result.spaces
        ],
        "doors": [{**door_row(d), **at.get(d.step_id, NOWHERE)} for d in result.doors],
        "stairs": [{**stair_row(s), **at.get(s.step_id, NOWHERE)} for s in result.stairs],
        "lifts": [
            {"guid": x.guid, "step_id": x.step_id, "name": x.name, "storey": x.storey} for x in result.facts.lifts
        ],
        "results": [judgement_row(j) for j in judgements],
        "not_judged": [{"rule": n.rule, "clause": n.clause, "element": n.element} for n in not_judged],
        "summary": summary(judgements),
        "timing_s": {key: number(value) for key, value in timing_s.items()},
    }


def summary(judgements: Iterable[Judgement]) -> dict[str, int]:
    """Counts by verdict; a pass that rests on proposed exits or stairs is counted apart and not as a pass."""
    counts = dict.fromkeys(("pass", "pass_proposed", "fail", "review", "no_data", "not_applicable"), 0)
    for judgement in judgements:
        proposed = judgement.verdict is Verdict.PASS and judgement.rests_on is RestsOn.PROPOSED
        counts["pass_proposed" if proposed else judgement.verdict.value] += 1
    return counts


def exit_code(report: Mapping[str, Any]) -> int:
    """1 with any fail; 2 with anything open (review, no data, a pass on proposed exits), no pass at all, or a space
    with a floor that cannot be left; else 0."""
    counts = report["summary"]
    if counts["fail"]:
        return EXIT_FAIL
    if counts["review"] or counts["no_data"] or counts["pass_proposed"] or not counts["pass"]:
        return EXIT_OPEN
    if any(space["area_m2"] and space["max_travel_m"] is None for space in report.get("spaces", ())):
        return EXIT_OPEN
    return EXIT_PASS


def dumps(report: Mapping[str, Any]) -> str:
    """Strict JSON, UTF-8 text. Raises ``ValueError`` rather than write NaN."""
    return json.dumps(report, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
