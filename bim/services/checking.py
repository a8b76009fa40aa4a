"""A check run as a background job: sandbox first, then one transaction with everything it found."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from bim import hooks
from bim.models import Check, CheckPlan, CheckResult, ModelVersion
from bim.request import CheckRequest, Outputs, reviews_from
from bim.sandboxed import CheckOutput, Failure, run_check
from bim.services.reviews import current
from core.jobs import Context, JobFailed
from core.models import Job, StoredFile, User
from core.sandbox import Limits
from core.services import files, history, jobs

log = logging.getLogger(__name__)
KIND = "model_check"
STEPS = ("open", "geometry", "graph", "paths", "rules", "plans", "glb", "saving")
LANGUAGES = ("zh-hans", "en")


def start_check(*, actor: User, version: ModelVersion, pack: str = "") -> Job:
    """Queue a check of a version with what is confirmed by then. Also after a confirmation or with another pack."""
    params = {"version": str(version.uuid), "pack": pack or settings.DEFAULT_PACK}
    return jobs.start(actor=actor, kind=KIND, params=params, subject=version.building)


def run(context: Context) -> None:
    """Job handler. A file at fault ends the job with one sentence; a crash of the reader is never tried again."""
    job = context.job
    version = ModelVersion.objects.select_related("model_set__building", "file").get(uuid=job.params["version"])
    reviews = current(version.model_set)
    drawn = _drawn_before(version)
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        work = Path(folder)
        # Its own name inside the sandbox: what the file is called out there may be anything.
        source = files.copy_to(version.file, work / ("model" + Path(version.original_name).suffix.lower()))
        output = run_check(
            _request(version, source, job.params["pack"], reviews, drawn=drawn is not None),
            _fresh(work),
            limits=Limits(**settings.SANDBOX),
            on_progress=lambda step, share: context.step(step, share),
        )
        if output.failure:
            log.warning("job %s: %s %s", job.uuid, output.failure.code, output.detail[-2000:])
            raise _failed(output.failure, version)
        kept = {"glb": drawn, **_keep(output)}
    context.step("saving", 0.98)
    _write(context, version, reviews, output, kept)


def _request(
    version: ModelVersion, source: Path, pack: str, reviews: dict[str, dict[str, str]], *, drawn: bool
) -> CheckRequest:
    return CheckRequest(
        paths=(source,),
        pack_id=pack,
        params=version.params,
        reviews=reviews_from(exits=reviews["exit"], stairs=reviews["stair"]),
        # Confirmed on an earlier or later version: what this file does not hold waits for one that does.
        strict_reviews=False,
        outputs=Outputs(plans=True, glb=not drawn, languages=LANGUAGES),
        pack_dirs=tuple(settings.PACK_DIRS),
        max_bytes=settings.MAX_MODEL_MB * 1_000_000,
        scan_cycles=settings.SCAN_CYCLES,
    )


def _failed(failure: Failure, version: ModelVersion) -> JobFailed:
    """The sentence names the file as its deliverer knows it, not our copy."""
    context = {**failure.context, **({"file": version.original_name} if "file" in failure.context else {})}
    message = failure.template % context if failure.template else failure.message
    return JobFailed(failure.code, message, template=failure.template, context=context)


def _fresh(work: Path) -> Path:
    out = work / "out"
    out.mkdir()
    return out


def _keep(output: CheckOutput) -> dict[str, Any]:
    """Store the results by content before any row speaks of them; outside of the transaction."""
    from bim.report import dumps

    assert output.report is not None
    plans = [
        (row, files.store_path(output.plans_dir / str(row["file"]), media_type="image/svg+xml"))
        for row in output.plans
        if output.plans_dir is not None
    ]
    report = files.store_bytes(dumps(output.report).encode(), media_type="application/json")
    kept: dict[str, Any] = {"plans": plans, "report": report}
    if output.glb:
        kept["glb"] = files.store_path(output.glb, media_type="model/gltf-binary")
    return kept


def _drawn_before(version: ModelVersion) -> StoredFile | None:
    """The 3D file of an earlier check of the same bytes: what is confirmed changes verdicts, not geometry."""
    earlier = Check.objects.filter(version=version, glb__isnull=False).select_related("glb").order_by("-pk").first()
    return earlier.glb if earlier else None


def _write(
    context: Context,
    version: ModelVersion,
    reviews: dict[str, dict[str, str]],
    output: CheckOutput,
    kept: dict[str, Any],
) -> None:
    report, actor = output.report, context.job.created_by
    assert report is not None
    with context.commit() as result:
        check = Check.objects.create(
            version=version,
            job=context.job,
            pack=report["pack"]["id"],
            pack_edition=report["pack"]["edition"],
            pack_sha256=report["pack"]["sha256"],
            params=report["params"],
            reviews=reviews,
            report=kept["report"],
            glb=kept["glb"],
            summary=report["summary"],
        )
        CheckResult.objects.bulk_create(_rows(check, report["results"]), batch_size=500)
        CheckPlan.objects.bulk_create(_plans(check, kept["plans"]))
        data = {"check": str(check.uuid), "version": version.number, "pack": check.pack, "summary": check.summary}
        history.record(actor=actor, subject=version.building, kind="model.checked", data=data)
        for tell in hooks.CHECKED:
            tell(actor, check)
        result["check"] = str(check.uuid)


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


def _plans(check: Check, plans: list[tuple[dict[str, Any], StoredFile]]) -> list[CheckPlan]:
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


def result_url(job: Job) -> str:
    """Where the finished check is shown."""
    return f"/checks/{job.result['check']}/" if job.result.get("check") else ""
