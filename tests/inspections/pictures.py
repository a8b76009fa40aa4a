"""Pictures for tests, made here: real bytes of real formats."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from PIL import Image

GPS_IFD, EXIF_IFD, TAKEN, MAKE = 0x8825, 0x8769, 0x9003, 0x010F


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 30), *, taken: str = "", colour: Any = (9, 90, 200)
) -> bytes:
    """With ``taken`` also a GPS position and a camera's name, as phones write them."""
    image, target = Image.new("RGB", size, colour), io.BytesIO()
    exif = image.getexif()
    if taken:
        exif[MAKE] = "SECRETCAM"
        exif.get_ifd(EXIF_IFD)[TAKEN] = taken
        exif.get_ifd(GPS_IFD).update({1: "N", 2: (39.0, 54.0, 20.0), 3: "E", 4: (116.0, 23.0, 30.0)})
    image.save(target, kind, exif=exif)
    return target.getvalue()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
