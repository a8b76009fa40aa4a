"""The door: what comes in is recognised, unpacked, mended and checked before a native library sees it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from bim.facts import SourceFile
from bim.read.cycles import refuse_cycles
from bim.read.errors import TooLarge, Unreadable
from bim.read.header import repair_schema
from bim.read.limits import MB, Limits
from bim.read.sniff import require_tail, sniff
from bim.read.text import clean_text
from bim.read.transcode import transcode
from bim.read.unzip import unpack


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that may be opened. ``data`` is the text to parse; ``source`` describes the bytes delivered."""

    source: SourceFile
    data: bytes
    as_delivered: bool
    """Whether ``data`` equals the delivered file, so that the file itself may be opened."""


def prepare(path: Path, limits: Limits, scan_cycles: bool = True, *, name: str = "") -> Prepared:
    """Check one delivered file. ``scan_cycles=False`` leaves the crash to whoever tests the sandbox.

    ``name``: what its deliverer calls it; empty: the name of the path.
    """
    name = clean_text(name or path.name)
    delivered = _read(path, name, limits)
    kind = sniff(name, delivered)
    data = unpack(name, delivered, limits) if kind == "zip" else delivered
    if kind == "zip" and sniff(name, data) == "zip":
        raise Unreadable("zip_no_ifc", file=name)
    require_tail(name, data)
    data, schema, repairs = _mend(name, data)
    if scan_cycles:
        refuse_cycles(name, data)
    digest = hashlib.sha256(delivered).hexdigest()
    source = SourceFile(name, digest, schema, len(delivered), repairs=repairs)
    return Prepared(source, data, as_delivered=kind == "spf" and not repairs)


def _mend(name: str, data: bytes) -> tuple[bytes, str, tuple[str, ...]]:
    repairs: list[str] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        repairs.append("byte order mark removed")
    data, schema, repair = repair_schema(name, data)
    data, encoding = transcode(data)
    if encoding:
        repairs.append(f"raw {encoding.upper()} text in strings escaped")
    return data, schema, tuple([*repairs, repair] if repair else repairs)


def _read(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.max_bytes:
            raise TooLarge("too_large", file=name, limit_mb=limits.max_bytes // MB)
        return path.read_bytes()
    except OSError as error:
        raise Unreadable("missing", file=name) from error
