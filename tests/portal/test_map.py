"""The map's addresses, and the map in a browser: what is drawn is what the list counts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import mapbox_vector_tile
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from core.services import history
from portal.tiles import basemap
from tests.factories.people import make_area, make_member
from tests.portal.tiles.made import LAT, LON, check, hazard, house, tile_at

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PASSWORD = "a long password"


@pytest.fixture
def area(db):
    return make_area(level="street")


@pytest.fixture
def client(area):
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_member(area=area))
    return client


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def address(zoom=16, lon=LON, lat=LAT, base=False):
    tile = tile_at(lon, lat, zoom)
    return f"/map/{'base' if base else 'tiles'}/{tile.z}/{tile.x}/{tile.y}.pbf"


def read(response):
    assert response.status_code == 200
    return mapbox_vector_tile.decode(gzip.decompress(response.content), default_options={"y_coord_down": True})


def test_page_holds_its_parts(client, area):
    building = house(area, name="甲")
    response = client.get(f"/map/?building={building.uuid}&scale=egress&show=fail")
    html = response.content.decode()
    assert str(building.uuid) in html and "/map/tiles/{z}/{x}/{y}.pbf" in html
    assert re.search(r'data-kind="fail" aria-pressed="true"', html)
    assert "unsafe-eval" not in response["Content-Security-Policy"]


def test_base_maps_of_others_are_named_and_allowed(client, settings):
    url = "https://tiles.example.org/{z}/{x}/{y}.png"
    credit = {"attribution": "Example", "approval_number": "GS(2024)1234"}
    settings.BASEMAPS = [{"type": "xyz", "url": url, **credit}]
    response = client.get("/map/")
    assert "GS(2024)1234" in response.content.decode() and "Example" in response.content.decode()
    assert "connect-src 'self' blob: data: https://tiles.example.org" in response["Content-Security-Policy"]
    settings.BASEMAPS = []
    assert "tiles.example.org" not in client.get("/map/")["Content-Security-Policy"]


def test_tile_is_kept_until_a_change_record(client, area):
    building = house(area, name="甲")
    first = client.get(address())
    assert [f["properties"]["n"] for f in read(first)["buildings"]["features"]] == [0]
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(address(), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    hazard(building)
    with transaction.atomic():
        history.record(actor=None, subject=building, kind="hazard.report")
    changed = client.get(address(), headers={"if-none-match": first["ETag"]})
    assert [f["properties"]["n"] for f in read(changed)["buildings"]["features"]] == [1]


def test_kept_tiles_are_not_shared_between_tenants(client, area):
    house(area, name="甲")
    first = client.get(address())
    stranger = Client()
    stranger.force_login(make_member(area=make_area(level="street")))
    other = stranger.get(address(), headers={"if-none-match": first["ETag"]})
    assert read(other) == {}


@pytest.mark.parametrize("path", ["17/0/0", "3/8/0", "3/0/8", "99/1/1"])
def test_tiles_that_do_not_exist(client, path):
    assert client.get(f"/map/tiles/{path}.pbf").status_code == 404


def test_strangers_get_no_card(client, area):
    theirs = house(make_area(level="street"))
    assert client.get(f"/map/card/{theirs.uuid}/").status_code == 404
    assert '"chosen": null' in client.get(f"/map/?building={theirs.uuid}").content.decode()


def test_card_says_hazards_and_verdicts(client, area):
    building = house(area, name="甲", name_en="First")
    hazard(building, imminent=True)
    newest = check(building, fail=2, review=1)
    html = client.get(f"/map/card/{building.uuid}/").content.decode()
    assert "First" in html and "1 open" in html and "Imminent danger" in html
    assert f"/checks/{newest.uuid}/" in html and "v-fail" in html and "v-pass" not in html
    assert f'href="/buildings/{building.uuid}/"' in html


def test_card_without_a_model_says_so(client, area):
    html = client.get(f"/map/card/{house(area).uuid}/").content.decode()
    assert "No model, not checked" in html and "v-pass" not in html


def test_list_counts_and_refuses_nonsense(client, area):
    hazard(house(area), imminent=True)
    house(area, lon=LON + 0.001)
    html = client.get("/map/list/?bbox=105,39,106,40").content.decode()
    assert 'data-total="2"' in html and "imminent=1,overdue=0,open=0,none=1" in html
    for bad in ("", "1,2", "9,9,1,1", "nan,1,2,3"):
        assert client.get(f"/map/list/?bbox={bad}").status_code == 400


def test_without_a_base_map_there_is_plain_land(client):
    assert basemap.version() == ""
    assert read(client.get(address(14, base=True))) == {}
    assert "No base map" in client.get("/map/").content.decode()


def base_features():
    box = [[LON - 0.01, LAT - 0.01], [LON + 0.01, LAT - 0.01], [LON + 0.01, LAT + 0.01], [LON - 0.01, LAT + 0.01]]
    lake = {"type": "Polygon", "coordinates": [[*box, box[0]]]}
    road = {"type": "LineString", "coordinates": [[LON - 0.02, LAT], [LON + 0.02, LAT]]}
    named = {"name": "云澜江", "name_en": "Yunlan River"}
    return {
        "water": [{"type": "Feature", "properties": {"kind": "river", **named}, "geometry": lake}],
        "road": [{"type": "Feature", "properties": {"kind": "street", "width_m": 12}, "geometry": road}],
    }


def test_base_map_is_cut_into_tiles(client):
    basemap.write_basemap(base_features())
    found = read(client.get(address(15, base=True)))
    # The tile lies inside the lake: what is left of it is the tile and its margin of 256 units all around.
    ring = found["water"]["features"][0]["geometry"]["coordinates"][0]
    assert {tuple(pair) for pair in ring} == {(-256, -256), (4352, -256), (4352, 4352), (-256, 4352)}
    assert found["road"]["features"][0]["properties"]["width_m"] == 12
    assert client.get(address(15, lon=LON + 1, base=True)).status_code == 200
    # Every tile's answer changes with the files.
    tag = client.get(address(15, base=True))["ETag"]
    basemap.write_basemap({})
    assert read(client.get(address(15, base=True), headers={"if-none-match": tag})) == {}


def test_base_map_names_are_in_the_readers_language(area):
    basemap.write_basemap(base_features())
    for language, name in (("en", "Yunlan River"), ("zh-hans", "云澜江")):
        client = Client(headers={"accept-language": language})
        client.force_login(make_member(area=area))
        (label,) = read(client.get(address(13, base=True)))["label"]["features"]
        assert label["properties"]["name"] == name


def test_base_map_refuses_an_unknown_layer():
    with pytest.raises(ValueError, match="rails"):
        basemap.write_basemap({"rails": []})


@pytest.fixture
def browser(monkeypatch):
    """A page of Chromium. Playwright runs an event loop, which Django would take for an asynchronous view."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium.new_page(viewport={"width": 1440, "height": 900}, locale="en")
        chromium.close()


