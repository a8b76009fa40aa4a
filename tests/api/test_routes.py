"""Every address × method × caller answers as ``routes.csv`` says; an address that is not in it is a failure.

In the table ``*`` stands for any one segment; a line without it goes before. A method that has no line must be refused
(405). Pages of the admin are listed by GET only: their forms are Django's own and are tested in ``tests/core``.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.api.callers import CALLERS, browser
from tests.api.routes import addresses, body_for, path_for
from tests.api.world import World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
Expected = dict[str, int]


@cache
def table() -> dict[tuple[str, str], Expected]:
    """(method, address) -> caller -> status."""
    with Path(__file__).with_name("routes.csv").open(encoding="utf-8", newline="") as source:
        rows = [[cell.strip() for cell in row] for row in csv.reader(source)]
    callers = rows[0][2:]
    assert callers == list(CALLERS)
    found = {(m, address): dict(zip(callers, map(int, statuses), strict=True)) for m, address, *statuses in rows[1:]}
    assert len(found) == len(rows) - 1, "a line stands twice in the table"
    return found


def expected(method: str, address: str) -> Expected | None:
    exact = table().get((method, address))
    if exact is not None:
        return exact
    for (listed, pattern), statuses in table().items():
        if listed == method and "*" in pattern and _like(pattern).fullmatch(address):
            return statuses
    return None


def _like(pattern: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, pattern.split("*"))))


@pytest.fixture
def no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the status is asked for here; drawing each PDF would take seconds."""
    for module in ("inspections.papers.order", "portal.dossier.paper"):
        monkeypatch.setattr(f"{module}.render_pdf", lambda html: b"%PDF-1.7")


def ask(world: World, caller: str, method: str, address: str) -> int:
    """Status of A's valid request sent by this caller; whatever it changes is undone."""
    undo = transaction.savepoint()
    try:
        client = CALLERS[caller](world)
        if method == "GET":
            return int(client.get(path_for(address, world.a)).status_code)
        body = body_for(address, method, world.a)
        send = getattr(client, method.lower())
        return int(send(body.path or path_for(address, world.a), **body.sent()).status_code)
    finally:
        transaction.savepoint_rollback(undo)


def test_the_table_knows_every_address_and_no_other() -> None:
    listed = {address for _method, address in table()}
    unknown = [a for a in addresses() if not any(expected(m, a) for m in METHODS)]
    assert not unknown, f"no line in routes.csv: {unknown}"
    gone = [a for a in listed if "*" not in a and a not in addresses()]
    assert not gone, f"in routes.csv, but not in the URL conf: {gone}"


@pytest.mark.parametrize("address", addresses())
def test_statuses(world: World, no_paper: None, address: str) -> None:
    wrong = []
    for method in METHODS:
        statuses = expected(method, address)
        if statuses is None and method != "GET" and address.startswith("admin/"):
            continue
        wanted = statuses or {"officer": 405}
        got = {caller: ask(world, caller, method, address) for caller in wanted}
        wrong += [f"{method} {c}: {got[c]}, expected {wanted[c]}" for c in wanted if got[c] != wanted[c]]
    assert not wrong, "\n".join(wrong)


GARBAGE: list[dict[str, Any]] = [
    {"data": b"{not json", "content_type": "application/json"},
    {"data": b"[]", "content_type": "application/json"},
    {"data": b"\xff\xfe", "content_type": "text/plain"},
    {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
]
WRITES = [
    (method, address)
    for (method, address), statuses in table().items()
    if method != "GET" and "<" in address and "sha256" not in address and statuses["officer"] != 302
]
PAGES = [(m, a) for (m, a), statuses in table().items() if m == "POST" and "<" in a and statuses["foreign"] == 404]


@pytest.mark.parametrize(("method", "address"), sorted({*WRITES, *PAGES}))
def test_a_foreign_id_is_404_before_the_body_is_read(world: World, method: str, address: str) -> None:
    """Also where the right caller may choose the id: this one is taken by somebody else's row."""
    client = browser(world.b.officer)
    for garbage in GARBAGE:
        answer = client.generic(method, path_for(address, world.a), **garbage, headers={"If-Match": '"999"'})
        assert answer.status_code == 404, garbage
