from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.models import ModelSet, ModelVersion
from bim.review_targets import KINDS, Bulk, Match
from bim.services import review_bulk, reviews
from bim.services.review_bulk import Order
from bim.services.review_standing import LISTS
from core.scope import signed_in

MOST = 2000
"""Elements named one by one in one call; a word in bulk has no such bound."""


class LinkSerializer(serializers.Serializer[Any]):
    """A way over a stair or ramp between two spaces; ``drop`` takes it back."""

    to = serializers.CharField()
    length_m = serializers.FloatField(required=False)
    stair = serializers.CharField(required=False, allow_blank=True)
    ramp = serializers.BooleanField(required=False)
    drop = serializers.BooleanField(required=False)

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.CharField(), **super().get_fields()}


class MatchSerializer(serializers.Serializer[Any]):
    """What is meant; empty fields mean everything. ``name`` may hold ``*`` and ``?``."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=200)
    storey = serializers.CharField(required=False, allow_blank=True, max_length=64)
    type = serializers.CharField(required=False, allow_blank=True, max_length=300)
    proposed = serializers.CharField(required=False, allow_blank=True, max_length=64)


class BulkSerializer(serializers.Serializer[Any]):
    """One word for many elements of the newest version. Single words of people stand unless ``overwrite``."""

    kind = serializers.ChoiceField(choices=list(KINDS))
    value = serializers.CharField(allow_blank=True, max_length=64)
    match = MatchSerializer()
    overwrite = serializers.BooleanField(required=False, default=False)


class ReviewsSerializer(serializers.Serializer[Any]):
    """By GlobalId: ``final``/``storey``/``no`` for doors and openings, kinds of stairs, uses of spaces, flats of
    spaces (a flat's key or ``common``), ``flat_door``/``inner`` for doors; an empty word takes one back."""

    exits = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    stairs = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    uses = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    flats = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    doors = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    links = LinkSerializer(many=True, required=False)


class SaidSerializer(ReviewsSerializer):
    """``bulk``: words for many elements; ``preview``: nothing is said, the answer tells what would be."""

    bulk = BulkSerializer(many=True, required=False)
    preview = serializers.BooleanField(required=False, default=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if sum(len(data.get(name, ())) for name in (*LISTS, "links")) > MOST:
            raise serializers.ValidationError(f"At most {MOST} elements in one call; use bulk for more.")
        return data


class SkippedSerializer(serializers.Serializer[Any]):
    guid = serializers.CharField()
    why = serializers.ChoiceField(choices=["same", "spoken", "inside_flat"])


class BulkDoneSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    taken = serializers.ListField(child=serializers.CharField())
    skipped = SkippedSerializer(many=True)


class AnswerSerializer(ReviewsSerializer):
    bulk = BulkDoneSerializer(many=True, required=False)


class ReviewView(APIView):
    """What people have said of a model's elements: exits, stairs, uses, flats, flat doors, ways between storeys."""

    def _model_set(self, request: Request, uuid: Any) -> ModelSet:
        found: ModelSet | None = ModelSet.objects.visible_to(request.user).filter(uuid=uuid).first()
        if found is None:
            raise Http404
        return found

    @extend_schema(operation_id="model_sets_reviews_retrieve", responses=ReviewsSerializer)
    def get(self, request: Request, uuid: Any) -> Response:
        """What is confirmed so far."""
        return Response(_shown(self._model_set(request, uuid)))

    @extend_schema(operation_id="model_sets_reviews_update", request=SaidSerializer, responses=AnswerSerializer)
    def patch(self, request: Request, uuid: Any) -> Response:
        """Say what some elements are, singly or many by one word; what is not named stays as it is.

        All of it holds, or nothing. A new check shows the effect.
        """
        model_set = self._model_set(request, uuid)
        given = SaidSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        done = _said(request, model_set, given.validated_data)
        return Response(_shown(model_set) | ({"bulk": done} if "bulk" in given.validated_data else {}))


@transaction.atomic
def _said(request: Request, model_set: ModelSet, given: dict[str, Any]) -> list[dict[str, Any]]:
    actor = signed_in(request.user)
    version: ModelVersion | None = model_set.versions.order_by("-number").first()
    orders = [_order(row) for row in given.get("bulk", ())]
    if given["preview"] and version is not None:
        return [_done(order, review_bulk.preview(version, order)) for order in orders]
    values = {kind: given.get(name, {}) for name, kind in LISTS.items()}
    reviews.say(actor=actor, model_set=model_set, words=reviews.Words(values, given.get("links", ())))
    if version is None:
        return []
    return [_done(o, review_bulk.carry_out(actor=actor, version=version, order=o)[0]) for o in orders]


def _order(row: dict[str, Any]) -> Order:
    return Order(row["kind"], row["value"], Match(**row["match"]), row["overwrite"])


def _done(order: Order, bulk: Bulk) -> dict[str, Any]:
    skipped = [{"guid": target.guid, "why": why} for target, why in bulk.skipped]
    return {"kind": order.kind, "taken": [t.guid for t in bulk.taken], "skipped": skipped}


def _shown(model_set: ModelSet) -> dict[str, Any]:
    holding = reviews.current(model_set)
    return {name: holding[kind] for name, kind in LISTS.items()} | {"links": list(holding["link"].values())}
