"""Stored files as answers. The caller has checked that the reader may see the row that points to the file."""

from __future__ import annotations

from django.http import FileResponse

from core.models import StoredFile


def stored_response(stored: StoredFile, *, name: str, attachment: bool = False, media_type: str = "") -> FileResponse:
    """The bytes with a type of our choosing: never sniffed, never run as a page.

    Kept by the browser, but asked for again each time: rights may have ended since (the ETag answers 304).
    """
    response = FileResponse(stored.path.open("rb"), as_attachment=attachment, filename=name)
    response["Content-Type"] = media_type or stored.media_type
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{stored.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    if attachment:
        response["Content-Security-Policy"] = "sandbox"
    return response
