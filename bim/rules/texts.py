"""The two texts, English and Chinese, of every reason code and of the words that fill them. No logic."""

from __future__ import annotations

LISTS = ("params", "kind", "position", "element", "because", "space_reason")
"""Values that hold words of ``WORDS`` (comma-separated), not figures."""

TEXTS: dict[str, tuple[str, str]] = {
    # which limit applies
    "missing": (
        "Not judged: supply {params}.",
        "未判定:请补充{params}。",
    ),
    "no_table": (
        "Pack {pack} has no distance table for the use '{use}'.",
        "规则包{pack}没有适用于用途“{use}”的疏散距离表。",
    ),
    "no_cell": (
        "{clause} has no value for this combination in the rule pack.",
        "规则包中{clause}没有此组合的数值。",
    ),
    "dash": (
        "{clause} prints a dash for this combination: no value, and never 'unlimited'. A person decides.",
        "{clause}此组合为“—”:没有数值,不等于不限。须人工判定。",
    ),
    "order_open": (
        "The order of the notes is disputed ({letter}): adding first gives {add_first} m, multiplying first {multiply_first} m.",
        "附注合并次序有争议(可信度{letter}):先加减后乘为{add_first} m,先乘后加减为{multiply_first} m。",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    "use": ("use (use=office …)", "用途(use)"),
    "position": (
        "position between two exits or at a dead end (position)",
        "所在位置:两个安全出口之间或袋形走道(position)",
    ),
    "fire_grade": ("fire-resistance grade (fire_grade=1…4)", "耐火等级(fire_grade=1至4)"),
    "height_m": ("fire height or high-rise (height_m or high_rise)", "建筑高度或是否高层(height_m 或 high_rise)"),
}
