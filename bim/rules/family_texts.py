"""Reason codes of the rules beside distances and widths, in English and Chinese. Part of ``bim.rules.texts``."""

from __future__ import annotations

FAMILY_TEXTS: dict[str, tuple[str, str]] = {
    # every family beside distances and widths
    "most_met": ("{measured} {unit}, at most {limit} {unit} allowed.", "实测{measured} {unit}，限值≤{limit} {unit}。"),
    "most_missed": (
        "{measured} {unit}, at most {limit} {unit} allowed: {off} {unit} too much.",
        "实测{measured} {unit}，限值≤{limit} {unit}，超出{off} {unit}。",
    ),
    "least_met": ("{measured} {unit}, at least {limit} {unit} needed.", "实测{measured} {unit}，限值≥{limit} {unit}。"),
    "least_missed": (
        "{measured} {unit}, at least {limit} {unit} needed: {off} {unit} too little.",
        "实测{measured} {unit}，限值≥{limit} {unit}，不足{off} {unit}。",
    ),
    "between_measure": (
        "The measure lies between {low} and {high} {unit}; the limit of {limit} {unit} lies inside.",
        "实测值在{low}与{high} {unit}之间，限值{limit} {unit}在此范围内。",
    ),
    "between_limit": (
        "{measured} {unit}; the limit is {low} or {high} {unit}, depending on: {because}.",
        "实测{measured} {unit}；限值为{low}或{high} {unit}，取决于：{because}。",
    ),
    "not_measured_here": ("This was not measured.", "未量取。"),
    # separation of exits
    "exit_pair": ("Nearest other exit: {other}.", "最近的相邻安全出口：{other}。"),
    "exit_two": ("The two exits farthest apart: {first} and {second}.", "相距最远的两个安全出口：{first}与{second}。"),
    "exits_merged": (
        "{measured} m apart: the two count as one exit, and {count} separate exits are enough here.",
        "相距{measured} m：两者按1个安全出口计，本层仍有{count}个，数量足够。",
    ),
    "exits_merged_open": (
        "{measured} m apart: the two count as one exit; whether {count} separate exits are enough here is open.",
        "相距{measured} m：两者按1个安全出口计；{count}个是否足够尚不能判定。",
    ),
    "exit_stair_unknown": (
        "Far enough apart if a stair of unknown kind counts as an exit. Confirm the stairs.",
        "若类型未知的楼梯计为安全出口，则间距满足要求。请确认楼梯类型。",
    ),
    # ground floor
    "ground_many_storeys": (
        "More than {storeys} storeys: the stairwell has to lead straight outdoors, or through an enlarged stairwell or "
        "lobby, which no model tells. A person decides.",
        "层数超过{storeys}层：楼梯间应直通室外，或采用扩大的封闭楼梯间或防烟前室，模型无法说明。须人工判定。",
    ),
    "ground_enlarged": (
        "{measured} m to the door outdoors, at most {limit} m allowed, unless there is an enlarged enclosed "
        "stairwell or lobby, which no model tells.",
        "至直通室外的门{measured} m，限值≤{limit} m；采用扩大的封闭楼梯间或防烟前室的除外，模型无法说明。",
    ),
    "ground_no_way": (
        "No way from this stairwell to a door outdoors was found on the ground floor. Check its doors and exits.",
        "首层未找到由此楼梯间至室外的路径。请检查门与出口。",
    ),
    "ground_direct": ("The stairwell leads straight outdoors.", "楼梯间直通室外。"),
    # rooms with one door
    "room_two_doors": ("{count} doors, {need} needed.", "疏散门{count}个，应不少于{need}个。"),
    "room_one_door_enough": (
        "One door is enough here: {area} m² ({case}).",
        "可设置1个疏散门：面积{area} m²（{case}）。",
    ),
    "room_one_door": (
        "One door for {area} m²: no case of the clause allows it, two are needed.",
        "面积{area} m²仅设1个疏散门：不符合条文允许的任何情形，应设2个。",
    ),
    "room_one_door_open": (
        "One door for {area} m²: whether it is enough depends on: {because}.",
        "面积{area} m²设1个疏散门：是否足够取决于：{because}。",
    ),
    "room_one_door_c": (
        "One door for {area} m²: allowed only by a case of confidence C, which decides nothing.",
        "面积{area} m²设1个疏散门：仅符合可信度为C的情形，不能据以判定。",
    ),
    "room_within": (
        "No door of its own leads to a way out: the room is entered through another one.",
        "该房间没有直通疏散走道的门，须穿越其他房间。",
    ),
    # kind of stair
    "stair_kind_met": (
        "{kind}; the clause asks for at least: {need_kind}.",
        "{kind}；条文要求不低于{need_kind}。",
    ),
    "stair_kind_missed": (
        "{kind}, but at this height the clause asks for: {need_kind}.",
        "{kind}，而此高度条文要求{need_kind}。",
    ),
    "stair_kind_open": (
        "{kind}; whether it is enough depends on: {because}.",
        "{kind}；是否满足取决于：{because}。",
    ),
    "stair_kind_unknown": (
        "The kind of the stair is unknown; at this height the clause asks for at least: {need_kind}. "
        "Confirm the stairs.",
        "楼梯类型未知；此高度条文要求不低于{need_kind}。请确认楼梯类型。",
    ),
    # lifts
    "lifts_none_needed": ("No lift is asked for at this height.", "此高度不要求设置电梯。"),
    "lifts_none_modelled": (
        "{need} needed for each unit; the model holds none. Compare with the register of lifts.",
        "每单元应不少于{need}台；模型中没有电梯。请与电梯登记核对。",
    ),
    "lifts_compare": (
        "{count} lifts in the model, {need} needed for each unit; units are not in the model. "
        "Compare with the register.",
        "模型中有电梯{count}台，每单元应不少于{need}台；模型无单元信息。请与电梯登记核对。",
    ),
    "lifts_height_unknown": (
        "Whether lifts are needed depends on height and number of storeys, which are not known.",
        "是否应设电梯取决于建筑高度与层数，目前未知。",
    ),
    # common path and load of one exit
    "common_not_permitted": (
        "{clause} does not permit one exit here without sprinklers (NP); the common path is {measured} m. "
        "A person decides.",
        "{clause}不允许此类无自动喷水灭火系统的场所设一个出口（NP）；共同路径为{measured} m。须人工判定。",
    ),
    "common_np_unknown": (
        "{clause} does not permit one exit here without sprinklers (NP); whether there are sprinklers is not known.",
        "{clause}不允许此类无自动喷水灭火系统的场所设一个出口（NP）；是否设有自动喷水灭火系统未知。",
    ),
    "no_group": (
        "The rule pack has no row for the group of this use.",
        "规则包没有此用途分组的数值。",
    ),
    "persons_unknown": ("The number of persons is not known.", "人数未知。"),
    "one_exit_only": ("The space has one door as its exit.", "该空间只有一个出口。"),
    # dead ends
    "no_dead_end": ("No dead end was found here.", "此处没有袋形走道。"),
    # heights and stairs
    "space_height": (
        "Height of the space as modelled: beams, ducts and ceilings below it are not deducted.",
        "按模型空间高度，未扣除梁、管道与吊顶。",
    ),
    "crowded_unknown": (
        "{measured} m is less than {limit} m, which holds for crowded places; whether this is one is not confirmed.",
        "{measured} m小于限值{limit} m，该限值适用于人员密集场所；此处是否属于尚未确认。",
    ),
    # basis
    "as_built_none": (
        "Existing building designed in {year}: {standard} was not in force yet.",
        "既有建筑，设计于{year}年：当时{standard}尚未施行。",
    ),
    "as_built_no_rule": (
        "{edition}, in force at the design date, has no such clause in its rule pack.",
        "设计时施行的{edition}，其规则包中没有此条。",
    ),
    "as_built_missing": (
        "Existing building designed in {year}: {edition} was in force, which no rule pack here holds. "
        "No verdict by the standard at construction.",
        "既有建筑，设计于{year}年：当时施行的是{edition}，本系统没有其规则包。不能按建造时标准判定。",
    ),
    "as_built_unknown": (
        "Existing building designed in {year}: which edition of {standard} was in force then is not in the rule pack.",
        "既有建筑，设计于{year}年：规则包未收录当时施行的{standard}版本。",
    ),
    "basis_differs": (
        "By the standard at construction ({edition}): {as_built}; by the current one: {current}.",
        "按建造时标准（{edition}）：{as_built}；按现行标准：{current}。",
    ),
}
