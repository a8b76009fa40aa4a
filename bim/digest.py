"""One name for a delivery of several files, whatever order they come in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection


def delivery_sha256(hashes: Collection[str]) -> str:
    """SHA-256 (hexadecimal) of a delivery from those of its files: of one file its own, else over the sorted ones.

    >>> delivery_sha256(["ab"]), delivery_sha256(["a", "b"]) == delivery_sha256(["b", "a"])
    ('ab', True)
    """
    known = sorted(set(hashes))
    return known[0] if len(known) == 1 else hashlib.sha256("".join(known).encode()).hexdigest()
