"""Who wants to know that a model was checked: higher apps register in ``AppConfig.ready``; in the transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bim.models import Check
    from core.models import User

CHECKED: list[Callable[[User | None, Check], None]] = []
"""Called with the person who started the check and the finished check, its results already written."""
