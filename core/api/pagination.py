from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as InvalidValue
from django.db import DataError
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination


class Keyset(CursorPagination):
    """Next and previous by key, never by number: page 9000 costs what page 1 costs, and nothing is counted."""

    page_size_query_param = "page_size"
    max_page_size = 500
    ordering = "pk"
    cursor_query_description = "Where the page starts; taken from `next` or `previous` of another page."

    def get_page_size(self, request: Any) -> int | None:
        """A size that is no number is an error, not the usual size in silence; a larger one is cut to the largest."""
        wanted = request.query_params.get(self.page_size_query_param)
        if wanted is None:
            return self.page_size
        if not (wanted.isascii() and wanted.isdigit() and int(wanted[:9])):
            raise ValidationError({self.page_size_query_param: f"Give a number from 1 to {self.max_page_size}."})
        return min(int(wanted[:9]), self.max_page_size)

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """A made-up cursor is 404, not an error of ours."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, InvalidValue, DataError) as problem:
            raise NotFound("This cursor does not belong to this list.") from problem

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        """The view's allowed orderings by ``?ordering=``, always ended by the key so that it is total."""
        wanted = request.query_params.get("ordering", "")
        allowed = getattr(view, "orderings", ())
        name = wanted.removeprefix("-")
        if name and name in allowed:
            sign = "-" if wanted.startswith("-") else ""
            return (f"{sign}{allowed[name]}", f"{sign}pk")
        return ("pk",)
