"""Pictures of a running demo, for the README and for looking at every page of the story.

``screenshots.py`` takes the README's set into ``docs/images``; ``screenshots.py --all DIR`` takes every page of the
story in both languages, on a desk and on a tablet, and the pages of the PDF where ``pdftoppm`` is installed. Address
and logins come from ``var/demo.json`` (``VAR_DIR`` names another folder); start the demo first with ``make run``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
DEMO = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "demo.json"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
SIZES = {"desk": (1440, 900), "tablet": (1180, 820)}
LANGUAGES = ("zh-hans", "en")
MOST_BYTES = 150_000


class Stop(Exception):
    """Why there are no pictures, in one sentence."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One page: its name, who looks at it, its address, and what must be there before the picture is taken."""

    name: str
    login: str
    address: str
    wait: str = "main"
    full: bool = False


@dataclass(slots=True)
class Places:
    """Addresses of this demo that nobody can know beforehand, found through the API as the city's officer."""

    building: str = ""
    check: str = ""
    exits: str = ""
    hazards: dict[str, str] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(description="Take pictures of a running demo. Example: scripts/screenshots.py")
    parser.add_argument("--all", type=Path, metavar="DIR", help="every page, language and size into this folder")
    everything = parser.parse_args().all
    try:
        with _browser() as browser:
            demo = _demo()
            return _all(browser, demo, everything) if everything else _readme(browser, demo)
    except Stop as reason:
        print(f"screenshots: {reason}", file=sys.stderr)
        return 1


def _demo() -> dict[str, Any]:
    if not DEMO.is_file():
        raise Stop(f"there is no {DEMO}. Start the demo with make run and leave it running.")
    found: dict[str, Any] = json.loads(DEMO.read_text("utf-8"))
    return {"url": found["url"], **{login["username"]: login["password"] for login in found["logins"]}}


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except Error:
            raise Stop(f"Chromium cannot be started at {CHROMIUM}. Install it, or name another by CHROMIUM=…") from None
        yield browser
        browser.close()


def _page(browser: Browser, demo: dict[str, Any], login: str, size: str, language: str) -> Page:
    """A signed-in page in one language."""
    from playwright.sync_api import Error

    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en" if language == "en" else "zh-CN"
    )
    context.add_cookies([{"name": "language", "value": language, "url": demo["url"]}])
    page = context.new_page()
    try:
        page.goto(demo["url"] + "login/")
    except Error:
        raise Stop(f"nothing answers at {demo['url']}. Start the demo with make run and leave it running.") from None
    page.fill("#id_username", login)
    page.fill("#id_password", demo[login])
    page.click("form.form button")
    page.wait_for_url(demo["url"])
    return page


def _find(page: Page, demo: dict[str, Any]) -> Places:
    """The highest building with a model, its newest check, and a hazard of each state."""

    def rows(path: str) -> list[dict[str, Any]]:
        answer = page.request.get(f"{demo['url']}api/v1/{path}")
        found: list[dict[str, Any]] = answer.json()["results"]
        return found

    places, storeys = Places(), 0
    for check in rows("checks/?page_size=500"):
        building = page.request.get(f"{demo['url']}api/v1/buildings/{check['building']}/").json()
        if (building["storeys_above"] or 0) >= storeys:
            storeys = building["storeys_above"] or 0
            places.building = f"buildings/{check['building']}/"
            places.check, places.exits = f"checks/{check['uuid']}/", f"models/{check['model']}/exits/"
    if not places.check:
        raise Stop("this demo has no model that was checked. Deliver one, or make the demo anew.")
    for row in rows("hazards/?page_size=500"):
        places.hazards.setdefault(row["state"], f"hazards/{row['uuid']}/")
        places.hazards.setdefault(f"{row['source']} {row['state']}", f"hazards/{row['uuid']}/")
    return places


