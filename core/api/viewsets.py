"""Bases of the API. A leaf names its model, its columns and its serializer; everything else is here.

Lists read ``values()`` and pass them through: no model instances, no fields, one query plus what the leaf adds.
Every lookup starts from ``visible_to(user)`` and happens before the body is read: a foreign id is 404.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import F
from django.http import Http404
from rest_framework import viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from core.api.problems import PreconditionRequired
from core.errors import Stale

Rows = list[dict[str, Any]]


class Scoped(viewsets.GenericViewSet[Any]):
    """Rows of one model that the user may see, found by UUID."""

    model: ClassVar[Any]
    lookup_field = "uuid"
    lookup_value_converter = "uuid"
    orderings: ClassVar[dict[str, str]] = {}
    """Public name -> column for ``?ordering=``."""

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return self.model.objects.visible_to(self.request.user)

    def find(self, uuid: Any) -> Any:
        """The row, or 404 whether it does not exist or is not theirs."""
        row = self.get_queryset().filter(uuid=uuid).first()
        if row is None:
            raise Http404
        return row


class ListMixin(Scoped):
    """``columns`` maps public names to columns; ``list_serializer`` documents them for the OpenAPI document."""

    columns: ClassVar[dict[str, str]]
    list_serializer: ClassVar[type[Serializer[Any]]]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        order = self.orderings.get(request.query_params.get("ordering", "").removeprefix("-"), "pk")
        named = {f"_{name}": F(column) for name, column in self.chosen(request).items()}
        rows = self.filter_queryset(self.get_queryset()).values("pk", *{order} - {"pk"}, **named)
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.finish_rows([self._public(row) for row in page or []]))

    def chosen(self, request: Request) -> dict[str, str]:
        """The columns asked for by ``?fields=a,b``, all of them without it."""
        wanted = request.query_params.get("fields", "")
        if not wanted:
            return self.columns
        unknown = [name for name in wanted.split(",") if name not in self.columns]
        if unknown:
            raise ValidationError({"fields": f"No such field: {', '.join(unknown)}. Known: {', '.join(self.columns)}."})
        return {name: self.columns[name] for name in wanted.split(",")}

    def finish_rows(self, rows: Rows) -> Rows:
        """Hook: stitch children on with one query each, or drop helper columns."""
        return rows

    def _public(self, row: dict[str, Any]) -> dict[str, Any]:
        return {name[1:]: value for name, value in row.items() if name.startswith("_")}


class RetrieveMixin(Scoped):
    """One row with an ETag where the row has a version; ``If-None-Match`` answers 304."""

    detail_serializer: ClassVar[type[BaseSerializer[Any]]]

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.find(kwargs["uuid"])
        etag = getattr(row, "etag", "")
        if etag and request.headers.get("If-None-Match") == etag:
            return Response(status=304, headers={"ETag": etag})
        body = self.detail_serializer(row, context=self.get_serializer_context()).data
        return Response(body, headers={"ETag": etag} if etag else None)


class ReadViewSet(ListMixin, RetrieveMixin):
    """List and detail."""

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return self.list_serializer if self.action == "list" else self.detail_serializer


def require_match(request: Request, row: Any) -> None:
    """428 without If-Match, 412 when the row has moved on. Services check the version once more when they write."""
    given = request.headers.get("If-Match")
    if given is None:
        raise PreconditionRequired
    if given != row.etag:
        raise Stale
