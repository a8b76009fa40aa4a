from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs: theme and whether this is the demo."""
    return {"theme": getattr(request, "theme", ""), "is_demo": settings.DEMO}
