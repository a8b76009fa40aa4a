"""In a real browser: pages pass axe, fit the window, obey the security policy, and a double click acts once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from inspections.models import Hazard
from tests.inspections.made import bring_to, make_calendar, make_town
from tests.portal.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set CHROMIUM to its path")
    # Playwright's own event loop runs in this thread; Django would take that for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def town(db: Any) -> Any:
    make_calendar()
    return make_town()


def open_as(
    browser: Any, live_server: Any, user: Any, *, language: str = "zh-hans", theme: str = "", **more: Any
) -> Any:
    """A signed-in page; whatever the browser complains about is kept in ``page.complaints``."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **more)
    cookies = [{"name": "language", "value": language, "url": live_server.url}]
    cookies += [{"name": "theme", "value": theme, "url": live_server.url}] if theme else []
    context.add_cookies(cookies)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(live_server.url + reverse("login"))
    page.fill("#id_username", user.username)
    page.fill("#id_password", "a long password")
    page.click("form.card button")
    page.wait_for_url(live_server.url + "/")
    return page


@pytest.mark.parametrize("theme", ["", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_pass_axe(browser, live_server, town, language, theme):
    from django.utils import timezone

    hazard = bring_to(town, "submitted", today=timezone.localdate())
    # Only the test's own script needs the policy lifted; the next test runs under it.
    page = open_as(browser, live_server, town.officer, language=language, theme=theme, bypass_csp=True)
    names: list[tuple[str, Any]] = [(name, None) for name in ("home", "buildings", "hazards", "imports", "jobs")]
    names += [("building", town.building.uuid), ("hazard", hazard.uuid), ("hazard-report", town.building.uuid)]
    for name, key in names:
        page.goto(live_server.url + reverse(name, args=[key] if key else []))
        page.evaluate("document.querySelectorAll('main details:not(.menu)').forEach(d => d.open = true)")
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        assert not [(v["id"], v["nodes"][0]["html"][:120]) for v in found], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the window"


def test_nothing_is_refused_by_the_policy(browser, live_server, town):
    page = open_as(browser, live_server, town.officer)
    for name in ("home", "buildings", "hazards", "imports", "jobs"):
        page.goto(live_server.url + reverse(name))
    assert page.complaints == []


def test_a_double_click_acts_once(browser, live_server, town):
    """With scripts off the button cannot be disabled: the server alone must hold."""
    hazard = bring_to(town, "verified", today=town_day())
    page = open_as(browser, live_server, town.officer, java_script_enabled=False)
    page.goto(live_server.url + reverse("hazard", args=[hazard.uuid]))
    form = page.locator("details.act[open] form")
    form.locator("select[name=grade]").select_option("fire/general")
    form.locator("button").dblclick(no_wait_after=True)
    # Whichever of the two requests the browser kept, a page of ours follows; then nothing is under way any more.
    page.wait_for_selector("[role=status], [role=alert]")
    page.wait_for_load_state("networkidle")
    row = Hazard.objects.get(pk=hazard.pk)
    assert (row.state, row.version) == ("graded", hazard.version + 1)


def test_a_menu_closes_with_escape(browser, live_server, town):
    page = open_as(browser, live_server, town.officer)
    page.click("summary.who")
    assert page.locator("details.menu[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0


def town_day() -> Any:
    from django.utils import timezone

    return timezone.localdate()
