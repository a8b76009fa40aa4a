"""Every complaint is described in both languages, and the reference page says the same as the table."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bim.quality.catalogue import ASPECTS, Of, complaints, words
from bim.quality.page import HOW_TO, PAGE, catalogue_page, recipes_page
from bim.read.messages import NOTES

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_code_is_described_and_every_description_has_a_code():
    assert set(complaints()) == set(NOTES)


@pytest.mark.parametrize("code", list(complaints()))
def test_a_description_is_whole(code):
    row = complaints()[code]
    assert row.aspects and set(row.aspects) <= set(ASPECTS) and row.of in get_args(Of)
    for text in (row.title, row.why, row.mend):
        assert text.en and HAN.search(text.zh) and not HAN.search(text.en)
    assert row.why.en.endswith(".") and row.mend.en.endswith(".") and not row.title.en.endswith(".")
    assert row.why.zh.endswith("。") and row.mend.zh.endswith("。") and not row.title.zh.endswith("。")


def test_titles_tell_complaints_apart():
    for language in ("en", "zh-hans"):
        titles = [c.title.in_language(language) for c in complaints().values()]
        assert len(set(titles)) == len(titles)


def test_an_unknown_code_has_empty_words_and_no_error():
    assert words("no_such_code")["title"] == {"en": "", "zh-hans": ""}


@pytest.mark.parametrize(("page", "text"), [(PAGE, catalogue_page), (HOW_TO, recipes_page)])
def test_a_page_is_that_of_its_table(page, text):
    root = Path(__file__).resolve().parents[3]
    assert (root / page).read_text("utf-8") == text(), "run python scripts/quality_page.py"
