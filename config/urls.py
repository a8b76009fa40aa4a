from django.contrib import admin
from django.urls import include, path

from config.api import urlpatterns as api

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include(api)),
    path("", include("core.urls")),
    path("", include("portal.urls")),
]

handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
