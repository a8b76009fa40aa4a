"""Background jobs of an import: preview and apply."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core import jobs
from core.jobs import Context, JobFailed
from core.models import Job
from core.services.files import store_bytes
from registry.imports.apply import StalePlan, apply_plan
from registry.imports.make import COMPARING, READING, make_plan
from registry.imports.messages import Refusal
from registry.imports.plan import from_json, to_json
from registry.imports.report import report_csv
from registry.models import BatchState, ImportBatch

PREVIEW, APPLY = "import_preview", "import_apply"
WRITING = gettext_noop("Writing into the registry")


def preview(context: Context) -> None:
    """Read and compare; the plan, its counts and the report are the result. The registry itself is not touched."""
    batch = _batch(context)
    with _language(batch):
        try:
            plan = make_plan(
                batch.file.path,
                actor=batch.created_by,
                profile_id=batch.profile,
                crs=batch.crs,
                progress=lambda step: context.step(step),
            )
        except Refusal as refusal:
            _end(batch, BatchState.REFUSED, str(refusal))
            raise JobFailed("REFUSED", str(refusal)) from None
        stored = store_bytes(to_json(plan), media_type="application/json")
        report = store_bytes(report_csv(plan), media_type="text/csv") if plan.rejects else None
        notices = [notice.plain() for notice in plan.notices]
    with context.commit() as result:
        result["counts"] = plan.counts
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=BatchState.PREVIEWED,
            counts=plan.counts,
            notices=notices,
            encoding=plan.encoding,
            plan=stored,
            report=report,
        )


def apply(context: Context) -> None:
    """Carry out the stored plan in one transaction; a registry that has moved on asks for a new preview."""
    batch = _batch(context)
    assert batch.plan is not None
    plan = from_json(batch.plan.path.read_bytes())
    context.step(WRITING)
    with _language(batch):
        try:
            with context.commit() as result:
                counts = apply_plan(plan, actor=batch.created_by, batch=batch)
                result["counts"] = counts
                ImportBatch.objects.filter(pk=batch.pk).update(
                    state=BatchState.APPLIED, counts=counts, applied_at=timezone.now()
                )
        except StalePlan as stale:
            _end(batch, BatchState.STALE, str(stale))
            raise JobFailed("STALE_PLAN", str(stale)) from None


def register() -> None:
    """Called from ``AppConfig.ready``."""
    jobs.register(PREVIEW, preview, title=_("Preview of an import"), steps=(READING, COMPARING), result_url=_page)
    jobs.register(APPLY, apply, title=_("Import"), steps=(WRITING,), result_url=_page)


def _batch(context: Context) -> ImportBatch:
    rows = ImportBatch.objects.select_related("file", "plan", "created_by")
    found: ImportBatch = rows.get(uuid=context.job.params["batch"])
    return found


def _end(batch: ImportBatch, state: str, error: str) -> None:
    with transaction.atomic():
        ImportBatch.objects.filter(pk=batch.pk).update(state=state, error=error)


def _language(batch: ImportBatch) -> Any:
    """Reports are written in the language of the person who asked."""
    return translation.override(batch.created_by.language or settings.LANGUAGE_CODE)


def _page(job: Job) -> str:
    try:
        return reverse("import", args=[job.params["batch"]])
    except NoReverseMatch:
        return ""
