"""Photos: write-once, checked, shown without metadata, and a foreign hash gives nothing away."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from core.services.files import altered
from inspections.models import Photo
from tests.factories.people import make_area, make_member
from tests.inspections.pictures import EXIF_IFD, GPS_IFD, picture, sha

pytestmark = pytest.mark.django_db


def client(user: Any = None) -> Client:
    made = Client()
    made.force_login(user or make_member("inspector", area=make_area()))
    return made


def put(who: Client, data: bytes, name: str = "") -> Any:
    return who.put(f"/api/v1/photos/{name or sha(data)}", data, content_type="application/octet-stream")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_and_shown_without_place_and_device(kind: str) -> None:
    who, data = client(), picture(kind, taken="2026:05:14 10:30:00")
    assert b"SECRETCAM" in data
    answer = put(who, data)
    assert answer.status_code == 201, answer.content
    assert answer.json()["taken_on"] == "2026-05-14"
    shown = who.get(f"/api/v1/photos/{sha(data)}")
    body = b"".join(shown.streaming_content)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert b"SECRETCAM" not in body
    exif = Image.open(io.BytesIO(body)).getexif()
    assert not exif
    assert not exif.get_ifd(GPS_IFD)
    assert not exif.get_ifd(EXIF_IFD)
    assert list(altered()) == []


def test_sending_it_again_is_the_same_photo() -> None:
    who, data = client(), picture()
    assert [put(who, data).status_code, put(who, data).status_code] == [201, 200]
    assert Photo.objects.count() == 1


def test_another_persons_photo_is_answered_as_if_it_were_new() -> None:
    one, other, data = client(), client(), picture()
    put(one, data)
    assert other.get(f"/api/v1/photos/{sha(data)}").status_code == 404
    # Without the bytes the hash gives nothing away: the same refusal as for a hash that nobody has sent.
    known = put(other, picture(colour=(1, 2, 3)), sha(data))
    unknown = put(other, picture(colour=(1, 2, 3)), "0" * 64)
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 422
    assert put(other, data).status_code == 201
    assert Photo.objects.count() == 1
    assert other.get(f"/api/v1/photos/{sha(data)}").status_code == 200


def png_bomb(side: int) -> bytes:
    """A few kilobytes that say they are side × side pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * 64), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BAD = {
    "text called a picture": (b"hello, I am a photo", "not_a_picture"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not_a_picture"),
    "a GIF": (b"GIF89a" + b"\0" * 40, "not_a_picture"),
    "a JPEG cut short": (picture(size=(800, 600))[:400], "photo_invalid"),
    "JPEG magic before rubbish": (b"\xff\xd8\xff\xe0" + b"rubbish" * 50, "photo_invalid"),
    "too many pixels": (png_bomb(30_000), "photo_too_large"),
    "nothing": (b"", "not_a_picture"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_pictures_are_refused_and_leave_nothing(name: str) -> None:
    data, code = BAD[name]
    answer = put(client(), data)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert Photo.objects.count() == 0


def test_more_bytes_than_allowed_are_413_with_and_without_a_stated_length(settings: Any) -> None:
    settings.MAX_PHOTO_MB = 1
    big = picture("PNG") + b"\0" * 1_100_000
    assert put(client(), big).status_code == 413


def test_a_taken_day_in_the_future_counts_as_the_day_of_arrival() -> None:
    who, data = client(), picture(taken="2099:01:01 00:00:00")
    put(who, data)
    photo = Photo.objects.get()
    assert photo.taken_on == dt.date(2099, 1, 1)
    assert photo.day == photo.received_on


def test_nobody_and_read_only_tokens_send_nothing() -> None:
    from core.services.tokens import issue

    assert put(Client(), picture()).status_code == 401
    user = make_member("inspector", area=make_area())
    _token, text = issue(actor=user, user=user, name="read", scope="read")
    answer = Client().put(
        f"/api/v1/photos/{sha(picture())}",
        picture(),
        content_type="image/jpeg",
        headers={"Authorization": f"Bearer {text}"},
    )
    assert answer.status_code == 403


def test_a_decoder_that_crashes_is_a_sentence_and_the_next_photo_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from inspections.photos import child

    crash = tmp_path / "crash.py"
    crash.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    who = client()
    with monkeypatch.context() as patched:
        patched.setattr(child, "__file__", str(crash))
        answer = put(who, picture())
    assert (answer.status_code, answer.json()["code"]) == (422, "photo_crash")
    assert put(who, picture()).status_code == 201
