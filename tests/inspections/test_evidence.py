"""Whose photo proves what: nothing closes on the picture of the party that rectified, nor on one shown before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.errors import DomainError
from core.services.files import store_bytes
from inspections.models import Hazard, Photo, PhotoUpload, ReinspectionPhoto
from inspections.services.acts import perform
from tests.inspections.made import Town, bring_to, make_hazard, make_photo

WED = dt.date(2026, 4, 29)


@pytest.fixture
def sent(town: Town, on: Any) -> Hazard:
    on(WED)
    return bring_to(town, "submitted", today=WED)


def refused(town: Town, hazard: Hazard, act: str, photos: list[Photo]) -> str:
    data = {"closing_kind": "engineering"} if act == "close" else {"reason": "不符"}
    with pytest.raises(DomainError) as problem:
        perform(actor=town.second, hazard=hazard, act=act, data={**data, "photos": [p.sha256 for p in photos]})
    assert problem.value.field == "photos"
    hazard.refresh_from_db()
    assert hazard.state == "submitted"
    return problem.value.code


@pytest.mark.parametrize("act", ["close", "return"])
def test_the_managers_photo_is_no_evidence_of_a_reinspection(town: Town, sent: Hazard, act: str) -> None:
    theirs = sent.rectifications.get().photos.get().photo
    assert refused(town, sent, act, [theirs]) == "photo_not_own"
    assert refused(town, sent, act, [make_photo(town.second), theirs]) == "photo_not_own"
    PhotoUpload.objects.create(photo=theirs, user=town.second)
    assert refused(town, sent, act, [theirs]) == "photo_used"


def test_the_picture_as_shown_sent_again_is_the_same_photo(town: Town, sent: Hazard) -> None:
    """Saved from the page and uploaded: other bytes than the original, but the rendition's."""
    original, shown = (store_bytes(words, media_type="image/jpeg") for words in (b"original", b"rendition"))
    fields: dict[str, Any] = {"width": 8, "height": 6, "received_on": WED}
    first = Photo.objects.create(sha256=original.sha256, original=original, rendition=shown, **fields)
    PhotoUpload.objects.create(photo=first, user=town.manager)
    sent = perform(actor=town.second, hazard=sent, act="return", data={"reason": "不符"})
    data = {"text": "已清除", "photos": [first.sha256]}
    sent = perform(actor=town.manager, hazard=sent, act="submit_rectification", data=data)
    copy = Photo.objects.create(sha256=shown.sha256, original=shown, rendition=shown, **fields)
    PhotoUpload.objects.create(photo=copy, user=town.second)
    assert refused(town, sent, "close", [copy]) == "photo_used"


def test_one_photo_closes_one_hazard(town: Town, sent: Hazard) -> None:
    photo = make_photo(town.second)
    close = {"closing_kind": "engineering", "photos": [photo.sha256]}
    assert perform(actor=town.second, hazard=sent, act="close", data=close).state == "closed"
    other = bring_to(town, "submitted", today=WED, hazard=make_hazard(town, title="另一处"))
    assert refused(town, other, "close", [photo]) == "photo_used"
    assert ReinspectionPhoto.objects.filter(photo=photo).count() == 1


def test_a_rectification_shows_something_new(town: Town, sent: Hazard) -> None:
    old = sent.rectifications.get().photos.get().photo
    sent = perform(actor=town.second, hazard=sent, act="return", data={"reason": "不符"})
    data = {"text": "再次清除", "photos": [old.sha256]}
    with pytest.raises(DomainError) as problem:
        perform(actor=town.manager, hazard=sent, act="submit_rectification", data=data)
    assert (problem.value.code, problem.value.field) == ("photo_not_new", "photos")
    data["photos"].append(make_photo(town.manager).sha256)
    assert perform(actor=town.manager, hazard=sent, act="submit_rectification", data=data).state == "submitted"
