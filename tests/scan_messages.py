"""Find every translatable text in Python and templates, without gettext's tools.

``python -m tests.scan_messages [app …]`` prints what has no Chinese yet, ready to be put into a catalog.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "core", "registry", "bim", "inspections", "portal", "seeds")
PLAIN = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
WITH_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
TRANSLATE = re.compile(
    r"""\{%-?\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')(?:\s+context\s+["']([^"']+)["'])?"""
)
BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)(?:\{%\s*plural\s*%\}(.*?))?\{%\s*endblocktrans(?:late)?\s*%\}", re.S
)
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
CONTEXT = re.compile(r"""context\s+["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Found:
    """One text. ``plural`` is empty for most; ``where`` is file:line."""

    msgid: str
    context: str
    plural: str
    where: str


def in_python(path: Path) -> Iterator[Found]:
    """Calls of gettext's functions under whatever name the module imports them."""
    tree = ast.parse(path.read_text("utf-8"))
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else names.get(node.func.id, "")
            yield from _call(called, node, f"{path.relative_to(ROOT)}:{node.lineno}")


def _call(called: str, node: ast.Call, where: str) -> Iterator[Found]:
    skip = 1 if called in WITH_CONTEXT else 0
    count = PLAIN.get(called) or WITH_CONTEXT.get(called)
    texts = [
        a.value for a in node.args[: (count or 0) + skip] if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    if not count or len(texts) < count + skip:
        return
    plural = texts[skip + 1] if count == 2 else ""
    yield Found(texts[skip], texts[0] if skip else "", plural, where)


def in_template(path: Path) -> Iterator[Found]:
    """``{% translate %}`` and ``{% blocktranslate %}``; a percent sign is doubled, as Django looks it up."""
    text = path.read_text("utf-8")
    where = str(path.relative_to(ROOT))
    for match in TRANSLATE.finditer(text):
        msgid = match[1] if match[1] is not None else match[2]
        yield Found(msgid.replace("%", "%%"), match[3] or "", "", where)
    for match in BLOCK.finditer(text):
        context = CONTEXT.search(match[1])
        yield Found(_body(match[2]), context[1] if context else "", _body(match[3] or ""), where)


def _body(text: str) -> str:
    return VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def used(packages: tuple[str, ...] = PACKAGES) -> Iterator[Found]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from in_python(path)
        for path in sorted((ROOT / package).rglob("templates/**/*")):
            if path.is_file():
                yield from in_template(path)


def entries() -> Iterator[tuple[Path, polib.POEntry]]:
    """Every entry of every Chinese catalog."""
    for package in PACKAGES:
        for path in sorted((ROOT / package / "locale").rglob("django.po")):
            for entry in polib.pofile(str(path), encoding="utf-8"):
                yield path, entry


def translated() -> set[tuple[str, str]]:
    """(context, msgid) of what has a text in every form."""
    done = set()
    for _path, entry in entries():
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if texts and all(texts) and not entry.obsolete and "fuzzy" not in entry.flags:
            done.add((entry.msgctxt or "", entry.msgid))
    return done


def missing(packages: tuple[str, ...] = PACKAGES) -> list[Found]:
    known, seen, found = translated(), set(), []
    for one in used(packages):
        key = (one.context, one.msgid)
        if one.msgid and key not in known and key not in seen:
            seen.add(key)
            found.append(one)
    return found


def main() -> int:
    for one in missing(tuple(sys.argv[1:]) or PACKAGES):
        context = f"[{one.context}] " if one.context else ""
        print(f"{one.where}\t{context}{one.msgid!r}{' | ' + repr(one.plural) if one.plural else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
