"""All settings, read from the environment; none is needed to start a command.

Serving is another matter: without ``SECRET_KEY`` and ``ALLOWED_HOSTS`` the web server refuses to start, unless
``DEMO=1`` binds it to the loopback interface (``core.serving``).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from config.environment import flag, names, number, secret_key
from config.unfold import UNFOLD as UNFOLD

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
SECRET_KEY, SECRET_KEY_IS_OWN = secret_key(VAR_DIR)
ALLOWED_HOSTS = names("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEMO or DEBUG else [])
HTTPS = flag("HTTPS", default=bool(names("ALLOWED_HOSTS")) and not DEMO)
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "portal",
    "inspections",
    "bim",
    "registry",
    "seeds",
    "core",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.DemoIsLocal",
    "django.middleware.http.ConditionalGetMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.DatabaseUnavailable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.PrivatePages",
    "core.middleware.Theme",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.ContentSecurityPolicy",
    # Last, so that its redirects to the login carry the headers of all others.
    "core.middleware.LoginRequired",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "core.context.frame",
            ],
            "builtins": ["core.templatetags.safety"],
        },
    }
]

# ---- storage -------------------------------------------------------------------------------------------------
SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at BEGIN, so that two writers queue instead of failing half-way; for the same
    # reason there is no ATOMIC_REQUESTS. recursive_triggers closes the hole that INSERT OR REPLACE would leave in
    # the append-only guards.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-32000;",
}
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'registry.sqlite3'}"
_database: dict[str, Any] = {**dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True)}
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = SQLITE_OPTIONS
    # A file, not :memory:, so that threads and processes of a test see each other's rows.
    _database["TEST"] = {"NAME": os.environ.get("TEST_SQLITE", f"/tmp/registry-test-{os.getpid()}.sqlite3")}  # noqa: S108
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR_DIR / "files"))
"""Content-addressed private files; never served by address, only through a view that checks permission."""

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["CACHE_URL"]}
        if os.environ.get("CACHE_URL")
        else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR_DIR / "cache")}
    )
}

# ---- sign-in -------------------------------------------------------------------------------------------------
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = number("SESSION_HOURS", 12) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "connect-src": [SELF, "blob:", "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
ADMIN_CSP_SCRIPT = [SELF, UNSAFE_EVAL]
"""The admin theme's Alpine needs eval; only its own prefix gets it."""

# ---- language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = os.environ.get("LANGUAGE_CODE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31_536_000
TIME_ZONE = os.environ.get("TIME_ZONE", "Asia/Shanghai")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]

# ---- static files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"


def npm(package: str, folder: str) -> tuple[str, str]:
    """``STATICFILES_DIRS`` entry of one npm package, its locked version in the address so that it may be cached."""
    lock = json.loads((BASE_DIR / "package-lock.json").read_text("utf-8"))
    version = lock["packages"][f"node_modules/{package}"]["version"]
    return (f"npm/{package}@{version}", str(BASE_DIR / "node_modules" / package / folder))


NPM = {
    "maplibre": npm("maplibre-gl", "dist"),
    "three": npm("three", "build"),
    "three-addons": npm("three", "examples/jsm"),
}
STATICFILES_DIRS: list[Any] = [("app", str(BASE_DIR / "frontend"))]
STATICFILES_DIRS += [(prefix, path) for prefix, path in NPM.values() if Path(path).is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": os.environ.get("STATICFILES_STORAGE", "core.staticfiles.HashedOwnFiles")},
}
WHITENOISE_MAX_AGE = 3600

# ---- background jobs -----------------------------------------------------------------------------------------
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_QUEUE_DIR = VAR_DIR / "queue"
SWEEP_SECONDS = number("SWEEP_SECONDS", 60)
JOB_LEASE_S = number("JOB_LEASE_S", 90)
JOB_RETRY_AFTER_S = number("JOB_RETRY_AFTER_S", 30)
JOB_MAX_ATTEMPTS = number("JOB_MAX_ATTEMPTS", 3)

# ---- limits for untrusted files ------------------------------------------------------------------------------
SANDBOX = {
    "memory_mb": number("SANDBOX_MEMORY_MB", 3072),
    "cpu_s": number("SANDBOX_CPU_S", 600),
    "wall_s": number("SANDBOX_WALL_S", 900),
    "file_mb": number("SANDBOX_FILE_MB", 512),
}
SCAN_CYCLES = flag("SCAN_CYCLES", default=True)
"""Look for placements that refer to themselves before the native reader meets them. Off only to prove isolation."""
MAX_MODEL_MB = number("MAX_MODEL_MB", 300)
DESK_CHECK_DAYS = number("DESK_CHECK_DAYS", 7)
"""How long a file that was checked without filing it is kept for its owner."""
DESK_CHECKS_PER_DAY = number("DESK_CHECKS_PER_DAY", 20)
MAX_PHOTO_MB = number("MAX_PHOTO_MB", 15)
IMPORT_FAR_KM = number("IMPORT_FAR_KM", 300)
"""A point of a file further than this from the middle of all its points is rejected; 0 switches the rule off."""
MAX_CENSUS_MB = number("MAX_CENSUS_MB", 200)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = os.environ.get("FILE_UPLOAD_TEMP_DIR")

# ---- the product ---------------------------------------------------------------------------------------------
DEFAULT_PACK = os.environ.get("DEFAULT_PACK", "gb55037-2022")
PACK_DIRS = [Path(p) for p in names("PACK_DIRS")]
MODEL_MIN_SCORE = number("MODEL_MIN_SCORE", 0)
"""Data quality, 0-100, that a delivered model must reach; below it the check says so. 0 demands nothing."""
BASEMAPS: list[dict[str, str]] = json.loads(os.environ.get("BASEMAPS", "[]"))
CALENDAR = os.environ.get("CALENDAR", "cn")
CLOCK_SOON_DAYS = number("CLOCK_SOON_DAYS", 3)
INSPECTOR_LABEL = os.environ.get("INSPECTOR_LABEL", "") or _("Inspector")

# ---- API -----------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "core.api.authentication.TokenAuthentication",
        "core.api.authentication.Session",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.Json"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.Json"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.Keyset",
    "DEFAULT_FILTER_BACKENDS": ["core.api.filters.StrictFilters"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.Schema",
    "EXCEPTION_HANDLER": "core.api.problems.handler",
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttles.PerToken"],
    "DEFAULT_THROTTLE_RATES": {"token": os.environ.get("API_RATE", "600/min")},
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Building Safety Registry API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "One safety file per building: what it is, what its model says, what is wrong, what is done.",
    "LICENSE": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["core.api.permissions.SignedIn"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "core.api.schema.document_problems"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
