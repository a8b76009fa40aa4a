"""Addresses of models and checks."""

from django.urls import URLPattern, path

from portal.views import check, check_report, compare, desk, exits, model_buildings, model_upload
from portal.views.quality import accept, quality, topics

urlpatterns: list[URLPattern] = [
    path("buildings/<uuid:building_id>/models/upload/", model_upload.upload, name="model-upload"),
    path("checks/<uuid:check_id>/", check.check, name="model-check"),
    path("checks/<uuid:check_id>/model.glb", check.glb, name="model-glb"),
    path("checks/<uuid:check_id>/report.json", check.report, name="model-report"),
    path("checks/<uuid:check_id>/quality/", quality, name="model-quality"),
    path("checks/<uuid:check_id>/topics.bcf", topics, name="model-topics"),
    path("checks/<uuid:check_id>/accept/", accept, name="model-accept"),
    path("checks/<uuid:check_id>/compare/", compare.compare, name="model-compare"),
    path("checks/<uuid:check_id>/report/", check_report.page, name="check-report"),
    path("checks/<uuid:check_id>/report.pdf", check_report.pdf, name="check-report-pdf"),
    path("checks/<uuid:check_id>/recheck/", check.recheck, name="model-recheck"),
    path("check-a-file/", desk.desk, name="desk"),
    path("check-a-file/<uuid:desk_id>/", desk.result, name="desk-result"),
    path("check-a-file/<uuid:desk_id>/report.json", desk.report, name="desk-report"),
    path("models/<uuid:version_id>/buildings/", model_buildings.buildings, name="model-buildings"),
    path("models/<uuid:version_id>/exits/", exits.exits, name="exit-review"),
    path("models/<uuid:version_id>/exits/since/", exits.since, name="exit-review-since"),
]
