"""Content-addressed files: write-once, named by the SHA-256 of their bytes, never half-written."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from core.models import StoredFile

CHUNK = 1024 * 1024


class TooLarge(Exception):
    """The upload is larger than allowed; ``limit_mb`` says how large it may be."""

    def __init__(self, limit_mb: int) -> None:
        super().__init__(f"The file is larger than {limit_mb} MB. Send a smaller file.")
        self.limit_mb = limit_mb


def store(chunks: Iterable[bytes], *, media_type: str, limit_mb: int | None = None) -> StoredFile:
    """Write, fsync, rename; a file that is there already stays as it is. Call it outside of a transaction."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="incoming-", dir=root)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size = _copy(chunks, target, limit_mb)
        return _adopt(temporary, sha256, size, media_type)
    finally:
        temporary.unlink(missing_ok=True)


def store_path(path: Path, *, media_type: str) -> StoredFile:
    """Store a file that a sandbox left behind."""
    with path.open("rb") as source:
        return store(iter(lambda: source.read(CHUNK), b""), media_type=media_type)


def store_bytes(data: bytes, *, media_type: str) -> StoredFile:
    return store([data], media_type=media_type)


def discard(stored: StoredFile) -> bool:
    """Remove a file that no row points to any more; False, and nothing done, where one does.

    Put aside first and looked at again: bytes that are stored anew at this moment get their file back.
    """
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return False
    path = Path(settings.MEDIA_ROOT) / stored.sha256[:2] / stored.sha256
    aside = path.with_suffix(".gone")
    with suppress(FileNotFoundError):
        path.replace(aside)
        if StoredFile.objects.filter(sha256=stored.sha256).exists() and not path.exists():
            aside.replace(path)
        aside.unlink(missing_ok=True)
    return True


def altered() -> Iterator[tuple[StoredFile, str]]:
    """Stored files that are missing or whose bytes no longer match their name."""
    for stored in StoredFile.objects.order_by("pk").iterator():
        if not stored.path.is_file():
            yield stored, "missing"
        elif file_digest(stored.path) != stored.sha256:
            yield stored, "altered"


def file_digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def copy_to(stored: StoredFile, target: Path) -> Path:
    """A copy for a sandbox to read under a name of its own; the original stays out of its reach."""
    shutil.copyfile(stored.path, target)
    return target


def _copy(chunks: Iterable[bytes], target: BinaryIO, limit_mb: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if limit_mb is not None and size > limit_mb * CHUNK:
            raise TooLarge(limit_mb)
        digest.update(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _adopt(temporary: Path, sha256: str, size: int, media_type: str) -> StoredFile:
    path = Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    _settle(temporary, path)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size, "media_type": media_type})
    # Discarded in between by whoever had these bytes before: the row is new, and the bytes come back.
    _settle(temporary, path)
    return stored


def _settle(temporary: Path, path: Path) -> None:
    if not path.exists() and temporary.exists():
        temporary.chmod(0o440)
        temporary.replace(path)
