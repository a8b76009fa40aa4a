from __future__ import annotations

from typing import Any

viewsets: list[tuple[str, Any]] = []
urlpatterns: list[Any] = []
