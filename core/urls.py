from django.contrib.auth import views as auth
from django.urls import include, path

from core import views

urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path(
        "login/",
        auth.LoginView.as_view(template_name="core/login.html", redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("theme/", views.set_theme, name="set_theme"),
]
