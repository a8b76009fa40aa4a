"""What changed between two checks of one model: verdicts first, then elements."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bim.models import Check
from bim.services.comparing import before, changes_between
from portal.selectors import changes as select
from portal.views.check import find

CHOICES = 30


@require_safe
def compare(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    """``?from=UUID``: the older check, of the same building; without it the version before."""
    new = find(request, check_id)
    old = _older(request, new)
    context = {
        "section": "models",
        "check": new,
        "old": old,
        "version": new.version,
        "building": new.version.building,
        "choices": list(_others(new)[:CHOICES]),
    }
    if old is not None:
        changes = changes_between(old, new)
        context |= {
            "changes": changes,
            "verdicts": select.verdict_rows(changes, new),
            "elements": select.element_rows(changes),
            "verdict_counts": select.verdict_counts(changes),
            "element_counts": select.element_counts(changes),
            "shown": select.SHOWN,
        }
    return render(request, "portal/check/compare.html", context)


def _others(new: Check) -> QuerySet[Check]:
    """Every check of the building may stand on the other side, also one of another model."""
    mine = Check.objects.filter(version__model_set__building=new.version.building).exclude(pk=new.pk)
    found: QuerySet[Check] = mine.select_related("version__model_set", "facts", "report").order_by("-pk")
    return found


def _older(request: HttpRequest, new: Check) -> Check | None:
    wanted = request.GET.get("from", "")
    if not wanted:
        last = before(new)
        return _others(new).filter(pk=last.pk).first() if last else None
    try:
        found = _others(new).filter(uuid=uuid.UUID(wanted)).first()
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found
