"""The check page in a browser: the model is really drawn, and verdict, plan and 3D point at the same element."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from bim.models import Check, CheckResult
from bim.services.uploads import upload_model
from core.services import jobs
from seeds.ifc import write_office
from tests.factories.buildings import make_building
from tests.factories.people import make_member
from tests.portal.test_browser import FLAGS, browser, open_as

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FLAGS += ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture
def checked(db: Any, tmp_path: Any) -> tuple[Any, Check]:
    building = make_building()
    officer = make_member("officer", area=building.area)
    data = write_office(tmp_path / "office.ifc").read_bytes()
    params = {"use": "office", "fire_grade": 2}
    _version, job = upload_model(actor=officer, building=building, chunks=[data], name="office.ifc", params=params)
    assert job is not None
    jobs.run(job.uuid)
    return officer, Check.objects.get()


def colours(element: Any) -> int:
    """How many different colours are on the screen there: an empty canvas has one or two."""
    picture = Image.open(io.BytesIO(element.screenshot())).convert("RGB").resize((120, 80))
    return len(set(picture.getdata()))


def test_an_element_is_found_by_its_global_id_on_plan_and_model(browser, live_server, checked):
    officer, check = checked
    page = open_as(browser, live_server, officer)
    page.goto(live_server.url + reverse("model-check", args=[check.uuid]))
    viewer = page.locator("building-viewer[data-state=ready]")
    viewer.wait_for(timeout=30_000)
    assert int(viewer.get_attribute("data-elements")) > 50
    assert colours(viewer) > 20

    door = CheckResult.objects.filter(check_run=check, subject_type="IfcDoor").order_by("pk").last()
    assert (
        page.evaluate("guid => document.querySelector('building-viewer').find(guid).type", door.subject_guid)
        == "IfcDoor"
    )
    page.goto(live_server.url + reverse("model-check", args=[check.uuid]) + f"?result={door.pk}")
    page.locator(f"building-viewer[data-chosen='{door.subject_guid}']").wait_for(timeout=30_000)
    assert page.locator(f"#plan [data-guid='{door.subject_guid}'].chosen").count() > 0
    assert door.subject_guid in page.locator(".detail").inner_text()
    assert page.complaints == []


def test_a_click_on_a_verdict_moves_plan_detail_and_model_without_a_page_load(browser, live_server, checked):
    officer, check = checked
    page = open_as(browser, live_server, officer)
    page.goto(live_server.url + reverse("model-check", args=[check.uuid]))
    page.locator("building-viewer[data-state=ready]").wait_for(timeout=30_000)
    page.evaluate("window.same = true; document.querySelectorAll('.vlist details').forEach(d => d.open = true)")
    row = page.locator(".vlist a.vrow:not([aria-current])").last
    guid = row.get_attribute("data-guid")
    row.click()
    page.locator(f".detail:has-text('{guid}')").wait_for()
    assert page.evaluate("window.same") is True and "result=" in page.url
    page.locator("building-viewer").scroll_into_view_if_needed()
    box = page.locator("building-viewer").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    picked = page.locator(".picked:not(:empty)")
    picked.wait_for()
    assert "Ifc" in picked.inner_text()


def review(browser, live_server, checked, query=""):
    officer, check = checked
    page = open_as(browser, live_server, officer)
    page.goto(live_server.url + reverse("exit-review", args=[check.version.uuid]) + query)
    return page


def test_a_person_confirms_exits_by_keys_with_the_plan_beside(browser, live_server, checked):
    """Nothing is answered beforehand; row and plan show each other; 1 2 3 answer; saving checks once."""
    page = review(browser, live_server, checked)
    assert page.locator(".ans input:checked").count() == 0
    row = page.locator(".exits tr[data-guid]").first
    guid = row.get_attribute("data-guid")
    row.focus()
    assert page.locator(f"#plan [data-guid='{guid}'].chosen").count() > 0
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    assert page.locator("[data-count]").inner_text() == "+2"
    page.locator("#plan .fp-exit text").first.click()
    assert page.evaluate("document.activeElement.closest('tr[data-guid]') !== null")
    page.click("form.exits button.btn-1")
    page.wait_for_url("**/jobs/**")
    version = checked[1].version
    assert version.model_set.reviews.filter(kind="exit").count() == 2
    assert version.model_set.reviews.get(guid=guid).value in ("final", "storey")
    assert page.complaints == []


def test_all_stairs_by_one_word_after_a_look_at_what_it_would_do(browser, live_server, checked):
    page = review(browser, live_server, checked, "?tab=stairs")
    page.locator(".bulkbox summary").click()
    page.select_option("#b-value", "enclosed")
    page.click("button[value=preview]")
    version = checked[1].version
    assert version.model_set.reviews.count() == 0
    page.click("button[value=bulk]")
    page.wait_for_load_state()
    stairs = version.model_set.reviews.filter(kind="stair", value="enclosed").count()
    assert stairs > 0 and page.locator(".exits tr[data-guid]").count() == stairs
    assert page.complaints == []
