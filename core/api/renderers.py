from __future__ import annotations

from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


class Json(BaseRenderer):
    """JSON by orjson; decimals as text, dates in ISO 8601."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if data is None:
            return b""
        return orjson.dumps(data, default=_text, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_UTC_Z)


class ProblemJson(Json):
    media_type = "application/problem+json"


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    return str(value)
