"""Private files behind a permission check: renditions of photos and issued orders."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.http import stored_response
from inspections.models import Order, Photo
from portal.reader import reader


@require_safe
def photo(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The rendition of a photo (no metadata in it). 404 for whoever does not see what it hangs on."""
    found: Photo = get_object_or_404(
        Photo.objects.visible_to(reader(request)).select_related("rendition"), sha256=sha256
    )
    return stored_response(found.rendition, name=f"{sha256[:12]}.jpg")


@require_safe
def order_pdf(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """An order as it was issued."""
    from inspections.papers import order_pdf as draw

    order: Order = get_object_or_404(Order.objects.visible_to(reader(request)), uuid=uuid)
    response = HttpResponse(draw(order), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="order-{order.hazard.number}.pdf"'
    return response
