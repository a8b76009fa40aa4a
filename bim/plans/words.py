"""The words of a floor plan in the two languages of the product, and how its numbers are written.

A plan is drawn by a pure program (no Django, often inside the sandbox), so its few words stand here instead of in a
message catalog. The Chinese labels are the glossary's.
"""

from __future__ import annotations

THIN = "\u202f"
"""Thin no-break space between a number and its unit."""

_WORDS: dict[str, tuple[str, str]] = {
    "plan": ("{name}平面", "{name} plan"),
    "limit": ("限值{value}", "limit {value}"),
    "over": ("超{value}", "{value} over"),
    "walked": ("距离{value}", "distance {value}"),
    "in_flat": ("户内{value}", "{value} in the flat"),
    "in_room": ("室内{value}", "{value} in the room"),
    "to_exit": ("到安全出口最远{value}", "farthest to a storey exit {value}"),
    "to_street": ("到室外最远{value}", "farthest to the street {value}"),
    "to_exit_between": ("到安全出口最远{low}或{high}（楼梯类型待确认）", "farthest to a storey exit {low} or {high}"),
    "error": ("误差不超过{value}", "error at most {value}"),
    "unreachable": ("{n}个房间没有出路", "{n} spaces without a way out"),
    "no_shape": ("{n}个房间无几何，未画出", "{n} spaces without a shape are not drawn"),
    "empty": ("本层没有可画的房间", "No space of this storey has a shape"),
    "up": ("上", "UP"),
    "down": ("下", "DN"),
    "north": ("北", "N"),
    "space": ("房间", "space"),
    "legend_route": ("限值以内", "Within the limit"),
    "legend_route_plain": ("到安全出口的路线", "Way to the storey exit"),
    "legend_over": ("超出部分", "Beyond it"),
    "legend_review": ("待人工判定的路线", "Way under review"),
    "legend_in_flat": ("户内路线（另有限值）", "In the flat (own limit)"),
    "legend_in_room": ("室内路线（另有限值）", "In the room (own limit)"),
    "legend_start": ("最远点", "Farthest point"),
    "legend_final": ("直通室外的出口 E", "Final exit E"),
    "legend_storey": ("安全出口（楼梯）S", "Storey exit (stair) S"),
    "legend_proposed": ("待确认的出口", "Proposed exit"),
    "narrow": ("最窄{value}", "narrowest {value}"),
    "legend_narrow": ("路线上最窄处", "Narrowest point of the way"),
    "legend_far": ("房间最远点到安全出口{value}", "Room's farthest point to a storey exit {value}"),
    "legend_fail": ("不符合", "Fail"),
    "legend_review_tint": ("待人工判定", "Review"),
    "legend_no_data": ("数据不足", "No data"),
    "legend_door_fail": ("门净宽不符合", "Door too narrow"),
    "legend_door_review": ("门净宽待人工判定", "Door width under review"),
    "final_exit": ("直通室外的出口", "final exit"),
    "storey_exit": ("安全出口", "storey exit"),
    "proposed": ("待确认", "proposed"),
    "confirmed": ("已确认", "confirmed"),
    "fail": ("不符合", "Fail"),
    "review": ("待人工判定", "Review"),
    "no_data": ("数据不足", "No data"),
    "pass": ("符合", "Pass"),
    "not_applicable": ("不适用", "N/A"),
}


def word(key: str, language: str, **values: object) -> str:
    """The label for ``key``; Chinese for any ``zh…`` language tag, else English."""
    zh, en = _WORDS[key]
    return (zh if language.lower().startswith("zh") else en).format(**values)


def metres(value_m: float, digits: int = 1) -> str:
    return f"{value_m:.{digits}f}{THIN}m"


def metres_over(excess_m: float) -> str:
    """An excess is never shown as 0.0: below 5 cm it takes as many digits as it needs."""
    return metres(excess_m, 1 if excess_m >= 0.05 else 3)


def square_metres(value_m2: float) -> str:
    return f"{value_m2:.1f}{THIN}m²"


def is_chinese(language: str) -> bool:
    return language.lower().startswith("zh")
