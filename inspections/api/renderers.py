"""Media types of answers that are no JSON, so that they can be asked for; errors stay problem JSON."""

from __future__ import annotations

from core.api.renderers import Json


class Pdf(Json):
    media_type = "application/pdf"
    format = "pdf"


class Picture(Json):
    media_type = "image/jpeg"
    format = "jpeg"
