"""Photos for the demo: drawn, not taken. Each is different, so that each has a hash of its own."""

from __future__ import annotations

import hashlib
import io
import random

from PIL import Image, ImageDraw

from core.models import User
from inspections.models import Photo
from inspections.services.photos import keep

SIZE = (960, 720)


def take_photo(actor: User, number: int, *, mended: bool) -> Photo:
    """A picture of a corridor, cluttered or cleared, through the door that every photo takes."""
    data = draw(number, mended=mended)
    photo, _new = keep(actor=actor, sha256=hashlib.sha256(data).hexdigest(), chunks=[data])
    return photo


def draw(number: int, *, mended: bool) -> bytes:
    """JPEG bytes; equal arguments give equal bytes."""
    dice = random.Random(f"photo {number} {mended}")
    image = Image.new("RGB", SIZE, "#c9c4b8")
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, 720), (360, 380), (600, 380), (960, 720)], fill="#9b968a")
    pen.rectangle([360, 150, 600, 380], fill="#dfe3e0", outline="#6d7472", width=4)
    pen.polygon([(0, 0), (360, 150), (360, 380), (0, 720)], fill="#b9b2a2")
    pen.polygon([(960, 0), (600, 150), (600, 380), (960, 720)], fill="#b3ad9e")
    pen.rectangle([440, 210, 530, 380], fill="#4c7a68" if mended else "#7c6a55", outline="#2e3a36", width=4)
    for _ in range(0 if mended else 9):
        x, y, w = dice.randint(120, 760), dice.randint(420, 600), dice.randint(60, 150)
        pen.rectangle(
            [x, y, x + w, y + w * 0.7], fill=dice.choice(["#a8743d", "#8a5a2b", "#5d6b78"]), outline="#33271a", width=3
        )
    pen.text((24, 684), f"No. {number}", fill="#1d2a2b")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
