"""A designer's file checked like any other, kept for some days for its owner alone, filed nowhere."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bim.models import DeskCheck
from bim.report import dumps
from bim.request import CheckRequest, Outputs
from bim.rules.load import pack_files
from bim.sandboxed import CheckOutput, run_check
from bim.services.asking import LANGUAGES
from bim.services.uploads import SUFFIXES
from core.errors import DomainError
from core.jobs import Context, JobFailed
from core.models import Job, User
from core.sandbox import Limits
from core.services import files, jobs

KIND = "desk_check"
STEPS = ("open", "geometry", "graph", "paths", "rules", "plans", "saving")


def start_desk_check(
    *, actor: User, chunks: Iterable[bytes], name: str, params: Mapping[str, Any], pack: str = ""
) -> DeskCheck:
    """Store the file and queue its check.

    Raises DomainError (kind of file, pack, too many today), ``core.services.files.TooLarge``.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        words = _("“%(name)s” is neither .ifc nor .ifczip. Export IFC (STEP) from the authoring tool and send that.")
        raise DomainError(words % {"name": name}, code="unsupported", field="file")
    pack = pack or settings.DEFAULT_PACK
    if pack not in pack_files(settings.PACK_DIRS):
        raise DomainError(_("There is no rule pack “%(pack)s”.") % {"pack": pack}, code="invalid", field="pack")
    _within_the_day(actor)
    stored = files.store(chunks, media_type=SUFFIXES[suffix], limit_mb=settings.MAX_MODEL_MB)
    with transaction.atomic():
        # Locks the person, so that two at once cannot both be the last of the day.
        User.objects.select_for_update().get(pk=actor.pk)
        _within_the_day(actor)
        desk = DeskCheck.objects.create(
            owner=actor,
            file=stored,
            original_name=PurePath(name).name[:255],
            pack=pack,
            params=dict(params),
            expires_on=timezone.localdate() + dt.timedelta(days=settings.DESK_CHECK_DAYS),
        )
        desk.job = jobs.start(actor=actor, kind=KIND, params={"desk": str(desk.uuid)})
        desk.save(update_fields=["job"])
    return desk


def _within_the_day(actor: User) -> None:
    since = timezone.now() - dt.timedelta(days=1)
    if DeskCheck.objects.filter(owner=actor, created_at__gt=since).count() >= settings.DESK_CHECKS_PER_DAY:
        words = _("%(n)s files were checked within a day; go on tomorrow, or deliver the model to its building.")
        raise DomainError(words % {"n": settings.DESK_CHECKS_PER_DAY}, code="too_many", field="file")


def run(context: Context) -> None:
    """Job handler."""
    desk = DeskCheck.objects.select_related("file").filter(uuid=context.job.params["desk"]).first()
    if desk is None:
        raise JobFailed("GONE", _("The file is no longer kept."))
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        output = run_check(
            _request(desk, Path(folder)),
            Path(tempfile.mkdtemp(prefix="out-", dir=folder)),
            limits=Limits(**settings.SANDBOX),
            on_progress=context.step,
        )
        if output.failure or output.report is None:
            raise _failed(output)
        plans = [{**row, "svg": _svg(output, row)} for row in output.plans]
        report = files.store_bytes(dumps(output.report).encode(), media_type="application/json")
    context.step("saving", 0.98)
    with context.commit() as result:
        DeskCheck.objects.filter(pk=desk.pk).update(report=report, plans=plans)
        result["desk"] = str(desk.uuid)


def _request(desk: DeskCheck, folder: Path) -> CheckRequest:
    source = folder / f"model{PurePath(desk.original_name).suffix.lower()}"
    return CheckRequest(
        paths=(files.copy_to(desk.file, source),),
        names=(desk.original_name,),
        pack_id=desk.pack,
        params=desk.params,
        outputs=Outputs(plans=True, languages=LANGUAGES),
        pack_dirs=tuple(settings.PACK_DIRS),
        max_bytes=settings.MAX_MODEL_MB * 1_000_000,
        scan_cycles=settings.SCAN_CYCLES,
    )


def _failed(output: CheckOutput) -> JobFailed:
    failure = output.failure
    assert failure is not None
    return JobFailed(failure.code, failure.message, template=failure.template, context=failure.context)


def _svg(output: CheckOutput, row: Mapping[str, Any]) -> str:
    assert output.plans_dir is not None
    return (output.plans_dir / str(row["file"])).read_text("utf-8")


def report_of(desk: DeskCheck) -> dict[str, Any] | None:
    """None until it was checked."""
    if desk.report is None:
        return None
    document: dict[str, Any] = json.loads(desk.report.path.read_text("utf-8"))
    return document


def sweep() -> int:
    """Remove what is past its day, rows and bytes; bytes that something else holds too stay. Returns how many."""
    expired = DeskCheck.objects.filter(expires_on__lt=timezone.localdate()).select_related("file", "report")
    found = list(expired[:200])
    for desk in found:
        held = [stored for stored in (desk.file, desk.report) if stored is not None]
        desk.delete()
        for stored in held:
            files.discard(stored)
    return len(found)


def result_url(job: Job) -> str:
    return f"/check-a-file/{job.result['desk']}/" if job.result.get("desk") else ""
