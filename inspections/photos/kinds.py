"""What a picture is by its first bytes. The name and the stated media type are never believed."""

from __future__ import annotations


def media_type_of(head: bytes) -> str:
    """``image/jpeg``, ``image/png`` or ``image/webp`` from the first 12 bytes, else an empty string."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return ""
