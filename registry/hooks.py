"""What higher apps do when something happens here. They append in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HANDOVER: list[Callable[..., None]] = []
"""Called inside the handover's transaction, once per building, with the keywords ``actor, building, role, old, new,
on``: ``old`` (Organisation or None) answers until the day before ``on``, ``new`` from that day."""

STAGE: list[Callable[..., Any]] = []
"""Called inside the transaction of a change of stage, with the keywords ``actor, building, old, new`` (stage codes)."""
