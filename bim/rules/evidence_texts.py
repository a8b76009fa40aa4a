"""Chinese of the evidence sentences of ``bim.egress.words``, keyed by the English sentence that a report holds.

Evidence is written by the analysis as plain English; pages in Chinese look it up here through ``reasons.sentence``.
"""

from __future__ import annotations

from bim.egress import words

EVIDENCE: dict[str, str] = {
    # doors and exits
    words.JOINS_NOTHING: "门两侧均无模型空间。",
    words.BOUNDARIES_AGREE: "文件的空间边界所指空间与此相同。",
    words.BOUNDARIES_DIFFER: "文件的空间边界所指空间与几何不符。",
    words.TWO_SPACES: "两侧均有空间。",
    words.SAME_SPACE: "两侧为同一空间。",
    words.ONE_SIDE_AT_GRADE: "仅一侧有空间，且其地面与室外地坪齐平。",
    words.NOT_AT_GRADE: "此处地面不与室外地坪齐平：通往阳台、屋面或坑道的门不是通向室外的出路。",
    words.BY_TERRAIN: "地面与模型地形齐平。",
    words.EXTERNAL_YES: "模型标注IsExternal。",
    words.EXTERNAL_NO: "模型标注此门不是外门，而标注其他门为外门。",
    words.EXTERNAL_MEANINGLESS: "模型未把任何外围的门标为外门，此属性不能说明问题。",
    words.BOUNDARY_EXTERNAL: "此门的空间边界标为外部。",
    words.FIRE_EXIT: "模型标注FireExit。",
    words.ENCLOSED_AREA: "另一侧被本层围合：天井、竖井或未建模的房间。",
    words.EXTERNAL_SPACE: "模型将门外的空间标为室外。",
    words.OVER_ROOM: "另一侧为下方房间的上部，其地面远低于此门。",
    words.LIFT_DOOR: "名称表明为电梯门。",
    words.LIFT_BEHIND: "门后为电梯。",
    words.OPENING_OUTDOORS: "通向室外而未装门的洞口：不作为出口提出；如可由此走出，请确认。",
    words.SMALL: "小于供人通行的门。",
    words.WIDE: "宽如车库门或大门。",
    words.CONFIRMED: "已由人确认。",
    words.INTO_STAIR: "通入楼梯间。",
    words.INTO_LOBBY: "通入楼梯间的前室。",
    # stairs
    words.OWN_WELL: "楼梯位于独立的空间内。",
    words.IN_HALL: "楼梯所在空间兼作他用。",
    words.NO_SPACE: "楼梯不在任何模型空间内。",
    words.ALL_DOORS: "进入其空间的通路均设门。",
    words.OPEN_SIDE: "其空间与另一空间敞开相通，未设门。",
    words.RATED_DOOR: "进入其空间的门标有耐火性能。",
    words.NO_RATING: "进入其空间的门均未标耐火性能。",
    words.LOBBY: "其前设有前室。",
    words.STAIR_OUTDOORS: "楼梯位于所有模型空间之外。",
    words.EXTERNAL_STAIR: "模型标注该楼梯为室外楼梯。",
    words.FOOT_LOOSE: "其下端未与模型中的地面相接。",
    words.HEAD_LOOSE: "其上端未与模型中的地面相接。",
    words.NO_WAY_OUT: "楼梯无出路：由其端部不能到达直通室外的出口，不计为安全出口。",
    words.INSIDE_DWELLING: "位于一户之内。",
    words.SUGGESTED["enclosed"]: "建议类型：封闭楼梯间；须由人确认。",
    words.SUGGESTED["smoke_proof"]: "建议类型：防烟楼梯间；须由人确认。",
    words.SUGGESTED["open_stairwell"]: "建议类型：敞开楼梯间；须由人确认。",
    words.SUGGESTED["open_stair"]: "建议类型：敞开楼梯；须由人确认。",
    words.SUGGESTED["outdoor"]: "建议类型：室外疏散楼梯；须由人确认。",
    words.SUGGESTED["unknown"]: "模型中没有可说明其类型的信息。",
    # what people said
    words.FLAT_DOOR: "已由人确认为入户门。",
    words.NO_FLAT_DOOR: "已由人确认不是入户门。",
    words.LINKED: "人工连接：行走长度由人给出。",
    # uses of spaces
    words.NAMED_SO: "名称如此。",
    words.NAMED_OTHER: "名称与此不符。",
    words.DECLARED_SO: "模型声明此用途。",
    words.DECLARED_OTHER: "模型声明为其他用途。",
    words.STAIR_IN_IT: "其中有楼梯。",
    words.LIFT_IN_IT: "其中有电梯。",
    words.IS_LOBBY: "楼梯间仅由此进入。",
    words.PASSED: "其他空间的疏散路径由此经过。",
    words.ELONGATED: "狭长，沿线设多樘门。",
    words.IN_FLAT: "属于一户之内。",
    # flats and common parts
    words.FLAT_BY_DOORS: "仅经本户的入户门通往公共部分。",
    words.FLAT_UNSURE: "入户门外的空间仅凭平面推定为公共部分。",
    words.FLAT_NO_DOOR: "此处与公共部分之间未找到入户门。",
    words.COMMON_PART: "将楼梯、电梯或室外与多户相连：公共部分。",
    words.NO_FLAT: "既不属于任何一户，也不是公共部分。",
}

BEFORE_A_GUID: dict[str, str] = {
    words.GROUPING: "此空间仅围合其他空间，不予量取：",
    words.CARRIED: "按位置沿用自版本",
}
"""Sentences that end in a GlobalId or in a version."""


def in_chinese(text: str) -> str:
    """The sentence in Chinese; what is no known sentence comes back unchanged."""
    found = EVIDENCE.get(text)
    if found is not None:
        return found
    head, _, guid = text.rpartition(" ")
    return f"{BEFORE_A_GUID[head]}{guid}" if head in BEFORE_A_GUID else text
