"""The two texts, English and Chinese, of reasons and words on persons, capacity and evacuation time. No logic."""

from __future__ import annotations

CAPACITY_TEXTS: dict[str, tuple[str, str]] = {
    "capacity_width_enough": (
        "At least {measured} m clear in all, {limit} m needed.",
        "总净宽不小于{measured} m，所需不小于{limit} m。",
    ),
    "capacity_width_short": (
        "At most {measured} m clear in all, {limit} m needed: {short} m too little.",
        "总净宽不大于{measured} m，所需不小于{limit} m，不足{short} m。",
    ),
    "capacity_width_assumed": (
        "At most {measured} m clear in all, {limit} m needed, {short} m too little: but the use of rooms was assumed. "
        "Say what the rooms are used for.",
        "总净宽不大于{measured} m，所需不小于{limit} m，不足{short} m；但房间用途系推定，请先确认空间用途。",
    ),
    "capacity_width_open": (
        "{low} m to {high} m clear in all; {least} m to {most} m needed. A person decides.",
        "总净宽{low} m至{high} m，所需{least} m至{most} m，须人工判定。",
    ),
    "capacity_serves_enough": (
        "The exits serve at least {measured} persons; {limit} must be served.",
        "出口可供不少于{measured}人疏散，需{limit}人。",
    ),
    "capacity_serves_short": (
        "The exits serve at most {measured} persons; {limit} must be served: {short} too few.",
        "出口最多可供{measured}人疏散，需{limit}人，不足{short}人。",
    ),
    "capacity_serves_assumed": (
        "The exits serve at most {measured} persons; {limit} must be served, {short} too few: but the use of rooms was "
        "assumed. Say what the rooms are used for.",
        "出口最多可供{measured}人疏散，需{limit}人，不足{short}人；但房间用途系推定，请先确认空间用途。",
    ),
    "capacity_serves_open": (
        "The exits serve {low} to {high} persons; {least} to {most} must be served. A person decides.",
        "出口可供{low}至{high}人疏散，需{least}至{most}人，须人工判定。",
    ),
    "capacity_persons_unknown": (
        "The persons of {rooms} rooms are not known (at least {least} persons counted). Say what the rooms are used "
        "for, or how many persons they hold.",
        "有{rooms}个房间的人数未知（已计至少{least}人）。请补充空间用途或人数。",
    ),
    "capacity_no_width": (
        "{count} of the ways have no width in the model. Supply it.",
        "有{count}处出口或楼梯在模型中没有宽度，请补充。",
    ),
    "capacity_persons": ("Persons: {least} to {most}.", "疏散人数：{least}至{most}人。"),
    "capacity_lost": ("Without the widest exit.", "不计最宽的一个出口。"),
    # evacuation time
    "evac_no_premovement": (
        "No time before people start is given (premovement_s): the clock starts when everybody walks.",
        "未给出疏散开始前的时间（premovement_s）：自全体人员开始行走时计时。",
    ),
    "evac_persons_unknown": (
        "The persons of {rooms} rooms are not known and not counted: the true time is longer.",
        "有{rooms}个房间人数未知，未计入：实际时间更长。",
    ),
    "evac_no_exit": (
        "{storey} has people, but no exit with a width that leads on: no time for the building.",
        "{storey}有人员，但没有可用且有宽度的出口：不给出全楼时间。",
    ),
    "evac_no_width": (
        "{count} exits or stairs have no width and are left out.",
        "有{count}处出口或楼梯没有宽度，未计入。",
    ),
    "evac_no_steps": (
        "Riser or going of {count} stairs is unknown: taken for the steepest stair of the table.",
        "有{count}部楼梯踏步尺寸未知：按表中最陡的楼梯计算。",
    ),
    "evac_wait_door": (
        "{storey}: at the door {name} up to {queue} persons wait, at most {wait} s; the last one is through at "
        "{until} s.",
        "{storey}：在门{name}处最多{queue}人等候，最长{wait} s；最后一人于{until} s通过。",
    ),
    "evac_wait_flight": (
        "{storey}: before the stair {name} up to {queue} persons wait, at most {wait} s; the last one is on it at "
        "{until} s.",
        "{storey}：在楼梯{name}前最多{queue}人等候，最长{wait} s；最后一人于{until} s进入楼梯。",
    ),
    "evac_wait_street": (
        "At the doors to the street up to {queue} persons wait, at most {wait} s; the last one is out at {until} s.",
        "在直通室外的门处最多{queue}人等候，最长{wait} s；最后一人于{until} s到达室外。",
    ),
    "evac_total": ("Everybody is out after {total} s.", "全部人员于{total} s疏散完毕。"),
    "rate_m_per_100": ("Figure of the code: {value} m for 100 persons.", "规范指标：每100人{value} m。"),
    "rate_in_per_person": ("Figure of the code: {value} in for each person.", "规范指标：每人{value} in。"),
}

CAPACITY_WORDS: dict[str, tuple[str, str]] = {
    "space_uses": ("use of rooms taken for that of the building", "房间用途按建筑用途推定"),
    "sprinklers_and_voice_alarm": (
        "whether there are sprinklers and a voice alarm throughout",
        "是否全部设置自动喷水灭火系统和语音报警系统",
    ),
}
