"""One word for many elements: which it would mean, and saying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from bim.models import ModelVersion, Review
from bim.review_targets import Bulk, Match, in_bulk, targets
from bim.services.review_prints import newest_report
from bim.services.reviews import Words, current, say
from core.errors import DomainError
from core.models import User


@dataclass(frozen=True, slots=True)
class Order:
    """``value`` for all elements of ``kind`` that ``match`` means; ``overwrite``: single words too."""

    kind: str
    value: str
    match: Match
    overwrite: bool = False


def preview(version: ModelVersion, order: Order) -> Bulk:
    """What the order would do to the version's newest check. Raises ``DomainError`` before the first check."""
    return preview_in(report_of(version), version, order)


def preview_in(report: Mapping[str, Any], version: ModelVersion, order: Order) -> Bulk:
    """The same with a report at hand."""
    said = current(version.model_set)[order.kind]
    return in_bulk(targets(report, order.kind, said), order.match, order.value, said, overwrite=order.overwrite)


def report_of(version: ModelVersion) -> dict[str, Any]:
    report = newest_report(version)
    if report is None:
        raise DomainError(_("This model has not been checked yet; its exits are known after the check."), code="state")
    return report


def carry_out(*, actor: User, version: ModelVersion, order: Order) -> tuple[Bulk, list[Review]]:
    """Says it, in one change record that names what was meant."""
    bulk = preview(version, order)
    how = {k: v for k, v in asdict(order.match).items() if v} | {"overwrite": order.overwrite}
    words = Words({order.kind: {t.guid: order.value for t in bulk.taken}}, how=how)
    return bulk, say(actor=actor, model_set=version.model_set, words=words, version=version)
