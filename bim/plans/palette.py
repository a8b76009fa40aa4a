"""The looks of a plan: one class per kind, its theme variables, and the light theme's colours as a fallback.

A plan is shown on pages (light, dark, sun), on the tablet and in a PDF whose renderer knows no CSS variables. So
each shape has a class *and* literal presentation attributes; a page that offers ``plan_css()`` overrides them.
"""

from __future__ import annotations

# class -> {attribute: literal or (theme variable, light colour)}
Value = str | tuple[str, str]
_WALL, _THIN = ("--p-wall", "#1d2a2b"), ("--p-thin", "#758587")
_ROOM, _INK, _INK2 = ("--p-room", "#ffffff"), ("--ink", "#14201f"), ("--ink-2", "#3f4e4f")
_SURFACE, _PASS, _PASS_MARK = ("--surface", "#ffffff"), ("--pass", "#0a6a58"), ("--pass-mark", "#0b7f68")
_FAIL, _REVIEW, _NODATA = ("--fail-mark", "#b3231a"), ("--review-mark", "#b17700"), ("--nodata-mark", "#75828f")
_ON_MARK = ("--on-mark", "#ffffff")

CLASSES: dict[str, dict[str, Value]] = {
    "fp-ground": {"fill": ("--m-land", "#f1f3ef")},
    "fp-void": {"fill": ("--p-lift", "#e6eaee")},
    "fp-wall": {"fill": _WALL, "fill-rule": "evenodd"},
    "fp-room": {"fill": _ROOM, "stroke": _WALL, "stroke-width": "1"},
    "fp-corridor": {"fill": ("--p-corridor", "#f4f1e6"), "stroke": _WALL, "stroke-width": "1"},
    "fp-far-1": {"fill": ("--p-far-1", "#edf3f8")},
    "fp-far-2": {"fill": ("--p-far-2", "#d9e6f1")},
    "fp-far-3": {"fill": ("--p-far-3", "#c0d5e7")},
    "fp-far-4": {"fill": ("--p-far-4", "#a5c3dc")},
    "fp-stair": {"fill": ("--p-stair", "#e1eee9"), "stroke": _WALL, "stroke-width": "1"},
    "fp-lift": {"fill": ("--p-lift", "#e6eaee"), "stroke": _WALL, "stroke-width": "1"},
    "fp-flight": {"fill": ("--p-stair", "#e1eee9"), "stroke": "none"},
    "fp-tread": {"fill": "none", "stroke": _THIN, "stroke-width": "0.8"},
    "fp-arrow": {"fill": "none", "stroke": _INK2, "stroke-width": "1"},
    "fp-head": {"fill": _INK2},
    "fp-column": {"fill": _WALL},
    "fp-gap": {"fill": _ROOM},
    "fp-gap-corridor": {"fill": ("--p-corridor", "#f4f1e6")},
    "fp-leaf": {"fill": "none", "stroke": _WALL, "stroke-width": "1"},
    "fp-virtual": {"fill": "none", "stroke": _THIN, "stroke-width": "1", "stroke-dasharray": "3 3"},
    "fp-door-fail": {"fill": "none", "stroke": _FAIL, "stroke-width": "4"},
    "fp-door-review": {"fill": "none", "stroke": _REVIEW, "stroke-width": "4"},
    "fp-hatch-review": {"fill": "none", "stroke": _REVIEW, "stroke-width": "2.2", "stroke-linecap": "round"},
    "fp-hatch-fail": {"fill": "none", "stroke": _FAIL, "stroke-width": "1", "stroke-opacity": "0.55"},
    "fp-hatch-no_data": {"fill": "none", "stroke": _NODATA, "stroke-width": "1", "stroke-opacity": "0.7"},
    "fp-case": {"fill": "none", "stroke": _SURFACE},
    "fp-route": {"fill": "none", "stroke": _INK, "stroke-width": "3", "stroke-linejoin": "round"},
    "fp-over": {"fill": "none", "stroke": _FAIL, "stroke-width": "6", "stroke-linejoin": "round"},
    "fp-inner": {"fill": "none", "stroke": _INK2, "stroke-width": "2", "stroke-dasharray": "6 4"},
    "fp-inner-over": {"fill": "none", "stroke": _FAIL, "stroke-width": "5", "stroke-dasharray": "6 3"},
    "fp-doubt": {
        "fill": "none",
        "stroke": _INK,
        "stroke-width": "4",
        "stroke-dasharray": "0.1 7",
        "stroke-linecap": "round",
    },
    "fp-tick": {"fill": "none", "stroke": _INK, "stroke-width": "1.5"},
    "fp-narrow": {"fill": _INK, "stroke": _SURFACE, "stroke-width": "1"},
    "fp-start": {"fill": _SURFACE, "stroke": _INK, "stroke-width": "2"},
    "fp-end": {"fill": _INK, "stroke": _SURFACE, "stroke-width": "1.5"},
    "fp-end-fail": {"fill": _FAIL, "stroke": _SURFACE, "stroke-width": "1.5"},
    "fp-box": {"fill": _SURFACE, "stroke": _INK, "stroke-width": "1.2"},
    "fp-box-fail": {"fill": _FAIL},
    "fp-stem": {"fill": "none", "stroke": _INK, "stroke-width": "1.2"},
    "fp-stem-fail": {"fill": "none", "stroke": _FAIL, "stroke-width": "1.2"},
    "fp-sign": {"fill": _PASS_MARK, "stroke": _PASS_MARK, "stroke-width": "1.5"},
    "fp-sign-proposed": {"fill": _SURFACE, "stroke": _PASS_MARK, "stroke-width": "1.5", "stroke-dasharray": "4 2"},
    "fp-sign-stem": {"fill": "none", "stroke": _PASS_MARK, "stroke-width": "2"},
    "fp-line": {"fill": "none", "stroke": _INK, "stroke-width": "1.2"},
    "fp-solid": {"fill": _INK},
    "fp-label": {"fill": _INK2},
    "fp-strong": {"fill": _INK, "font-weight": "600"},
    "fp-title": {"fill": _INK, "font-weight": "600", "font-size": "14"},
    "fp-quiet": {"fill": ("--ink-3", "#566567")},
    "fp-on-mark": {"fill": _ON_MARK, "font-weight": "600"},
    "fp-sign-text": {"fill": _PASS, "font-weight": "600"},
    "fp-halo": {"fill": "none", "stroke": _ROOM, "stroke-width": "3.5", "stroke-linejoin": "round"},
    "fp-halo-corridor": {"fill": "none", "stroke": ("--p-corridor", "#f4f1e6"), "stroke-width": "3.5"},
    "fp-halo-stair": {"fill": "none", "stroke": ("--p-stair", "#e1eee9"), "stroke-width": "3.5"},
}

FONT = (
    "Segoe UI, Roboto, HarmonyOS Sans SC, PingFang SC, Microsoft YaHei UI, Microsoft YaHei, "
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"
)


def look(name: str) -> dict[str, str]:
    """Class and light-theme presentation attributes of one kind of shape."""
    plain = {key: value if isinstance(value, str) else value[1] for key, value in CLASSES[name].items()}
    return {"class": name, **plain}


def plan_css() -> str:
    """The theme sheet of all plans, for a page's own style sheet. ``--fp-k`` keeps text at 12 px when zoomed."""
    rules = [".fp text{font-family:var(--font,sans-serif);font-size:calc(12px*var(--fp-k,1))}"]
    for name, values in CLASSES.items():
        themed = {key: value for key, value in values.items() if isinstance(value, tuple)}
        if themed:
            body = ";".join(f"{key}:var({value[0]},{value[1]})" for key, value in themed.items())
            rules.append(f".fp .{name}{{{body}}}")
    rules.append(".fp .fp-title{font-size:14px}")
    return "\n".join(rules)
