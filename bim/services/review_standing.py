"""The words that hold for a line of versions, as a check takes them, and what the check found again by position."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from bim.egress.options import Reviews, VerticalLink
from bim.fingerprints import Fingerprint, fingerprint_from
from bim.models import ModelSet, ModelVersion, Review
from bim.models.reviews import UNSURE
from bim.services.review_prints import prints_of
from bim.services.reviews import TAKEN_BACK, latest
from core.services import history

LISTS = {"exits": "exit", "stairs": "stair", "uses": "use", "flats": "flat", "doors": "door"}


def standing(model_set: ModelSet) -> Reviews:
    """Everything that holds, with where it stood and of which version it was said."""
    every = latest(model_set)
    rows = [row for row in every.values() if row.value not in (TAKEN_BACK, UNSURE)]
    values = {name: {r.guid: r.value for r in rows if r.kind == kind} for name, kind in LISTS.items()}
    return Reviews(
        **cast(Any, values),
        links=tuple(_link(r.data) for r in rows if r.kind == Review.Kind.LINK),
        prints=_prints(rows),
        spoken_in={r.guid: _label(r) for r in rows if r.version_id is not None},
        since={r.guid: _label(r.carried_from) for r in rows if r.carried_from is not None},
        open=tuple(sorted({r.guid for r in every.values() if r.value in (TAKEN_BACK, UNSURE)})),
    )


def _label(row: Review) -> str:
    origin = row.carried_from or row
    return f"v{origin.version.number}" if origin.version else ""


def _link(data: Mapping[str, Any]) -> VerticalLink:
    return VerticalLink(data["from"], data["to"], data["length_m"], data["stair"], data["ramp"])


def _prints(rows: list[Review]) -> dict[str, Fingerprint]:
    """By GlobalId; a link brings those of its two spaces."""
    found: dict[str, Fingerprint] = {}
    for row in rows:
        both = row.fingerprint.values() if row.kind == Review.Kind.LINK else (row.fingerprint,)
        for data in both:
            fingerprint = fingerprint_from(data)
            if fingerprint is not None:
                found[fingerprint.guid] = fingerprint
    return found


def keep_carried(version: ModelVersion, document: Mapping[str, Any]) -> list[Review]:
    """Writes words down on the GlobalIds under which the check found their elements; in the caller's transaction.

    Each keeps whose word it was; the page shows it as carried over until somebody confirms or drops it.
    """
    alias = {row["old"]: row["new"] for row in document.get("reviews", {}).get("carried", ())}
    if not alias:
        return []
    every = latest(version.model_set)
    prints = prints_of(version)
    made = []
    for (kind, guid), row in every.items():
        new = ">".join(alias.get(part, part) for part in guid.split(">"))
        if new != guid and (kind, new) not in every and row.value not in (TAKEN_BACK, UNSURE):
            made.append(_carried(row, new, alias, version, prints))
    rows = Review.objects.bulk_create(made, batch_size=500)
    if rows:
        data = {"version": version.number, "elements": {r.guid: r.carried_from.guid for r in rows if r.carried_from}}
        history.record(actor=None, subject=version.building, kind="model.reviews_carried", data=data)
    return rows


def _carried(
    row: Review, guid: str, alias: Mapping[str, str], version: ModelVersion, prints: Mapping[str, Any]
) -> Review:
    data = {k: alias.get(v, v) if isinstance(v, str) else v for k, v in row.data.items()}
    value = alias.get(row.value, row.value) if row.kind == Review.Kind.FLAT else row.value
    both = {part: prints.get(part, {}) for part in guid.split(">")}
    return Review(
        model_set=row.model_set,
        kind=row.kind,
        guid=guid,
        value=value,
        data=data,
        fingerprint=both if row.kind == Review.Kind.LINK else prints.get(guid, {}),
        version=version,
        carried_from=row.carried_from or row,
        actor=row.actor,
    )
