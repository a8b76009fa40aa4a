from __future__ import annotations

from typing import Any

from django.urls import path

from bim.api.acceptances import AcceptanceView, BcfView
from bim.api.checks import CheckViewSet, ResultViewSet
from bim.api.desk import DeskChecksView, DeskReportView
from bim.api.model_buildings import ModelBuildingsView
from bim.api.models import ModelSetViewSet, ModelViewSet
from bim.api.reviews import ReviewView
from bim.api.uploads import UploadView

viewsets: list[tuple[str, Any]] = [
    ("model-sets", ModelSetViewSet),
    ("models", ModelViewSet),
    ("checks", CheckViewSet),
    ("results", ResultViewSet),
]
urlpatterns: list[Any] = [
    path("buildings/<uuid:uuid>/models/", UploadView.as_view(), name="model-upload-api"),
    path("checks/<uuid:uuid>/acceptances/", AcceptanceView.as_view(), name="check-acceptances-api"),
    path("checks/<uuid:uuid>/bcf/", BcfView.as_view(), name="check-bcf-api"),
    path("models/<uuid:uuid>/buildings/", ModelBuildingsView.as_view(), name="model-buildings-api"),
    path("desk-checks/", DeskChecksView.as_view(), name="desk-checks-api"),
    path("desk-checks/<uuid:uuid>/report/", DeskReportView.as_view(), name="desk-report-api"),
    path("model-sets/<uuid:uuid>/reviews/", ReviewView.as_view(), name="model-reviews-api"),
]
