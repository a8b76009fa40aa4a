"""A check run as a background job: sandbox first, then one transaction with everything it found."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from bim.models import Check, ModelVersion
from bim.rules.schema import PackError
from bim.sandboxed import CheckOutput, Failure, run_check
from bim.services.acceptances import write_into
from bim.services.asking import Asked, ask
from bim.services.following import followed
from bim.services.keeping import Kept, store_output, write_check
from core.jobs import Context, JobFailed
from core.models import Job, StoredFile, User
from core.sandbox import Limits
from core.services import files, jobs

log = logging.getLogger(__name__)
KIND = "model_check"
STEPS = ("open", "geometry", "graph", "paths", "rules", "plans", "glb", "saving")
Tell = Callable[[str, float | None], None]


class NeedsMapping(JobFailed):
    """The delivery holds several buildings, and nobody has said which is the one it was delivered for."""

    buildings: list[dict[str, Any]] = []


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier checks of the same bytes left: what is confirmed changes verdicts, not model or picture."""

    facts: StoredFile | None
    glb: StoredFile | None


def start_check(
    *,
    actor: User,
    version: ModelVersion,
    pack: str = "",
    params: Mapping[str, Any] | None = None,
    parse: bool = False,
) -> Job:
    """Queue a check of a version with what is confirmed by then. Also after a confirmation or with another pack.

    ``params`` in place of those delivered with the file; ``parse``: read the file again even where that is kept.
    """
    words: dict[str, Any] = {"version": str(version.uuid), "pack": pack or settings.DEFAULT_PACK}
    if params is not None:
        words["params"] = dict(params)
    if parse:
        words["parse"] = True
    return jobs.start(actor=actor, kind=KIND, params=words, subject=version.building)


def run(context: Context) -> None:
    """Job handler. A file at fault ends the job with one sentence; a crash of the reader is never tried again."""
    words = context.job.params
    version = ModelVersion.objects.select_related("model_set__building", "file").get(uuid=words["version"])
    try:
        asked = ask(version, words["pack"], words.get("params"))
    except PackError as problem:
        raise JobFailed("REQUEST", str(problem)) from None
    try:
        kept = carry_out(version, asked, context.step, parse=words.get("parse", False))
    except NeedsMapping as question:
        _wait_for_mapping(context, version, question.buildings)
        return
    context.step("saving", 0.98)
    with context.commit() as result:
        check = write_check(actor=context.job.created_by, version=version, asked=asked, kept=kept, job=context.job)
        result["check"] = str(check.uuid)


def carry_out(version: ModelVersion, asked: Asked, tell: Tell, *, parse: bool = False) -> Kept:
    """Run the check and store its outputs; the caller writes the rows. From stored facts where there are any.

    Raises JobFailed with one sentence.
    """
    before = before_of(version, asked)
    if parse:
        before = replace(before, facts=None)
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        output = _sandboxed(version, asked, before, Path(folder), tell)
        if output.failure and output.failure.code == "FACTS":
            log.warning("version %s: %s The file is read again.", version.uuid, output.failure.message)
            before = replace(before, facts=None)
            output = _sandboxed(version, asked, before, Path(folder), tell)
        if output.failure:
            log.warning("version %s: %s %s", version.uuid, output.failure.code, output.detail[-2000:])
            raise _failed(output.failure)
        write_into(output.report or {}, version.model_set)
        kept = store_output(output, asked, facts=before.facts, glb=before.glb)
    return replace(kept, followed=followed(version, kept.facts, kept.document, asked.request.buildings))


def before_of(version: ModelVersion, asked: Asked) -> Before:
    checks = Check.objects.filter(version=version).order_by("-pk")
    facts = checks.filter(facts__isnull=False).select_related("facts").first()
    # The picture shows the buildings that were meant then.
    meant = checks.filter(buildings=list(asked.request.buildings), glb__isnull=False)
    drawn = meant.select_related("glb").first()
    kept = facts.facts if facts else None
    return Before(kept if kept and kept.path.is_file() else None, drawn.glb if drawn else None)


def _sandboxed(version: ModelVersion, asked: Asked, before: Before, folder: Path, tell: Tell) -> CheckOutput:
    pack = folder / "pack.json"
    pack.write_bytes(asked.pack)
    needed = before.facts is None or before.glb is None
    delivered = version.delivered if needed else []
    request = replace(
        asked.request,
        paths=tuple(_copy(stored, name, number, folder) for number, (stored, name) in enumerate(delivered)),
        names=tuple(name for _stored, name in delivered),
        facts=files.copy_to(before.facts, folder / "facts.json.gz") if before.facts else None,
        pack_file=pack,
        outputs=replace(asked.request.outputs, glb=before.glb is None, facts=before.facts is None),
    )
    work = Path(tempfile.mkdtemp(prefix="out-", dir=folder))
    return run_check(request, work, limits=Limits(**settings.SANDBOX), on_progress=tell)


def _copy(stored: StoredFile, name: str, number: int, folder: Path) -> Path:
    """Its own name inside the sandbox: what the file is called out there may be anything."""
    return files.copy_to(stored, folder / f"model-{number}{Path(name).suffix.lower()}")


def _failed(failure: Failure) -> JobFailed:
    kind = JobFailed if failure.code != "CHOICE" else NeedsMapping
    found = kind(failure.code, failure.message, template=failure.template, context=failure.context)
    if isinstance(found, NeedsMapping):
        found.buildings = [dict(row) for row in failure.buildings]
    return found


def _wait_for_mapping(context: Context, version: ModelVersion, buildings: list[dict[str, Any]]) -> None:
    """The job is done, and what it found is a question: which of these is the building?"""
    with context.commit() as result:
        ModelVersion.objects.filter(pk=version.pk).update(found=buildings)
        result["mapping"] = str(version.uuid)


def result_url(job: Job) -> str:
    """Where the finished check is shown."""
    if job.result.get("mapping"):
        return f"/models/{job.result['mapping']}/buildings/"
    return f"/checks/{job.result['check']}/" if job.result.get("check") else ""
