"""Admin pages of the registry: scoped, and saving through the services."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from core.services import history
from registry.models import Building, Elevator, Estate, Responsibility
from tests.factories.buildings import make_building, make_estate
from tests.factories.people import make_area, make_member, make_organisation
from tests.registry.tenants import Tenant, make_tenant, signed_in

pytestmark = pytest.mark.django_db

PAGES = ["building", "estate", "elevator", "responsibility", "elevatorrecord"]


@pytest.fixture
def a() -> Tenant:
    return make_tenant("A")


@pytest.fixture
def b() -> Tenant:
    return make_tenant("B")


def row_of(tenant: Tenant, page: str) -> Any:
    return {
        "building": tenant.building, "estate": tenant.estate, "elevator": tenant.lift, "responsibility": tenant.link,
        "elevatorrecord": tenant.record,
    }[page]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_lists_and_forms_show_the_own_tenant_only(a: Tenant, b: Tenant, page: str) -> None:
    client, path = signed_in(a.officer), f"/admin/registry/{page}/"
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    mine, theirs = row_of(a, page), row_of(b, page)
    assert f"{path}{mine.pk}/change/" in text
    assert f"{path}{theirs.pk}/change/" not in text
    assert "社区B" not in text, "nor the names of their areas in the filters"
    assert client.get(f"{path}{mine.pk}/change/").status_code == 200
    assert client.get(f"{path}{theirs.pk}/change/").status_code in (302, 404)


def form_of(building: Building, **changes: Any) -> dict[str, Any]:
    names = [
        "name", "name_en", "address", "address_en", "use", "structure", "year_built", "year_precision",
        "storeys_above", "storeys_below", "height_m", "dwellings", "floor_area_m2", "fire_grade", "lon", "lat",
    ]  # fmt: skip
    values = {name: getattr(building, name) for name in names}
    management = {f"identifiers-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    given = {**values, "estate": building.estate_id, "read_version": building.version, **management, **changes}
    return {name: "" if value is None else value for name, value in given.items()}


def test_a_save_is_a_decision_with_its_record(a: Tenant) -> None:
    path = f"/admin/registry/building/{a.building.pk}/change/"
    answer = signed_in(a.officer).post(path, form_of(a.building, storeys_above=9, lon="116.5"))
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    a.building.refresh_from_db()
    assert (a.building.storeys_above, a.building.lon, a.building.version) == (9, 116.5, 2)
    assert history.events_of(a.building)[0].data["changes"]["storeys_above"] == [7, 9]
    assert a.building.observations.filter(source="officer", actor=a.officer).count() == 2


def test_a_save_over_somebody_elses_is_refused(a: Tenant) -> None:
    path = f"/admin/registry/building/{a.building.pk}/change/"
    stale = form_of(a.building, storeys_above=9, read_version=0)
    answer = signed_in(a.officer).post(path, stale, follow=True)
    a.building.refresh_from_db()
    assert a.building.storeys_above == 7
    assert [m.level_tag for m in answer.context["messages"]] == ["error"], "no word of success beside it"
    assert not LogEntry.objects.exists()


def test_a_viewer_reads_and_cannot_save(a: Tenant) -> None:
    viewer = make_member("viewer", area=a.area)
    path = f"/admin/registry/building/{a.building.pk}/change/"
    assert signed_in(viewer).get(path).status_code == 200
    assert signed_in(viewer).post(path, form_of(a.building, storeys_above=9)).status_code == 403


def test_making_rows_goes_through_the_services(a: Tenant) -> None:
    client = signed_in(a.officer)
    blank = form_of(Building(), name="新楼", area=a.area.pk, stage="in_use", estate=a.estate.pk, storeys_above=3)
    assert client.post("/admin/registry/building/add/", blank).status_code == 302
    building = Building.objects.get(name="新楼")
    assert (building.estate, building.storeys_above) == (a.estate, 3)
    assert history.events_of(building).count() == 2
    assert (
        client.post("/admin/registry/estate/add/", {"name": "新苑", "name_en": "", "area": a.area.pk}).status_code
        == 302
    )
    assert Estate.objects.filter(name="新苑").exists()
    link = {"building": building.pk, "organisation": make_organisation().pk, "role": "owner", "valid_from": ""}
    assert client.post("/admin/registry/responsibility/add/", link).status_code == 302
    assert Responsibility.objects.filter(building=building, role="owner").exists()
    lift = {
        "building": building.pk, "code": "31102", "name": "1号梯", "maintenance_interval_days": 15,
        "service": "in_service", "residential": "unknown", "retrofitted": "unknown",
    }  # fmt: skip
    assert client.post("/admin/registry/elevator/add/", lift).status_code == 302
    assert Elevator.objects.filter(building=building).exists()


def test_a_foreign_row_cannot_be_chosen(a: Tenant, b: Tenant) -> None:
    client = signed_in(a.officer)
    blank = form_of(Building(), name="新楼", area=b.area.pk, stage="in_use")
    assert client.post("/admin/registry/building/add/", blank).status_code == 200, "the form is shown again"
    link = {"building": b.building.pk, "organisation": a.firm.pk, "role": "owner"}
    assert client.post("/admin/registry/responsibility/add/", link).status_code == 200
    assert Building.objects.count() == 2
    assert Responsibility.objects.count() == 2


def test_search_by_identifier(a: Tenant) -> None:
    make_building(area=a.area, name="别的楼")
    text = signed_in(a.officer).get("/admin/registry/building/?q=C-A").content.decode()
    assert "A1号楼" in text
    assert "别的楼" not in text


def test_a_chosen_estate_of_elsewhere_is_refused_and_no_other_is_made(a: Tenant) -> None:
    elsewhere = make_estate(area=make_area(a.area, "grid"), name="外苑")
    path = f"/admin/registry/building/{a.building.pk}/change/"
    answer = signed_in(a.officer).post(path, form_of(a.building, estate=elsewhere.pk), follow=True)
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]
    a.building.refresh_from_db()
    assert a.building.estate == a.estate
    assert Estate.objects.filter(name="外苑").count() == 1
