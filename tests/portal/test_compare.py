"""The page and the address that say what changed between two versions of a model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bim.models import Check
from bim.services.uploads import upload_model
from seeds.ifc import OfficeOptions, WalkUpOptions, write_office, write_walk_up
from tests.factories.buildings import make_building
from tests.factories.people import make_area, make_member
from tests.portal.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    return make_member("officer", area=make_area())


@pytest.fixture
def deliver(officer: Any, tmp_path: Path, run_jobs: Any) -> Any:
    from core.models import Area

    building = make_building(area=Area.objects.get())
    base = write_walk_up(tmp_path / "a.ifc", options=WalkUpOptions(storeys=2, entrances=1)).read_text("ascii")

    def send(change: Any = lambda text: text, *, text: str = base, at: Any = building, **params: Any) -> Check:
        version, _job = upload_model(
            actor=officer, building=at, chunks=[change(text).encode()], name="a.ifc",
            params={"use": "residential", "fire_grade": 2, **params},
        )  # fmt: skip
        run_jobs()
        return Check.objects.filter(version=version).first()

    return send


def wider(text: str) -> str:
    """One flat door of 0.90 m becomes 1.05 m."""
    return re.sub(r"(=IFCDOOR\([^;]*?,)0\.9(,\.DOOR\.)", r"\g<1>1.05\2", text, count=1)


def page(user: Any, check: Check, language: str = "en", **query: Any) -> Any:
    return signed_in(user, language).get(f"/checks/{check.uuid}/compare/", query)


def test_a_first_version_says_so(deliver: Any, officer: Any) -> None:
    assert "There is no earlier check" in page(officer, deliver()).content.decode()


@pytest.mark.parametrize(("language", "told"), [("en", "0.90 → 1.05 m"), ("zh-hans", "0.90 → 1.05 m")])
def test_a_widened_door_is_shown_with_its_verdict(deliver: Any, officer: Any, language: str, told: str) -> None:
    deliver()
    second = deliver(wider)
    html = page(officer, second, language).content.decode()
    assert told in html
    assert html.count("0.90 → 1.05 m") == 1
    assert f"/checks/{second.uuid}/?result=" in html
    assert ("Other figure" in html) == (language == "en") and ("数值改变" in html) == (language == "zh-hans")


def test_the_same_file_checked_again_changed_nothing(deliver: Any, officer: Any, run_jobs: Any) -> None:
    from bim.services.checking import start_check

    first = deliver()
    start_check(actor=officer, version=first.version)
    run_jobs()
    html = page(officer, Check.objects.first()).content.decode()
    assert "Both checks are of the same file" in html
    assert "No verdict changed." in html and "No space, door or stair changed." in html


def test_other_parameters_are_said(deliver: Any, officer: Any) -> None:
    deliver()
    html = page(officer, deliver(wider, fire_grade=3)).content.decode()
    assert "The parameters differ too" in html


def test_a_totally_different_building_says_that_nothing_matches(deliver: Any, officer: Any, tmp_path: Path) -> None:
    deliver()
    office = write_office(tmp_path / "o.ifc", options=OfficeOptions(storeys=2)).read_text("ascii")
    # Both seeds stand at the origin; as in life, the other building stands elsewhere.
    far = re.sub(r"(=IFCCARTESIANPOINT\(\()0\.,0\.,0\.\)", r"\g<1>900.,900.,0.)", office, count=1)
    assert far != office
    assert "Not one door, space or stair" in page(officer, deliver(text=far)).content.decode()


def test_any_check_of_the_building_may_stand_on_the_other_side_and_no_other(deliver: Any, officer: Any) -> None:
    first, second = deliver(), deliver(wider)
    elsewhere = deliver(at=make_building(area=first.version.building.area))
    assert page(officer, first, **{"from": second.uuid}).status_code == 200
    assert page(officer, second, **{"from": elsewhere.uuid}).status_code == 404
    assert page(officer, second, **{"from": "nonsense"}).status_code == 404
    stranger = make_member("officer", area=make_area())
    assert page(stranger, second).status_code == 404


def test_the_verdict_in_detail_names_the_version_before(deliver: Any, officer: Any) -> None:
    deliver()
    second = deliver(wider)
    html = signed_in(officer).get(f"/checks/{second.uuid}/").content.decode()
    assert "Against version 1" in html and f"/checks/{second.uuid}/compare/" in html


def test_the_api_gives_all_changes(deliver: Any, officer: Any) -> None:
    first, second = deliver(), deliver(wider)
    client = signed_in(officer)

    def ask(check: Check, **query: Any) -> Any:
        return client.get(f"/api/v1/models/{check.version.uuid}/changes/", query)

    found = ask(second).json()
    assert found["format"] == "model-changes/1"
    assert [(c["change"], c["old_size"], c["new_size"]) for c in found["elements"]] == [("resized", 0.9, 1.05)]
    assert ask(second, **{"from": str(first.version.uuid)}).json() == found
    back = ask(first, **{"from": str(second.version.uuid)}).json()
    assert [(c["old_size"], c["new_size"]) for c in back["elements"]] == [(1.05, 0.9)]
    assert ask(first).status_code == 400
    assert ask(second, **{"from": "nonsense"}).status_code == 400
    other = deliver(at=make_building(area=first.version.building.area))
    assert ask(second, **{"from": str(other.version.uuid)}).status_code == 404
    stranger = make_member("officer", area=make_area())
    assert signed_in(stranger).get(f"/api/v1/models/{second.version.uuid}/changes/").status_code == 404
