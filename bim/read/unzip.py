"""Taking the one model out of an ifczip, counting bytes before believing any size that the archive declares."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from bim.read.errors import ReadError, TooLarge, Unreadable, Unsupported
from bim.read.limits import MB, Limits

_CHUNK = 1 << 16


def unpack(name: str, data: bytes, limits: Limits) -> bytes:
    """The single ``.ifc`` member of a zip archive. Nothing is written to disk and nothing else is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _the_member(name, archive)
            return _stream(name, archive, member, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable("zip_broken", file=name) from error


def _the_member(name: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = [info for info in archive.infolist() if not info.is_dir()]
    for info in entries:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        link = stat.S_ISLNK(info.external_attr >> 16)
        if link or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise Unreadable("zip_path", file=name)
    models = [info for info in entries if info.filename.lower().endswith(".ifc")]
    if not models and any(info.filename.lower().endswith((".ifcxml", ".xml")) for info in entries):
        raise Unsupported("ifcxml", file=name)
    if not models:
        raise Unreadable("zip_no_ifc", file=name)
    if len(models) > 1:
        raise Unreadable("zip_many", file=name, count=len(models))
    if models[0].flag_bits & 0x1:
        raise Unreadable("zip_encrypted", file=name)
    return models[0]


def _stream(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    # The declared sizes may lie, so the packed size is what lies between us and the end of the archive at most.
    packed = max(1, min(member.compress_size, archive.start_dir))
    _check(name, member.file_size, packed, limits)
    out = io.BytesIO()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            out.write(chunk)
            _check(name, out.tell(), packed, limits)
    return out.getvalue()


def _check(name: str, size: int, packed: int, limits: Limits) -> None:
    error: ReadError | None = None
    if size > limits.max_bytes:
        error = TooLarge("too_large", file=name, limit_mb=limits.max_bytes // MB)
    elif size > packed * limits.zip_ratio:
        error = TooLarge("zip_ratio", file=name, limit=limits.zip_ratio)
    if error is not None:
        raise error
