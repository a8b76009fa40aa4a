"""Private files behind a permission check: renditions of photos and issued orders."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.http import stored_response
from core.pdf import PdfFailed
from inspections.models import Order, Photo
from inspections.papers.order import order_pdf as draw
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
    order: Order = get_object_or_404(Order.objects.visible_to(reader(request)).select_related("hazard"), uuid=uuid)
    try:
        response = HttpResponse(draw(order), content_type="application/pdf")
    except PdfFailed:
        messages.error(request, _("The PDF could not be made. Try again; the order itself is on file unchanged."))
        return redirect("hazard", uuid=order.hazard.uuid)
    response["Content-Disposition"] = f'inline; filename="order-{order.hazard.number}.pdf"'
    return response
