"""Imports as people start them: upload for a preview, then apply what was previewed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError, NotAllowed
from core.models import JobState, StoredFile, User
from core.scope import scope_of
from core.services import jobs
from core.services.files import TooLarge, store
from registry.imports.columns import ANNOUNCED, PROFILES
from registry.imports.crs import SYSTEMS
from registry.imports.jobs import APPLY, PREVIEW
from registry.models import BatchState, ImportBatch
from registry.services.rights import EDITORS


def may_import(actor: User) -> bool:
    """Whether this person is an officer or administrator of any area."""
    scope = scope_of(actor, functions=EDITORS)
    return scope.everything or bool(scope.areas)


def start_preview(*, actor: User, chunks: Iterable[bytes], name: str, profile: str, crs: str) -> ImportBatch:
    """Store the upload and start its preview. Call it outside of a transaction: a file is written."""
    if not may_import(actor):
        raise NotAllowed(_("Only an officer or administrator of an area may import."))
    _require(profile, [*PROFILES, *ANNOUNCED], "profile")
    _require(crs, list(SYSTEMS), "crs")
    try:
        stored = store(chunks, media_type="application/octet-stream", limit_mb=settings.MAX_CENSUS_MB)
    except TooLarge as problem:
        raise DomainError(str(problem), code="too_large", field="file") from None
    return _start(actor, stored, PurePath(name).name[:255] or "census", profile, crs)


@transaction.atomic
def _start(actor: User, stored: StoredFile, name: str, profile: str, crs: str) -> ImportBatch:
    batch: ImportBatch = ImportBatch.objects.create(
        file=stored, original_name=name, profile=profile, crs=crs, created_by=actor
    )
    batch.preview_job = jobs.start(actor=actor, kind=PREVIEW, params={"batch": str(batch.uuid)}, subject=batch)
    batch.save(update_fields=["preview_job"])
    return batch


@transaction.atomic
def start_apply(*, actor: User, batch: ImportBatch) -> ImportBatch:
    """Start the import of a previewed file. Conflict when that was asked before, or there is nothing to apply."""
    ready = Q(state=BatchState.PREVIEWED) | Q(state=BatchState.APPLYING, apply_job__state=JobState.FAILED)
    mine = ImportBatch.objects.visible_to(actor).select_for_update(of=("self",)).filter(ready, pk=batch.pk)
    found: ImportBatch | None = mine.first()
    if found is None:
        raise Conflict(_("This import is not waiting for a decision: look at its state."), code="not_previewed")
    if not found.counts["created"] + found.counts["changed"]:
        raise Conflict(_("Nothing would change: every row is the same already, or rejected."), code="nothing_to_do")
    found.state = BatchState.APPLYING
    found.apply_job = jobs.start(actor=actor, kind=APPLY, params={"batch": str(found.uuid)}, subject=found)
    found.save(update_fields=["state", "apply_job"])
    return found


def _require(value: str, known: list[str], field: str) -> None:
    if value not in known:
        raise DomainError(
            _("'%(value)s' is not known. Known: %(known)s.") % {"value": value, "known": ", ".join(known)},
            code="unknown",
            field=field,
        )
