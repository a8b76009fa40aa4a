"""What a person sent from the review page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bim.review_targets import KINDS, Match
from bim.services.review_bulk import Order
from bim.services.reviews import TAKEN_BACK, Words, is_length
from core.errors import DomainError
from portal.exit_review.rows import TAKE_BACK

OTHER = "other-"


def words_of(sent: QueryDict) -> Words:
    """``exit:GUID=final`` and the like; ``other-use:GUID`` where the answer came from the list; links to add, drop."""
    values: dict[str, dict[str, str]] = {kind: dict(_answers(sent, kind)) for kind in KINDS}
    return Words(values, [*_dropped(sent), *_linked(sent)])


def _answers(sent: QueryDict, kind: str) -> Iterator[tuple[str, str]]:
    for prefix in (f"{kind}:", f"{OTHER}{kind}:"):
        for name, value in sent.items():
            if name.startswith(prefix) and value:
                yield name.removeprefix(prefix), TAKEN_BACK if value == TAKE_BACK else str(value)


def _dropped(sent: QueryDict) -> Iterator[dict[str, Any]]:
    for ends in sent.getlist("drop-link"):
        start, _sep, end = ends.partition(">")
        yield {"from": start, "to": end, "drop": True}


def _linked(sent: QueryDict) -> Iterator[dict[str, Any]]:
    """A new link; an empty form is none, a half-filled one is refused where links are understood."""
    if sent.get("link-from") or sent.get("link-to") or sent.get("link-length"):
        yield {
            "from": sent.get("link-from", ""),
            "to": sent.get("link-to", ""),
            "length_m": is_length(sent.get("link-length", "")),
            "stair": sent.get("link-stair", ""),
            "ramp": sent.get("link-ramp") == "1",
        }


def order_of(sent: QueryDict, kind: str) -> Order:
    """The word in bulk. Raises ``DomainError`` where none was chosen: an empty answer never takes anything back."""
    value = sent.get("bulk-value", "")
    if not value:
        raise DomainError(_("Choose the word that all of these elements get."), code="required", field="bulk-value")
    match = Match(
        name=sent.get("bulk-name", "").strip()[:200],
        storey=sent.get("bulk-storey", "")[:64],
        type=sent.get("bulk-type", "")[:300],
        proposed=sent.get("bulk-proposed", "")[:64],
    )
    return Order(kind, TAKEN_BACK if value == TAKE_BACK else value, match, sent.get("bulk-overwrite") == "1")


def seen_of(sent: QueryDict) -> int:
    """The newest word that the person had before the eyes; 0 where the page did not say."""
    text = sent.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0
