"""How much a delivery may weigh before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps in bytes. ``zip_ratio`` is unpacked over packed size, ``max_bytes`` holds for the unpacked model too."""

    max_bytes: int = 300 * MB
    zip_ratio: int = 200
    max_files: int = 50
