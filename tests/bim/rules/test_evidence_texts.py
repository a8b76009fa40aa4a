"""Every sentence of evidence reads Chinese on Chinese pages."""

from __future__ import annotations

import re

import pytest

from bim.egress import words
from bim.rules.evidence_texts import BEFORE_A_GUID, EVIDENCE
from bim.rules.reasons import sentence

SENTENCES = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)]
SENTENCES += list(words.SUGGESTED.values())
HANZI = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("english", SENTENCES)
def test_each_sentence_of_the_analysis_has_its_chinese(english: str) -> None:
    told = sentence(f"{english} 2QULl_e8jITwVjnREozv6Z" if english in BEFORE_A_GUID else english, "zh-hans")
    assert HANZI.search(told) and told != english


def test_no_chinese_is_kept_for_a_sentence_that_the_analysis_no_longer_says() -> None:
    assert {*EVIDENCE, *BEFORE_A_GUID} == set(SENTENCES)


def test_english_readers_and_unknown_texts_are_left_alone() -> None:
    assert sentence(words.TWO_SPACES, "en") == words.TWO_SPACES
    assert sentence("A text of nobody.", "zh-hans") == "A text of nobody."


def test_the_glossary_words_stand_in_the_suggestions() -> None:
    # Glossary, egress: enclosed 封闭楼梯间, smoke-proof 防烟楼梯间, outdoor 室外疏散楼梯.
    assert "封闭楼梯间" in sentence(words.SUGGESTED["enclosed"], "zh-hans")
    assert "防烟楼梯间" in sentence(words.SUGGESTED["smoke_proof"], "zh")
    assert "室外疏散楼梯" in sentence(words.SUGGESTED["outdoor"], "zh-Hans")
