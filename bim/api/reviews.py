from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bim.models import ModelSet
from bim.services import reviews
from core.scope import signed_in


class ReviewsSerializer(serializers.Serializer[Any]):
    """GlobalId -> ``final``/``storey``/``no`` for doors and openings, GlobalId -> kind for stairs."""

    exits = serializers.DictField(child=serializers.CharField(), required=False)
    stairs = serializers.DictField(child=serializers.CharField(), required=False)


class ReviewView(APIView):
    """Exits and stair kinds of a model as confirmed by people."""

    def _model_set(self, request: Request, uuid: Any) -> ModelSet:
        found: ModelSet | None = ModelSet.objects.visible_to(request.user).filter(uuid=uuid).first()
        if found is None:
            raise Http404
        return found

    @extend_schema(operation_id="model_sets_reviews_retrieve", responses=ReviewsSerializer)
    def get(self, request: Request, uuid: Any) -> Response:
        """What is confirmed so far."""
        return Response(_shown(self._model_set(request, uuid)))

    @extend_schema(operation_id="model_sets_reviews_update", request=ReviewsSerializer, responses=ReviewsSerializer)
    def patch(self, request: Request, uuid: Any) -> Response:
        """Confirm some exits and stairs; what is not named stays as it is. A new check shows the effect."""
        model_set = self._model_set(request, uuid)
        given = ReviewsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = {name: given.validated_data.get(name, {}) for name in ("exits", "stairs")}
        reviews.confirm_all(actor=signed_in(request.user), model_set=model_set, **said)
        return Response(_shown(model_set))


def _shown(model_set: ModelSet) -> dict[str, dict[str, str]]:
    holding = reviews.current(model_set)
    return {"exits": holding["exit"], "stairs": holding["stair"]}
