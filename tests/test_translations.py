"""Chinese is complete: every text that Python or a template marks has a translation, none is fuzzy or empty."""

from __future__ import annotations

import re
import subprocess
import sys

import polib
import pytest

from tests import scan_messages as scan

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def test_everything_marked_is_translated():
    lacking = [f"{one.where}: {one.context} {one.msgid!r}" for one in scan.missing()]
    assert not lacking, "No Chinese for:\n" + "\n".join(lacking)


def test_no_entry_is_fuzzy_or_empty():
    bad = [
        f"{path.relative_to(scan.ROOT)}: {entry.msgid!r}"
        for path, entry in scan.entries()
        if "fuzzy" in entry.flags or not (entry.msgstr or (all(entry.msgstr_plural.values()) and entry.msgstr_plural))
    ]
    assert not bad, "\n".join(bad)


def test_placeholders_are_kept():
    """A translation that drops or invents a placeholder would fail only in front of a reader."""
    bad = []
    for path, entry in scan.entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                bad.append(f"{path.relative_to(scan.ROOT)}: {entry.msgid!r}")
    assert not bad, "\n".join(bad)


def test_one_word_for_one_thing():
    """Catalogs of several apps are merged; the same text may not have two translations."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    clashes = []
    for path, entry in scan.entries():
        key, text = (entry.msgctxt or "", entry.msgid), entry.msgstr or str(sorted(entry.msgstr_plural.items()))
        first, where = seen.setdefault(key, (text, str(path.relative_to(scan.ROOT))))
        if first != text:
            clashes.append(f"{entry.msgid!r}: {first} in {where}, {text} in {path.relative_to(scan.ROOT)}")
    assert not clashes, "\n".join(clashes)


def test_scanner_sees_what_it_should(tmp_path, monkeypatch):
    """The proof is only as good as the scanner: one of each kind, found under an alias too."""
    monkeypatch.setattr(scan, "ROOT", tmp_path)
    code = tmp_path / "code.py"
    code.write_text(
        "from django.utils.translation import gettext_lazy as _, npgettext\n"
        "_('plain')\nnpgettext('kind', 'one', 'many', 2)\nother('not this')\n"
    )
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate \'ten %\' %}{% translate "word" context "kind" %}'
        "{% blocktranslate count n=n %}{{ n }} house{% plural %}{{ n }} houses{% endblocktranslate %}"
    )
    python = [(f.msgid, f.context, f.plural) for f in scan.in_python(code)]
    assert python == [("plain", "", ""), ("one", "kind", "many")]
    template = [(f.msgid, f.context, f.plural) for f in scan.in_template(page)]
    assert template == [("ten %%", "", ""), ("word", "kind", ""), ("%(n)s house", "", "%(n)s houses")]


def test_compiling_is_idempotent():
    script = [sys.executable, str(scan.ROOT / "scripts" / "compile_messages.py")]
    assert subprocess.run(script, check=False).returncode == 0
    again = subprocess.run(script, check=True, capture_output=True, text=True)
    assert again.stdout == ""


def test_compiled_catalogs_hold_their_sources():
    source = scan.ROOT / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    texts = {entry.msgid: entry.msgstr for entry in compiled}
    assert texts["My work"] == "我的工作"


@pytest.mark.parametrize("word", ["复核"])
def test_words_that_must_not_be_printed(word):
    """``review`` is 待人工判定 and a re-inspection is 复查; 复核 would be read as either."""
    assert not [entry.msgid for _path, entry in scan.entries() if word in entry.msgstr]
