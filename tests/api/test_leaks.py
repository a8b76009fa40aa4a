"""Nothing of one tenant in anything that the other may read: lists, details, searches, papers, files, tiles.

``crawl`` reads every GET address as one person and ``found`` looks for the other tenant's marks in what came back. The
same crawl by the tenant herself finds them, and a leak made on purpose is reported.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator

import pytest
from django.test import Client
from pypdf import PdfReader

from inspections.models import Hazard
from registry.models import Building, BuildingIdentifier
from registry.services.imports import start_preview
from tests.api.callers import browser, program
from tests.api.routes import addresses, path_for, tile_of
from tests.api.test_routes import expected
from tests.api.world import CENSUS_HEAD, Tenant, World, run_waiting_jobs

ADMIN_EXTRAS = ("<path:object_id>/history/", "/jsi18n/", "/password_change/", "/done/")
"""Pages of the admin without rows in them."""
PAPERS = ("dossier.pdf", "orders/<uuid:uuid>.pdf", "/pdf/")
NO_LISTS = {"session", "schema", "desk-checks"}
LISTS = [a for a in addresses() if a.startswith("api/v1/") and "<" not in a and a.split("/")[2] not in NO_LISTS]
MORE = (
    "search/?q=leak",
    "search/?q=松",
    "buildings/?sort=name",
    "hazards/?state=all",
    "hazards/?state=all&source=model_check",
    "map/list/?bbox=-180,-85,180,85&show=",
    "map/tiles/0/0/0.pbf",
    "api/v1/buildings/?q=leak",
    "api/v1/buildings/?bbox=-180,-85,180,85",
    "api/v1/buildings/?ordering=-updated_at&page_size=500",
    "api/v1/hazards/?open=true",
    "api/v1/hazards/?mine=false&overdue=false",
    "api/v1/results/?page_size=500",
    "admin/search/?s=leak",
    "admin/registry/building/?q=leak",
    "admin/inspections/hazard/?q=leak",
    "admin/autocomplete/?app_label=registry&model_name=elevator&field_name=building&term=leak",
    "admin/autocomplete/?app_label=registry&model_name=estate&field_name=area&term=leak",
)
"""Questions that match rows of both tenants."""


def readable(mine: Tenant, caller: str, *, without: tuple[str, ...] = ()) -> list[str]:
    """Paths of everything that the table lets this caller read, and the questions of ``MORE``."""
    paths = [
        path_for(address, mine)
        for address in addresses()
        if (statuses := expected("GET", address)) and statuses[caller] == 200
        if not (without and address.endswith(without))
    ]
    return [*paths, *(f"/{more}" for more in MORE)]


def crawl(client: Client, paths: list[str]) -> Iterator[tuple[str, str]]:
    """(path, what stands there as text)."""
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200:
            yield path, text_of(answer)


def text_of(answer: object) -> str:
    """Words of a page, a file, a tile or a PDF."""
    body: bytes = answer.getvalue()
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    if body[:5] == b"%PDF-":
        return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "replace")


def found(pages: Iterator[tuple[str, str]], marks: set[str]) -> dict[str, set[str]]:
    """Address -> marks that stand there."""
    hits = {path: {mark for mark in marks if mark in text} for path, text in pages}
    return {path: seen for path, seen in hits.items() if seen}


def marks_of(tenant: Tenant, *, firm: bool = False) -> set[str]:
    """What must not be seen. Ids too: a tile names its buildings by nothing else."""
    own = tenant.ids() - {tenant.id("organisations")}
    return own | {tenant.mark} | ({tenant.firm_mark, tenant.id("organisations")} if firm else set())


def test_an_officer_reads_nothing_of_another_area(world: World) -> None:
    pages = crawl(browser(world.a.officer), readable(world.a, "officer", without=ADMIN_EXTRAS))
    assert found(pages, marks_of(world.b)) == {}


def test_a_firms_program_reads_nothing_of_another_firm(world: World) -> None:
    pages = crawl(program(world.a.tokens["write"]), readable(world.a, "writer"))
    assert found(pages, marks_of(world.b, firm=True)) == {}


def test_a_firms_person_reads_nothing_of_another_firm(world: World) -> None:
    """In the browser; a firm's people are no staff and have no admin."""
    manager = world.a.town.manager
    manager.is_staff = False
    manager.save()
    pages = crawl(browser(manager), readable(world.a, "viewer", without=(*PAPERS, *ADMIN_EXTRAS)))
    assert found(pages, marks_of(world.b, firm=True)) == {}


