"""What the program says about a model has Chinese words with the same figures in them."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

import core.sandbox
from bim.models.checks import VERDICTS
from bim.models.reviews import EXIT_VALUES, STAIR_VALUES
from bim.read.messages import ERRORS, NOTES
from bim.services.checking import STEPS

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.compile(r"%\((\w+)\)s")
HANZI = re.compile(r"[\u4e00-\u9fff]")


def chinese() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        found |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgctxt is None}
    return found


SENTENCES = [*ERRORS.values(), *(text for _severity, text in NOTES.values())]


@pytest.mark.parametrize("english", SENTENCES)
def test_each_sentence_of_the_reader_is_translated_with_its_figures(english: str) -> None:
    told = chinese().get(english, "")
    assert HANZI.search(told)
    assert set(PLACES.findall(told)) == set(PLACES.findall(english))


def test_steps_kinds_and_verdicts_are_translated() -> None:
    known = chinese()
    with translation.override("en"):
        labels = [str(label) for _code, label in (*EXIT_VALUES, *STAIR_VALUES, *VERDICTS)]
    assert not [word for word in (*STEPS, *labels) if not HANZI.search(known.get(word, ""))]


def test_what_the_sandbox_says_is_translated() -> None:
    source = Path(core.sandbox.__file__).read_text("utf-8")
    plain = re.findall(r'"(The file [^"{]*\.)"', source)
    crashes = [f"The file made its reader crash ({name})." for name in ("SIGSEGV", "SIGABRT", "SIGKILL", "SIGBUS")]
    known = chinese()
    assert len(set(plain)) == 4
    assert not [text for text in (*plain, *crashes) if not HANZI.search(known.get(text, ""))]


def test_the_terms_are_those_of_the_glossary() -> None:
    known = chinese()
    assert known["Final exit"] == "直通室外的出口" and known["Storey exit"] == "安全出口"
    assert known["Enclosed stairwell"] == "封闭楼梯间" and known["Outdoor stair"] == "室外疏散楼梯"
    assert "复核" not in "".join(known.values())
