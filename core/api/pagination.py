from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class Keyset(CursorPagination):
    """Next and previous by key, never by number: page 9000 costs what page 1 costs, and nothing is counted."""

    page_size_query_param = "page_size"
    max_page_size = 500
    ordering = "pk"
    cursor_query_description = "Where the page starts; taken from `next` or `previous` of another page."

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """A made-up cursor is 404, not an error of ours."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, ValidationError) as problem:
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
