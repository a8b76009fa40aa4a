"""Many models checked again from what is stored of them: a pack or the registry changed, no file is parsed.

A job holds up to ``BATCH`` versions. Each version is written in a transaction of its own while the job owns its
lease, and one whose last check already says what a new one would say is passed over: a job that was killed, or
started twice, goes on where it stopped and doubles nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from bim.models import Check, ModelVersion
from bim.rules.load import pack_content
from bim.rules.schema import PackError
from bim.services.asking import Asked, ask, last_check, registry_params, standing_params, still_holds
from bim.services.checking import carry_out
from bim.services.keeping import write_check
from core.errors import DomainError
from core.jobs import Context, JobFailed
from core.models import Area, Job, User
from core.services import jobs

log = logging.getLogger(__name__)
KIND = "model_recheck"
STEPS = ("checking",)
BATCH = 500
LOST = "A stored file of this model is missing; run verify_files and bring it back from the backup."


@dataclass(frozen=True, slots=True)
class Wish:
    """``every_model``: also those last checked by another pack. ``registry``: use, fire grade and height as the
    registry has them today. ``parse``: read the files again, after the reader itself changed."""

    pack: str
    every_model: bool = False
    registry: bool = False
    parse: bool = False


def start_rechecks(*, actor: User, wish: Wish, area: Area | None = None, batch: int = BATCH) -> list[Job]:
    """Queue the newest checked version of every model in ``area`` (else everywhere), ``batch`` to a job.

    Raises DomainError for a pack that cannot be loaded.
    """
    known_pack(wish.pack)
    versions = [str(uuid) for uuid in versions_to_check(wish, area)]
    return [start_batch(actor=actor, wish=wish, versions=part) for part in _parts(versions, max(1, batch))]


def start_batch(*, actor: User, wish: Wish, versions: Sequence[str]) -> Job:
    words = {name: getattr(wish, name) for name in Wish.__slots__}
    return jobs.start(actor=actor, kind=KIND, params={**words, "versions": list(versions)})


def versions_to_check(wish: Wish, area: Area | None = None) -> Iterator[Any]:
    """UUIDs: of each model the newest version that was ever checked."""
    checks = Check.objects.filter(version=OuterRef("pk"))
    rows = ModelVersion.objects.filter(Exists(checks)).annotate(
        last=Subquery(checks.order_by("-pk").values("pack")[:1])
    )
    if area is not None:
        rows = rows.filter(model_set__building__area__in=Area.objects.below(area))
    seen: set[int] = set()
    for model, uuid, pack in rows.order_by("model_set", "-number").values_list("model_set", "uuid", "last"):
        if model not in seen and (wish.every_model or pack == wish.pack):
            yield uuid
        seen.add(model)


def known_pack(pack: str) -> bytes:
    """Content of the pack as it is today; DomainError with its one sentence when it cannot be had."""
    try:
        return pack_content(pack, settings.PACK_DIRS)
    except PackError as problem:
        raise DomainError(str(problem), code="invalid", field="pack") from None


def run(context: Context) -> None:
    """Job handler. A model that cannot be checked is named in the result and stops no other."""
    words = context.job.params
    wish = Wish(**{name: words[name] for name in Wish.__slots__})
    try:
        content = known_pack(wish.pack)
    except DomainError as problem:
        raise JobFailed("REQUEST", str(problem)) from None
    counts: Counter[str] = Counter()
    failed: list[Mapping[str, str]] = []
    for number, uuid in enumerate(words["versions"]):
        try:
            counts[_one(context, uuid, wish, content, number / len(words["versions"]))] += 1
        except JobFailed as problem:
            failed.append({"version": uuid, "code": problem.code, "message": str(problem)})
        except FileNotFoundError as problem:
            log.error("version %s: %s", uuid, problem)
            failed.append({"version": uuid, "code": "LOST", "message": LOST})
    with context.commit() as result:
        made = Check.objects.filter(batch=context.job).count()
        result.update(checked=made, unchanged=counts["unchanged"], gone=counts["gone"], failed=failed)


def _one(context: Context, uuid: str, wish: Wish, content: bytes, share: float) -> str:
    context.step("checking", share)
    version = ModelVersion.objects.select_related("model_set__building", "file").filter(uuid=uuid).first()
    if version is None:
        return "gone"
    asked = _asked(version, wish, content)
    last = last_check(version, wish.pack)
    # Checked by this very job before it was killed, or by another one: nothing to do either way.
    if still_holds(last, asked) and not (wish.parse and last is not None and last.batch_id != context.job.pk):
        return "unchanged"
    kept = carry_out(version, asked, lambda step, share: None, parse=wish.parse)
    with transaction.atomic():
        # Keeps the lease, or rolls this check back when another worker has taken the job.
        context.step("checking", share)
        ModelVersion.objects.select_for_update().get(pk=version.pk)
        newest = last_check(version, wish.pack)
        if newest is not None and (last is None or newest.pk != last.pk) and still_holds(newest, asked):
            return "unchanged"
        write_check(actor=context.job.created_by, version=version, asked=asked, kept=kept, batch=context.job)
    return "checked"


def _asked(version: ModelVersion, wish: Wish, content: bytes) -> Asked:
    params = {**standing_params(version), **(registry_params(version.building) if wish.registry else {})}
    return ask(version, wish.pack, params, content=content)


def _parts(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (values[n : n + size] for n in range(0, len(values), size))