@pytest.fixture
def opened(browser, transactional_db, live_server):
    """Open an address as a member of this area, and fail on whatever the browser complains about."""
    complaints = []
    browser.on("pageerror", lambda error: complaints.append(str(error)))
    browser.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)

    def go(area, path):
        client = Client()
        client.force_login(make_member(area=area))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        browser.context.add_cookies([cookie, {"name": "language", "value": "en", "url": live_server.url}])
        browser.goto(live_server.url + path)
        ready(browser)
        return browser

    yield go
    assert complaints == []


def ready(page):
    page.wait_for_selector("#map[data-state=ready]", timeout=60_000)
    page.wait_for_selector("#map-list[data-state=ready]", timeout=20_000)


def number(page, selector, name):
    return int(page.locator(selector).first.get_attribute(name))


@pytest.mark.browser
@pytest.mark.timeout(240)
def test_a_building_is_found_by_clicking_it(opened, transactional_db):
    cache.clear()
    area = make_area(level="street")
    basemap.write_basemap(base_features())
    middle = house(area, name="中楼", name_en="Middle House")
    house(area, name="东楼", name_en="East House", lon=LON + 0.0006)
    hazard(middle, imminent=True)
    page = opened(area, f"/map/#17/{LAT}/{LON}")
    assert number(page, "#map", "data-features") == 2 == number(page, "#map-list [data-total]", "data-total")
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator("#map-card")
    card.wait_for(state="visible")
    assert "Middle House" in card.inner_text() and "Imminent danger" in card.inner_text()
    assert page.locator("a.bl[aria-current]").inner_text().startswith("D!")
    assert f"building={middle.uuid}" in page.url
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")


@pytest.mark.browser
@pytest.mark.timeout(240)
def test_circles_list_and_legend_count_alike(opened, transactional_db):
    cache.clear()
    area = make_area(level="street")
    houses = [house(area, lon=LON + (n % 5) * 0.01, lat=LAT + n // 5 * 0.008) for n in range(20)]
    for building in houses[:3]:
        hazard(building, days=-4)
    page = opened(area, f"/map/#11/{LAT}/{LON}")
    assert number(page, "#map", "data-clustered") == 20 == number(page, "#map-list [data-total]", "data-total")
    page.click('.key [data-kind="overdue"]')
    page.wait_for_selector('#map-list [data-total="3"]')
    ready(page)
    assert number(page, "#map", "data-clustered") == 3
    page.locator("a.bl").first.press("Enter")
    page.locator("#map-card").wait_for(state="visible")
    ready(page)
    assert number(page, "#map", "data-features") >= 1
