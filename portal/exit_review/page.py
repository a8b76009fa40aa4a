"""Everything the review page shows of one storey and tab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from bim.models import Check, ModelVersion, Review
from bim.models.reviews import UNSURE
from bim.review_targets import Bulk, Target, targets
from bim.services import reviews
from bim.services.review_bulk import Order
from core.scope import holds
from portal.exit_review.links import links_of
from portal.exit_review.rows import TAKE_BACK, Known, numbers, row_of, types
from portal.exit_review.tabs import Tab, choices, flat_labels, in_chinese, tabs_of, word
from portal.views.check import read_report

ROWS = 100
ALL = "all"


def context(
    request: HttpRequest, version: ModelVersion, check: Check, *, order: Order | None = None, bulk: Bulk | None = None
) -> dict[str, Any]:
    """``order`` and ``bulk``: a word for many that is shown before it is said."""
    report = read_report(check)
    said = reviews.latest(version.model_set)
    holding = _holding(said)
    tabs = tabs_of(report, holding)
    tab = next((t for t in tabs if t.key == request.GET.get("tab")), tabs[0])
    found = targets(report, tab.kind, holding[tab.kind]) if tab.kind != "link" else []
    storey = _storey(request, report, tab, found)
    known = Known({s["guid"]: s["name"] for s in report["storeys"]}, said, flat_labels(report, holding["flat"]), [])
    return {
        "section": "models",
        "version": version,
        "building": version.building,
        "check": check,
        "tabs": tabs,
        "tab": tab,
        "storey": storey,
        "storeys": _storeys(report, found, said),
        "seen": reviews.newest_word(version.model_set),
        "newer": sum(1 for row in said.values() if row.created_at > check.created_at and not row.carried_from_id),
        "depending": _depending(report, storey),
        "depending_all": _depending(report, ALL),
        "may": holds(request.user, reviews.MAY_CONFIRM, version.building.area_path),
        "take_back": TAKE_BACK,
        "unsure": UNSURE,
        **_plan(check, report, storey),
        **(links_of(report, said, storey) if tab.kind == "link" else _table(request, tab, found, storey, known)),
        **_bulk(tab, known, order, bulk),
    }


def _holding(said: Mapping[tuple[str, str], Review]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {str(kind): {} for kind in Review.Kind}
    for (kind, guid), row in said.items():
        if row.value not in (reviews.TAKEN_BACK, UNSURE):
            found[kind][guid] = row.value
    return found


def _storey(request: HttpRequest, report: Mapping[str, Any], tab: Tab, found: list[Target]) -> str:
    """As asked; else the first storey with something to say, for stairs all of them."""
    asked = request.GET.get("storey", "")
    if asked == ALL or any(s["guid"] == asked for s in report["storeys"]):
        return asked
    if tab.kind == "stair":
        return ALL
    here = {t.storey for t in found if tab.kind != "exit" or t.proposed == "final"} or {t.storey for t in found}
    names = [s["guid"] for s in report["storeys"]]
    return next((guid for guid in names if guid in here), names[0] if names else ALL)


def _storeys(report: Mapping[str, Any], found: list[Target], said: Mapping[tuple[str, str], Review]) -> list[Any]:
    """Storeys from the top, each with how many elements wait for a word."""
    waiting: dict[str, int] = {}
    for target in found:
        row = said.get((target.kind, target.guid))
        if row is None or not row.value or row.value == UNSURE:
            waiting[target.storey] = waiting.get(target.storey, 0) + 1
    return [(s["guid"], s["name"] or s["guid"], waiting.get(s["guid"], 0)) for s in reversed(report["storeys"])]


def _depending(report: Mapping[str, Any], storey: str) -> int:
    return sum(1 for r in report["results"] if r["rests_on"] == "proposed" and storey in (ALL, r["storey"]))


def _plan(check: Check, report: Mapping[str, Any], storey: str) -> dict[str, Any]:
    """The plan of the storey; with all storeys, of the one that most people enter."""
    plans = check.plans.filter(language="zh-hans" if in_chinese() else "en").select_related("file").order_by("order")
    finals = {d["storey"] for d in report["doors"] if d["exit"] == "final"}
    ordered = sorted(plans, key=lambda p: (p.storey_guid != storey, p.storey_guid not in finals))
    plan = ordered[0] if ordered else None
    return {"plan": plan, "plan_svg": plan.file.path.read_text("utf-8") if plan else ""}


def _table(request: HttpRequest, tab: Tab, found: list[Target], storey: str, known: Known) -> dict[str, Any]:
    here = [t for t in found if storey in (ALL, t.storey)]
    only_open = request.GET.get("open") == "1"
    if only_open:
        here = [t for t in here if _is_open(t, known.said)]
    asked = request.GET.get("page", "1")
    page = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    page = min(page, max(1, -(-len(here) // ROWS)))
    shown = here[(page - 1) * ROWS : page * ROWS]
    count, flats = numbers(found), _flats_here(here, known)
    full = Known(known.storeys, known.said, known.flats, choices(tab.kind, flats))
    base = {"tab": tab.key, "storey": storey, **({"open": "1"} if only_open else {})}
    return {
        "rows": [row_of(t, full, count.get(t.guid, 0)) for t in shown],
        "total": len(here),
        "only_open": only_open,
        "page": page,
        "previous": f"?{urlencode({**base, 'page': page - 1})}" if page > 1 else "",
        "next": f"?{urlencode({**base, 'page': page + 1})}" if page * ROWS < len(here) else "",
        "types": types(found),
        "values": choices(tab.kind, flats),
    }


def _is_open(target: Target, said: Mapping[tuple[str, str], Review]) -> bool:
    row = said.get((target.kind, target.guid))
    return row is None or row.value in (reviews.TAKEN_BACK, UNSURE) or row.carried_from_id is not None


def _flats_here(here: list[Target], known: Known) -> dict[str, str]:
    """Flats that a room of this storey may belong to: those of the storey."""
    keys = dict.fromkeys(t.proposed for t in here if t.proposed in known.flats)
    return {key: known.flats[key] for key in keys}


def _bulk(tab: Tab, known: Known, order: Order | None, bulk: Bulk | None) -> dict[str, Any]:
    if order is None or bulk is None:
        return {"order": order}
    counts: dict[str, int] = {}
    for _target, why in bulk.skipped:
        counts[why] = counts.get(why, 0) + 1
    label = word(tab.kind, order.value, known.flats)
    return {"order": order, "bulk": bulk, "bulk_label": label, "skipped": counts, "shown": bulk.taken[:12]}
