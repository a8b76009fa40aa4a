"""Reason codes become full sentences in both languages."""

from __future__ import annotations

import re
import string

import pytest

from bim.rules import reasons
from bim.rules.texts import LISTS, TEXTS, WORDS


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_uses_the_same_values_in_both_languages(key):
    english, chinese = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in TEXTS[key])
    extra = english ^ chinese
    assert extra <= {"en", "zh"}
    values = {name: "sprinklered" if name in LISTS else 1.25 for name in english | chinese}
    code = reasons.code(key, **values)
    assert "|" not in reasons.sentence(code, "en")
    assert "{" not in reasons.sentence(code, "zh-hans")
    assert re.search("[一-鿿]", reasons.sentence(code, "zh-hans")) or "zh" in values
    assert not re.search("[一-鿿]", reasons.sentence(code, "en"))


def test_the_chinese_sentence_has_the_figures_and_words():
    code = reasons.code("limit_open", measured=41.23456, low=40.0, high=45, because="sprinklered,stair")
    text = reasons.sentence(code, "zh-hans")
    assert "41.235 m" in text
    assert "是否全部设置自动喷水灭火系统（sprinklered）、最近楼梯的类型（stair）" in text


def test_a_text_that_is_no_code_comes_back():
    assert reasons.sentence("written by hand") == "written by hand"
    assert reasons.sentence("dash") == "dash", "a code whose values are lost is shown, not hidden"


def test_an_unknown_key_is_a_programming_error():
    with pytest.raises(KeyError):
        reasons.code("no_such_reason")


def test_a_bar_in_a_value_does_not_break_the_code():
    assert "a/b" in reasons.sentence(reasons.code("no_table", use="a|b", pack="p"))


def test_review_is_never_called_a_re_inspection():
    texts = [chinese for _, chinese in (*TEXTS.values(), *WORDS.values())]
    assert not [text for text in texts if "复核" in text or "复查" in text]


def test_words_are_labelled_in_both_languages():
    assert reasons.word("fire_grade", "zh") == "耐火等级（fire_grade）"
    assert reasons.word("unheard_of", "zh") == "unheard_of"