def _story(places: Places) -> list[Shot]:
    """The pages of the tutorial in its order."""
    model = "model_check proposed"
    shots = [
        Shot("01-home", "city", ""),
        Shot("02-imports", "city", "imports/"),
        Shot("03-buildings", "city", "buildings/"),
        Shot("04-map", "city", "map/", wait="canvas.maplibregl-canvas"),
        Shot("05-building", "city", places.building, full=True),
        Shot("06-upload", "city", f"{places.building}models/upload/"),
        Shot("07-check", "city", places.check, wait="#plan svg"),
        Shot("08-exits", "city", places.exits, wait=".plan svg"),
        Shot("09-hazards", "city", "hazards/"),
        Shot("10-hazard-proposed", "street", places.hazards.get(model, ""), full=True),
        Shot("11-hazard-rectifying", "city", places.hazards.get("rectifying", ""), full=True),
        Shot("12-hazard-submitted", "city", places.hazards.get("submitted", ""), full=True),
        Shot("13-hazard-closed", "city", places.hazards.get("closed", ""), full=True),
        Shot("14-manager-home", "manager", ""),
        Shot("15-history", "city", f"{places.building}history/"),
        Shot("16-jobs", "city", "jobs/"),
        Shot("17-report", "street", f"{places.building}report/"),
        Shot("18-search", "city", "search/?q=3"),
        Shot("19-admin", "city", "admin/", wait="#main, #content, main"),
        Shot("20-api", "city", "api/docs/"),
    ]
    return [shot for shot in shots if shot.address or shot.name in ("01-home", "14-manager-home")]


def _take(page: Page, demo: dict[str, Any], shot: Shot, target: Path) -> None:
    page.goto(demo["url"] + shot.address)
    page.wait_for_selector(shot.wait, timeout=20_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500 if shot.wait != "main" else 300)
    page.screenshot(path=target, full_page=shot.full)


def _quantised(path: Path, most_bytes: int = MOST_BYTES) -> int:
    """Fewer colours until the file is small enough; its size in bytes."""
    from PIL import Image

    with Image.open(path) as opened:
        image = opened.convert("RGB")
    for colours in (256, 160, 96, 64):
        image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= most_bytes:
            break
    return path.stat().st_size


def _readme(browser: Browser, demo: dict[str, Any]) -> int:
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    page = _page(browser, demo, "city", "desk", "en")
    places = _find(page, demo)
    wanted = [
        Shot("map", "city", f"map/?building={places.building.split('/')[1]}", wait="canvas.maplibregl-canvas"),
        Shot("check", "city", f"{places.check}", wait="#plan svg"),
        Shot("building", "city", places.building),
    ]
    for shot in wanted:
        target = folder / f"{shot.name}.png"
        _take(page, demo, shot, target)
        print(f"{target.relative_to(ROOT)}: {_quantised(target) // 1000} kB")
    return 0


def _all(browser: Browser, demo: dict[str, Any], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    places = _find(_page(browser, demo, "city", "desk", "en"), demo)
    shots = _story(places)
    failed = 0
    for size in SIZES:
        for language in LANGUAGES:
            pages = {login: _page(browser, demo, login, size, language) for login in {s.login for s in shots}}
            for shot in shots:
                failed += not _one(pages[shot.login], demo, shot, folder / f"{shot.name}.{size}.{language}.png")
    failed += not _papers(browser, demo, places, folder)
    print(f"screenshots: {len(list(folder.glob('*.png')))} pictures in {folder}, {failed} failed")
    return int(failed > 0)


def _one(page: Page, demo: dict[str, Any], shot: Shot, target: Path) -> bool:
    from playwright.sync_api import Error

    try:
        _take(page, demo, shot, target)
    except Error as problem:
        print(f"{target.name}: {str(problem).splitlines()[0]}", file=sys.stderr)
        return False
    return True


def _papers(browser: Browser, demo: dict[str, Any], places: Places, folder: Path) -> bool:
    """The building's file on paper, page by page."""
    if not places.building or shutil.which("pdftoppm") is None:
        print("screenshots: no pages of the PDF: pdftoppm (poppler-utils) is not installed.")
        return True
    for language in LANGUAGES:
        page = _page(browser, demo, "city", "desk", language)
        answer = page.request.get(f"{demo['url']}{places.building}dossier.pdf", timeout=120_000)
        if not answer.ok:
            print(f"dossier.pdf: {answer.status}", file=sys.stderr)
            return False
        with tempfile.NamedTemporaryFile(suffix=".pdf") as paper:
            paper.write(answer.body())
            paper.flush()
            prefix = folder / f"dossier.{language}"
            subprocess.run(["pdftoppm", "-r", "70", "-png", paper.name, str(prefix)], check=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
