"""Content-addressed files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from core.models import StoredFile
from core.services import files

pytestmark = pytest.mark.django_db


def leftovers() -> list[Path]:
    from django.conf import settings

    return list(Path(settings.MEDIA_ROOT).glob("incoming-*"))


def test_equal_bytes_are_one_file_named_by_their_hash() -> None:
    one = files.store([b"ab", b"c"], media_type="text/plain")
    two = files.store_bytes(b"abc", media_type="text/plain")
    assert (one.pk, one.sha256) == (two.pk, hashlib.sha256(b"abc").hexdigest())
    assert one.path.read_bytes() == b"abc"
    assert leftovers() == []


def test_too_large_leaves_neither_row_nor_bytes() -> None:
    with pytest.raises(files.TooLarge, match="1 MB"):
        files.store([b"x" * 600_000] * 2, media_type="text/plain", limit_mb=1)
    assert (StoredFile.objects.count(), leftovers()) == (0, [])


def test_an_upload_that_breaks_off_leaves_nothing() -> None:
    def broken() -> Any:
        yield b"first"
        raise OSError("connection lost")

    with pytest.raises(OSError, match="lost"):
        files.store(broken(), media_type="text/plain")
    assert (StoredFile.objects.count(), leftovers()) == (0, [])


def test_altered_and_missing_files_are_found() -> None:
    _good, bad, gone = (files.store_bytes(text, media_type="text/plain") for text in (b"good", b"bad", b"gone"))
    bad.path.chmod(0o600)
    bad.path.write_bytes(b"BAD")
    gone.path.unlink()
    assert [(f.pk, why) for f, why in files.altered()] == [(bad.pk, "altered"), (gone.pk, "missing")]