SHOWS = (
    "/buildings/",
    "/hazards/?state=all",
    "/search/?q=leak",
    "/imports/",
    "/jobs/",
    "/map/list/?bbox=-180,-85,180,85&show=",
    "map/tiles/<int:z>/<int:x>/<int:y>.pbf",
    "/admin/registry/building/?q=leak",
    "/api/v1/buildings/?q=leak",
    "/api/v1/results/?page_size=500",
    "buildings/<uuid:uuid>/",
    "buildings/<uuid:uuid>/history/",
    "buildings/<uuid:uuid>/dossier.pdf",
    "orders/<uuid:uuid>.pdf",
    "imports/<uuid:uuid>/",
    "imports/<uuid:uuid>/rejected.csv",
    "checks/<uuid:check_id>/",
    "checks/<uuid:check_id>/model.glb",
    "checks/<uuid:check_id>/report.json",
    "models/<uuid:version_id>/exits/",
    "photos/<slug:sha256>/",
    "map/card/<uuid:uuid>/",
    "api/v1/models/<uuid:uuid>/file/",
    "api/v1/checks/<uuid:uuid>/report/",
    "api/v1/hazards/<uuid:uuid>/history/",
    "api/v1/orders/<uuid:uuid>/pdf/",
    *LISTS,
)
"""Where the tenant's own mark must stand, or the tests above would prove nothing."""


def test_the_tenant_herself_finds_her_marks(world: World) -> None:
    paths = [path if path.startswith("/") else path_for(path, world.b) for path in SHOWS]
    hits = found(crawl(browser(world.b.officer), paths), marks_of(world.b, firm=True))
    assert sorted(set(paths) - set(hits)) == [], "her own mark is missing here"


@pytest.mark.parametrize("model", [Building, Hazard, BuildingIdentifier])
def test_a_seeded_leak_is_caught(world: World, model: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda rows, user: rows.all())
    assert found(crawl(browser(world.a.officer), [f"/{path}" for path in (*LISTS, *MORE)]), marks_of(world.b))


@pytest.mark.parametrize("address", LISTS)
def test_a_filter_by_a_foreign_id_finds_nothing(world: World, address: str) -> None:
    """Whatever of the filters the list has: rows of B by B's ids, as A."""
    client, theirs = browser(world.a.officer), world.b
    asked = {
        "building": theirs.id("buildings"),
        "area": theirs.id("areas"),
        "estate": theirs.id("estates"),
        "hazard": theirs.id("hazards"),
        "model": theirs.id("models"),
        "check": theirs.id("checks"),
        "elevator": theirs.id("elevators"),
        "responsible": theirs.id("organisations"),
        "organisation": theirs.id("organisations"),
        "identifier": f"C-{theirs.mark}",
        "value": f"C-{theirs.mark}",
        "parent": theirs.id("areas"),
    }
    for name, value in asked.items():
        answer = client.get(f"/{address}", {name: value})
        assert answer.status_code == 400 or answer.json()["results"] == [], name


def test_a_preview_tells_nothing_of_a_building_elsewhere(world: World) -> None:
    """A census row with the number of B's building: A's officer must not read in the preview what B has on file."""
    theirs = BuildingIdentifier.objects.get(pk=world.b.rows["building-identifiers"].pk)
    BuildingIdentifier.objects.filter(pk=theirs.pk).update(value="SHARED-1")
    row = f"SHARED-1,{world.a.town.street.code},other,road 9,9,1999"
    batch = start_preview(
        actor=world.a.officer,
        chunks=[f"{CENSUS_HEAD}\n{row}".encode()],
        name="x.csv",
        profile="census-urban-residential",
        crs="EPSG:4490",
    )
    run_waiting_jobs()
    page = text_of(browser(world.a.officer).get(f"/imports/{batch.uuid}/"))
    assert world.b.mark not in page
    assert world.b.id("buildings") not in page


def test_what_is_named_in_a_body_must_be_ones_own(world: World) -> None:
    """Photos, hazards and places of B in A's requests: refused, or as if not said."""
    a, b = world.a, world.b
    firm = program(a.tokens["write"])
    body = {"text": "done", "photos": [b.rows["photos"].sha256]}
    answer = firm.post(f"/api/v1/hazards/{a.id('hazards')}/rectifications/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "photo_missing")
    page = browser(a.officer)
    page.post(f"/buildings/{a.id('buildings')}/report/", {"title": "Loose tiles", "place": str(b.rows["places"].pk)})
    assert Hazard.objects.get(title="Loose tiles").place is None


def test_growth_elsewhere_changes_no_answer(world: World) -> None:
    """Counts are no oracle: what A reads is the same with one more hazard of B."""
    paths = ["/api/v1/hazards/", "/api/v1/buildings/", "/hazards/"]
    client = browser(world.a.officer)
    before = [client.get(path).content for path in paths[:2]]
    Hazard.objects.filter(pk=world.b.rows["hazards"].pk).update(imminent=True)
    assert [client.get(path).content for path in paths[:2]] == before
    assert tile_of(world.a)[0] == 14
