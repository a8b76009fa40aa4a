from __future__ import annotations

from typing import Any

from django.urls import path, register_converter
from drf_spectacular.utils import extend_schema

from inspections.api.hazards import HazardViewSet
from inspections.api.photos import PhotoView, Sha256
from inspections.api.records import OrderViewSet, RectificationViewSet, ReinspectionViewSet

register_converter(Sha256, "sha256")

viewsets: list[tuple[str, Any]] = [
    ("hazards", HazardViewSet),
    ("orders", OrderViewSet),
    ("rectifications", RectificationViewSet),
    ("reinspections", ReinspectionViewSet),
]


@extend_schema(exclude=True)
class PhotoViewWithSlash(PhotoView):
    """The same address with a slash at its end, like all others."""


urlpatterns: list[Any] = [
    path("photos/<sha256:sha256>", PhotoView.as_view(), name="photo"),
    path("photos/<sha256:sha256>/", PhotoViewWithSlash.as_view()),
]
