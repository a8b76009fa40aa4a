"""One world for all tests of this folder: built once per process, left as it was by every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from tests.api.world import World, make_world


@pytest.fixture(scope="package")
def _files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="package")
def built(_files: Path, django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """The world inside a transaction of the package; tests run in savepoints of it."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caches = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    weather = override_settings(MEDIA_ROOT=_files, PASSWORD_HASHERS=hashers, CACHES=caches, JOB_LEASE_S=3600)
    with django_db_blocker.unblock(), transaction.atomic():
        with weather:
            world = make_world(_files)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: Any, settings: Any, _files: Path) -> World:
    """``built`` with its files where the settings of this test point."""
    settings.MEDIA_ROOT = _files
    assert _files == django_settings.MEDIA_ROOT
    return built
