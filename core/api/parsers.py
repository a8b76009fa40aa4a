from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser


class BodyTooLarge(APIException):
    status_code = 413
    default_code = "too_large"


class Json(BaseParser):
    """Strict JSON, no larger than ``DATA_UPLOAD_MAX_MEMORY_SIZE``; an error that says where."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise BodyTooLarge(f"The body is larger than {limit // 1_000_000} MB.")
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError as problem:
            raise ParseError(f"The body is not JSON: {problem}") from problem


class Raw(BaseParser):
    """Any bytes, unread: the view streams them."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream
