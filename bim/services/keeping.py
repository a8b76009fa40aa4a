"""Results of a check: stored by content before any row speaks of them, then written in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bim import hooks
from bim.models import Check, CheckPlan, CheckResult, ModelVersion
from bim.sandboxed import CheckOutput
from bim.services.asking import Asked
from bim.services.review_standing import keep_carried
from core.models import Job, StoredFile, User
from core.services import files, history


@dataclass(frozen=True, slots=True)
class Kept:
    """What a check left, stored. ``plans``: rows of the index with their files."""

    document: dict[str, Any]
    report: StoredFile
    plans: Sequence[tuple[dict[str, Any], StoredFile]]
    facts: StoredFile | None
    glb: StoredFile | None
    asked: StoredFile
    pack: StoredFile
    followed: dict[str, str] = field(default_factory=dict)


def store_output(output: CheckOutput, asked: Asked, *, facts: StoredFile | None, glb: StoredFile | None) -> Kept:
    """Outside of a transaction. ``facts`` and ``glb``: of an earlier check, where this one made none."""
    from bim.report import dumps

    assert output.report is not None
    folder = output.plans_dir
    plans = [
        (dict(row), files.store_path(folder / str(row["file"]), media_type="image/svg+xml"))
        for row in output.plans
        if folder is not None
    ]
    return Kept(
        document=output.report,
        report=files.store_bytes(dumps(output.report).encode(), media_type="application/json"),
        plans=plans,
        facts=files.store_path(output.facts, media_type="application/gzip") if output.facts else facts,
        glb=files.store_path(output.glb, media_type="model/gltf-binary") if output.glb else glb,
        asked=files.store_bytes(asked.words, media_type="application/json"),
        pack=files.store_bytes(asked.pack, media_type="application/json"),
    )


def write_check(
    *,
    actor: User | None,
    version: ModelVersion,
    asked: Asked,
    kept: Kept,
    job: Job | None = None,
    batch: Job | None = None,
) -> Check:
    """Rows, change record and hooks of one check; inside the caller's transaction."""
    report = kept.document
    check = Check.objects.create(
        version=version,
        job=job,
        batch=batch,
        pack=report["pack"]["id"],
        pack_edition=report["pack"]["edition"],
        pack_sha256=report["pack"]["sha256"],
        params=report["params"],
        reviews=dict(asked.reviews),
        report=kept.report,
        glb=kept.glb,
        facts=kept.facts,
        asked=kept.asked,
        pack_content=kept.pack,
        engine=report["engine"],
        followed=kept.followed,
        buildings=list(asked.request.buildings),
        summary=report["summary"],
    )
    CheckResult.objects.bulk_create(_rows(check, report["results"]), batch_size=500)
    CheckPlan.objects.bulk_create(_plans(check, kept.plans))
    keep_carried(version, report)
    data = {"check": str(check.uuid), "version": version.number, "pack": check.pack, "summary": check.summary}
    history.record(actor=actor, subject=version.building, kind="model.checked", data=data)
    for tell in hooks.CHECKED:
        tell(actor, check)
    return check


def _rows(check: Check, results: Sequence[dict[str, Any]]) -> list[CheckResult]:
    return [
        CheckResult(
            check_run=check,
            **{name: row[name] for name in ("rule", "clause", "edition", "basis", "confidence", "metric", "storey")},
            subject_guid=row["subject"]["guid"],
            subject_type=row["subject"]["type"],
            subject_name=row["subject"]["name"][:255],
            **{name: row[name] for name in ("measured", "measured_upper", "limit", "limit_upper", "unit", "verdict")},
            **{name: row[name] for name in ("rests_on", "reason", "path")},
            details={name: row[name] for name in ("evidence", "modifiers", "assumed", "notes")},
        )
        for row in results
    ]


def _plans(check: Check, plans: Sequence[tuple[dict[str, Any], StoredFile]]) -> list[CheckPlan]:
    return [
        CheckPlan(
            check_run=check,
            order=row["order"],
            storey_guid=row["storey"],
            storey_name=str(row["name"])[:255],
            language=row["language"],
            file=stored,
        )
        for row, stored in plans
    ]
