"""What the import linter cannot see: relations and app lookups by string follow the same order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["core", "registry", "bim", "inspections", "portal", "seeds", "config"]
OWN = [model for model in apps.get_models() if model._meta.app_label in ORDER]


def rank(label: str) -> int:
    return ORDER.index(label)


@pytest.mark.parametrize("model", OWN, ids=lambda m: m._meta.label)
def test_relations_point_down_or_sideways(model: type) -> None:
    for field in model._meta.get_fields():
        if not isinstance(field, (ForeignKey, ManyToManyField)):
            continue
        target = field.related_model._meta.app_label
        if target in ORDER:
            assert rank(target) <= rank(model._meta.app_label), (
                f"{model._meta.label}.{field.name} points up to {target}"
            )


def test_get_model_strings_point_down() -> None:
    for label in ORDER:
        for path in (ROOT / label).rglob("*.py"):
            for target in re.findall(r"get_model\(\s*[\"'](\w+)", path.read_text("utf-8")):
                assert target not in ORDER or rank(target) <= rank(label), f"{path} looks up {target}"


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWN, ids=lambda m: m._meta.label)
def test_every_foreign_key_has_an_index(model: type) -> None:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table)
    leading = {
        c["columns"][0]
        for c in constraints.values()
        if c["columns"] and (c["index"] or c["unique"] or c["primary_key"])
    }
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            assert field.column in leading, f"{model._meta.label}.{field.name} has no index"


def test_nothing_is_deleted_with_its_neighbour() -> None:
    """CASCADE only where the child is a part of its parent; the safety file itself is PROTECTed throughout."""
    parts = {
        "core.Membership.user",
        "core.ApiToken.user",
        "bim.CheckResult.check_run",
        "bim.CheckPlan.check_run",
        "bim.ModelFile.version",
        "bim.ModelSetBuilding.model_set",
    }
    cascading = {
        f"{model._meta.label}.{field.name}"
        for model in OWN
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.remote_field.on_delete.__name__ == "CASCADE"
    }
    assert {c for c in cascading if not c.startswith("core.User_")} <= parts
