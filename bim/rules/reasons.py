"""Reasons as short codes, and their sentences in English and Chinese.

A judgement's ``reason``, ``modifiers`` and ``notes`` hold codes such as ``above_limit|limit=40|measured=43.2``: small
enough for a database column, free of language. ``sentence(code, language)`` makes the sentence: reports print
English, pages the reader's language. Evidence of the analysis, which is plain English, is looked up whole; any other
text comes back unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable

from bim.rules.evidence_texts import in_chinese
from bim.rules.texts import LISTS, TEXTS, WORDS


def code(key: str, **values: object) -> str:
    """``key|name=value|…``; numbers get at most three decimals, a bar in a value becomes a slash."""
    if key not in TEXTS:
        raise KeyError(f"no text for reason '{key}' in bim/rules/texts.py")
    return "|".join([key, *(f"{name}={_plain(value)}" for name, value in values.items())])


def missing(names: Iterable[str]) -> str:
    """Which parameters somebody has to supply before a limit can be given."""
    return code("missing", params=",".join(dict.fromkeys(names)))


def sentence(text: str, language: str = "en") -> str:
    """The sentence of a reason code in ``en`` or ``zh…``."""
    key, *parts = text.split("|")
    chinese = language.lower().startswith("zh")
    if key not in TEXTS:
        return in_chinese(text) if chinese else text
    values = dict(part.split("=", 1) for part in parts if "=" in part)
    shown = {name: _word(name, value, chinese) for name, value in values.items()}
    try:
        return TEXTS[key][1 if chinese else 0].format(**shown)
    except (KeyError, IndexError):
        return text


def word(name: str, language: str = "en") -> str:
    """Label of a parameter or other word of the vocabulary, for lists such as ``assumed``."""
    pair = WORDS.get(name)
    return name if pair is None else pair[1 if language.lower().startswith("zh") else 0]


def _word(name: str, value: str, chinese: bool) -> str:
    if name not in LISTS:
        return value
    glue = "、" if chinese else ", "
    return glue.join(word(item, "zh" if chinese else "en") for item in value.split(","))


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    return str(value).replace("|", "/").replace("\n", " ")
