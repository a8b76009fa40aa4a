"""The few words of topics in both languages; the labels are the glossary's."""

from __future__ import annotations

_WORDS = {
    "complaint": ("数据质量问题", "Data quality"),
    "data quality": ("数据质量", "data quality"),
    "ways out": ("安全疏散", "ways out"),
    "fail": ("不符合", "Fail"),
    "review": ("待人工判定", "Review"),
    "measured": ("实测", "measured"),
    "limit": ("限值", "limit"),
    "and more": ("另有{n}项", "and {n} more"),
    "author": ("建筑安全登记系统", "Building safety registry"),
}


def word(key: str, language: str) -> str:
    """Chinese for any ``zh…`` code, else English."""
    zh, en = _WORDS[key]
    return zh if language.lower().startswith("zh") else en
