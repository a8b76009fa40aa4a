"""Sandboxed: decode one photo and write the picture that may be shown, without any of its metadata.

Request ``{"file": name, "max_pixels": n, "long_side": n}``; leaves ``shown.jpg`` and ``photo.json``
``{"width", "height", "media_type", "taken": "2026-05-14T10:30:00" or null}``.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.sandbox_child import Refused, main

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
EXIF_IFD, TAKEN, TAKEN_CHANGED = 0x8769, 0x9003, 0x0132


def work(request: dict[str, Any], out: Path) -> None:
    from PIL import Image, ImageOps, UnidentifiedImageError

    # Our own check of the pixel count comes first; Pillow's would only warn up to twice its limit.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(out / request["file"], formats=list(MEDIA_TYPES)) as image:
            if image.width * image.height > request["max_pixels"]:
                raise Refused("TOO_LARGE", "The picture has too many pixels. Send it in a smaller size.")
            facts = {
                "width": image.width,
                "height": image.height,
                "media_type": MEDIA_TYPES[str(image.format)],
                "taken": taken(image),
            }
            shown = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Refused(
            "INVALID", "The file is no readable JPEG, PNG or WebP picture. Take or export it again."
        ) from problem
    shown.thumbnail((request["long_side"], request["long_side"]))
    clean = Image.new("RGB", shown.size)
    clean.paste(shown)
    clean.save(out / "shown.jpg", "JPEG", quality=85, optimize=True)
    (out / "photo.json").write_text(json.dumps(facts), "utf-8")


def taken(image: Any) -> str | None:
    """The camera's own entry, without a time zone; None where it is missing or no date."""
    exif = image.getexif()
    text = exif.get_ifd(EXIF_IFD).get(TAKEN) or exif.get(TAKEN_CHANGED)
    try:
        return datetime.strptime(str(text).strip("\x00 "), "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return None


if __name__ == "__main__":
    main(work)
