"""Append-only tables: the database itself refuses UPDATE, DELETE and TRUNCATE.

Installed after every migrate (SQLite drops triggers when it rebuilds a table) and asserted by a system check. A test
or a restore that must empty the tables lifts the guards with ``lifted()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PROTECTED: set[str] = {"core_event"}
"""Table names; an app adds its own in ``AppConfig.ready`` through ``protect``."""

MESSAGE = "this table is append-only: a correction is a new record"


def protect(*tables: str) -> None:
    PROTECTED.update(tables)


def install(using: str = "default", **_signal: Any) -> None:
    """Put the guards on every protected table that exists. Idempotent."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    statements = _postgres if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for table in sorted(PROTECTED & existing):
            for sql in statements(table):
                cursor.execute(sql)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Protected tables without their full set of guards."""
    existing = set(connection.introspection.table_names())
    wanted = {(table, act) for table in PROTECTED & existing for act in _acts(connection)}
    return {table for table, _act in wanted - _present(connection)}


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Lift all guards for the length of the block. For tests' teardown and for restoring into emptiness only."""
    connection = connections[using]
    tables = sorted(PROTECTED & set(connection.introspection.table_names()))
    with connection.cursor() as cursor:
        for table in tables:
            for act in _acts(connection):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "guard_{table}_{act}"{on}')
    try:
        yield
    finally:
        install(using)


def registered_tables() -> set[str]:
    """Protected tables that belong to an installed model; a typo in ``protect`` shows up here."""
    return PROTECTED & {model._meta.db_table for model in apps.get_models()}


def _acts(connection: BaseDatabaseWrapper) -> list[str]:
    return ["update", "delete", "truncate"] if connection.vendor == "postgresql" else ["update", "delete"]


def _present(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    sql = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'guard_%' AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [row[0].removeprefix("guard_") for row in cursor.fetchall()]
    return {(name.rsplit("_", 1)[0], name.rsplit("_", 1)[1]) for name in names}


def _sqlite(table: str) -> list[str]:
    return [
        f'CREATE TRIGGER IF NOT EXISTS "guard_{table}_{act}" BEFORE {act.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table}: {MESSAGE}'); END"
        for act in ("update", "delete")
    ]


def _postgres(table: str) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '%: {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    triggers = [
        f'CREATE OR REPLACE TRIGGER "guard_{table}_{act}" BEFORE {act.upper()} ON "{table}" '
        f"FOR EACH {'STATEMENT' if act == 'truncate' else 'ROW'} EXECUTE FUNCTION guard_append_only()"
        for act in ("update", "delete", "truncate")
    ]
    return [function, *triggers]
