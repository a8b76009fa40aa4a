"""The two texts, English and Chinese, of every reason code and of the words that fill them. No logic."""

from __future__ import annotations

from bim.rules.capacity_texts import CAPACITY_TEXTS, CAPACITY_WORDS
from bim.rules.family_texts import FAMILY_TEXTS

LISTS = ("params", "because", "space_reason", "kind", "need_kind", "case", "as_built", "current")
"""Values that hold words of ``WORDS`` (comma-separated), not figures."""

TEXTS: dict[str, tuple[str, str]] = {
    # which limit applies
    "missing": ("Not judged: supply {params}.", "未判定：请补充{params}。"),
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
        "{clause}此组合为“—”：没有数值，不等于不限。须人工判定。",
    ),
    "not_permitted": (
        "{clause} does not permit this combination (NP): no value, and never 'unlimited'. A person decides.",
        "{clause}不允许此组合（NP）：没有数值，不等于不限。须人工判定。",
    ),
    "native": ("{value} {unit} in the code's own unit.", "规范原单位数值：{value} {unit}。"),
    "order_open": (
        "The order of the notes is disputed ({letter}): "
        "adding first gives {add_first} m, multiplying first {multiply_first} m.",
        "附注合并次序有争议（可信度{letter}）：先加减后乘为{add_first} m，先乘后加减为{multiply_first} m。",
    ),
    "note_add": ("{en}: {value} m ({letter})", "{zh}：{value} m（可信度{letter}）"),
    "note_mul": ("{en}: × {value} ({letter})", "{zh}：×{value}（可信度{letter}）"),
    # distances
    "within_limit": (
        "{measured} m walked, at most {limit} m allowed.",
        "步行距离{measured} m，限值≤{limit} m。",
    ),
    "above_limit": (
        "{measured} m walked, at most {limit} m allowed: {over} m too far.",
        "步行距离{measured} m，限值≤{limit} m，超出{over} m。",
    ),
    "straight_walked": (
        "The straight line is {straight} m and the walk {measured} m; the limit of {limit} m lies between. "
        "The clause speaks of the straight line, a person decides how it is drawn.",
        "直线距离{straight} m，步行距离{measured} m，限值{limit} m介于两者之间。条文为直线距离，量法须人工判定。",
    ),
    "limit_open": (
        "{measured} m walked; the limit is {low} m or up to {high} m, depending on: {because}.",
        "步行距离{measured} m；限值为{low} m至{high} m，取决于：{because}。",
    ),
    "measure_open": (
        "The distance lies between {measured} m and {upper} m; the limit of {limit} m lies inside.",
        "距离在{measured} m与{upper} m之间，限值{limit} m在此范围内。",
    ),
    "stair_unknown": (
        "The kind of a stair is unknown: {counts} m if it counts as a safety exit, {other} m if it does not; "
        "the smallest limit is {limit} m. Confirm the stairs.",
        "楼梯类型未知：若计为安全出口为{counts} m，若不计为{other} m；最小限值{limit} m。请确认楼梯类型。",
    ),
    "stair_unknown_street": (
        "The kind of a stair is unknown: {counts} m if it counts as a safety exit; if it does not, the next exit lies "
        "{other} m away, over the stair. The smallest limit is {limit} m. Confirm the stairs.",
        "楼梯类型未知：若计为安全出口为{counts} m；若不计，须经该楼梯行走{other} m方到下一出口。"
        "最小限值{limit} m。请确认楼梯类型。",
    ),
    "stair_unknown_no_other": (
        "The kind of a stair is unknown: {counts} m if it counts as a safety exit; if it does not, no exit was found. "
        "The smallest limit is {limit} m. Confirm the stairs.",
        "楼梯类型未知：若计为安全出口为{counts} m；若不计则未找到安全出口。最小限值{limit} m。请确认楼梯类型。",
    ),
    "door_is_exit": (
        "The door is itself a safety exit: there is no distance to judge.",
        "该门本身即为安全出口，无需判定距离。",
    ),
    "not_measured": (
        "The distance from this door to a safety exit was not measured.",
        "未量得此门至安全出口的距离。",
    ),
    "no_way": (
        "No way from this door to a safety exit was found in the model. Check doors, openings and exits of the storey.",
        "模型中未找到此门通往安全出口的路径。请检查本层的门、洞口与出口。",
    ),
    "stair_no_way_out": (
        "A stair without a way out: from its end no final exit is reached, so it is no safety exit of this storey. "
        "Check the doors to the street.",
        "楼梯无出路：由其端部不能到达直通室外的出口，不计为本层安全出口。请检查直通室外的门。",
    ),
    "no_flat_door": (
        "No flat doors were recognised in the model, so no distance was judged.",
        "模型中未识别出户门，未判定疏散距离。",
    ),
    "no_flats": (
        "No flats were recognised in the model, so this clause was not judged.",
        "模型中未识别出住户，本条未判定。",
    ),
    "no_flat_room": (
        "The room belongs to no recognised flat; the clause speaks of flats.",
        "该房间不属于已识别的住户；本条只适用于户内。",
    ),
    "no_room_exit_door": (
        "No exit doors of rooms were recognised in the model, so no distance was judged.",
        "模型中未识别出房间疏散门，未判定疏散距离。",
    ),
    "letter_c": (  # in stored checks only
        "The figure of {clause} has confidence C: it may warn, a person decides.",
        "{clause}的数值可信度为C：只作提示，须人工判定。",
    ),
    "letter_c_pass": (
        "Within the figure of {clause}, but its confidence is C: it may warn, a person decides.",
        "符合{clause}的数值，但其可信度为C：只作提示，须人工判定。",
    ),
    "draft_rooms_pass": (
        "The figures would pass, but the rooms were derived from walls and slabs: model them, or review by hand.",
        "数值合格，但房间由墙体和楼板推导而来：请建立房间模型，或人工核对。",
    ),
    "draft_rooms_fail": (
        "The figures would fail, but the rooms were derived from walls and slabs: model them, or review by hand.",
        "数值不合格，但房间由墙体和楼板推导而来：请建立房间模型，或人工核对。",
    ),
    "shut_in": (
        "The figure would pass, but nobody can leave here in the model: supply missing exits, doors or stairs first.",
        "数值合格，但模型中无法从此处疏散到室外：请先补充缺失的出口、门或楼梯。",
    ),
    "shut_in_room": (
        "The figure would fail, but nobody can leave here in the model, so rooms and corridors cannot be told apart.",
        "数值不合格，但模型中无法从此处疏散到室外，无法区分房间与走道。",
    ),
    "letter_c_fail": (
        "Not within the figure of {clause}, but its confidence is C: it warns, a person decides.",
        "不符合{clause}的数值，但其可信度为C：只作提示，须人工判定。",
    ),
    "travel_not_measured": (
        "The distance from this space to an exit was not measured: {space_reason}.",
        "未量得此空间至安全出口的距离：{space_reason}。",
    ),
    "no_spaces": (
        "The model holds no spaces, so no travel distance was judged.",
        "模型中没有空间，未判定疏散距离。",
    ),
    # rooms and flats
    "space_not_measured": (
        "The distance inside was not measured: {space_reason}.",
        "未量得室内距离：{space_reason}。",
    ),
    "flat_part_not_measured": (
        "{count} spaces of the flat could not be measured; the farthest point found is {measured} m from the door.",
        "户内有{count}个空间未能量取；已量得最远点距户门{measured} m。",
    ),
    "flights_walked": (
        "Walked {walked} m, counted {counted} m (flights inside the flat × {factor}).",
        "步行{walked} m，计为{counted} m（户内楼梯梯段×{factor}）。",
    ),
    "flights": (
        "Flights inside the flat count {factor} times their horizontal length, so the figure exceeds the walk.",
        "户内楼梯梯段按水平投影长度的{factor}倍计，故数值大于步行距离。",
    ),
    # widths
    "no_width": (
        "No width is given in the model. Supply the width of the door or stair.",
        "模型未给出宽度。请补充门或楼梯的宽度。",
    ),
    "wide_enough": ("At least {measured} m clear, {limit} m needed.", "净宽不小于{measured} m，限值≥{limit} m。"),
    "too_narrow": (
        "At most {measured} m clear, {limit} m needed: {short} m too narrow.",
        "净宽不大于{measured} m，限值≥{limit} m，不足{short} m。",
    ),
    "width_band": (
        "Nominal width {nominal} m: the clear width lies between {low} m and {high} m, the limit of {limit} m inside. "
        "Measure it.",
        "洞口宽{nominal} m：净宽在{low} m与{high} m之间，限值{limit} m在此范围内。请现场量取。",
    ),
    "width_limit_open": (
        "{measured} m clear; {low} m or {high} m are needed, depending on: {because}.",
        "净宽{measured} m；限值为{low} m或{high} m，取决于：{because}。",
    ),
    "narrow_stair_unknown": (
        "{measured} m is less than {limit} m, but the kind of the stair is unknown: an open stair is no way out. "
        "Confirm the stairs.",
        "{measured} m小于限值{limit} m，但楼梯类型未知：敞开楼梯不计为安全出口。请确认楼梯类型。",
    ),
    "door_height": (
        "The model gives the size over the frame; its head may take {least} to {most} m. "
        "The clause is read by its letter: the clear height counts, not the nominal one.",
        "模型给出的是含门框的尺寸，上框可占{least}至{most} m。按条文字面理解：以净高度为准，而非公称高度。",
    ),
    "handrails": (
        "Width of the flight as modelled; one handrail inside it takes up to {one} m, two take up to {two} m.",
        "按模型梯段宽度；梯段内一侧扶手最多占{one} m，两侧扶手最多占{two} m。",
    ),
    "handrail": (  # in stored checks only
        "Width of the flight as modelled, less the band that the rule pack gives to handrails.",
        "按模型梯段宽度，并按规则包规定的范围扣除扶手。",
    ),
    # number of exits
    "no_exits_found": (
        "No safety exit of this storey was found in the model. Check its doors, stairs and exits.",
        "模型中未找到本层安全出口。请检查本层的门、楼梯与出口。",
    ),
    "exits_enough": ("{count} safety exits, {need} needed.", "安全出口{count}个，应不少于{need}个。"),
    "exits_too_few": (
        "Only {count} safety exits, {need} needed.",
        "安全出口仅{count}个，应不少于{need}个。",
    ),
    "exits_not_two_ways": (
        "{count} safety exits found, but two separate ways to them are not proven for every part of the storey.",
        "找到安全出口{count}个，但未能证明本层各部分均有两条独立路径。",
    ),
    "part_no_exit": (
        "{parts} parts of this storey with {rooms} spaces have no safety exit of their own; exits of the other parts "
        "do not serve them. Check their doors, stairs and exits.",
        "本层有{parts}个互不连通的部分（共{rooms}个空间）没有安全出口；其他部分的出口不能为其所用。请检查其门、楼梯与出口。",
    ),
    "part_cut_off": (
        "{rooms} spaces of this storey have no way to the street, whatever exits the storey has. Check their doors.",
        "本层有{rooms}个空间没有通往室外的路径，与本层安全出口数量无关。请检查这些空间的门。",
    ),
    "no_flats_here": (
        "This storey has rooms, but no flat door was recognised: its safety exits were not judged. Check it by hand.",
        "本层有房间，但未识别出户门：未判定安全出口数量。请人工核对。",
    ),
    "exits_basement": (
        "{count} safety exits, {need} needed; the exceptions for basements are not in the rule pack.",
        "安全出口{count}个，应不少于{need}个；规则包未收录地下层的例外情形。",
    ),
    "exits_stair_unknown": (
        "{count} to {most} safety exits, depending on stairs of unknown kind; {need} needed at most.",
        "安全出口{count}至{most}个，取决于类型未知的楼梯；最多应有{need}个。",
    ),
    "exits_need_open": (
        "{count} safety exit; whether {need} are needed depends on facts that are missing (area, persons, height, "
        "grade or distances).",
        "安全出口{count}个；是否需要{need}个取决于缺少的数据（面积、人数、高度、耐火等级或距离）。",
    ),
    "no_compartments": (
        "Fire compartments are not in the model: judged for the whole storey.",
        "模型无防火分区信息：按整层判定。",
    ),
    "no_units": (
        "Units of the building are not in the model: judged for the whole storey.",
        "模型无单元信息：按整层判定。",
    ),
    "exits_one_case": (
        "Only {count} exit, {need} needed; the cases in which one exit is enough are not in the rule pack.",
        "出口仅{count}个，应不少于{need}个；规则包未收录允许设置1个出口的情形。",
    ),
    "exits_near": (
        "Of {count} exits {apart} lie apart as asked; nearer ones count as one.",
        "{count}个安全出口中，间距满足要求的为{apart}个；间距不足的按1个计。",
    ),
    # basis
    "not_retroactive": (
        "Existing building: {edition} does not apply to it backwards. A shortfall is a finding to assess, not yet a "
        "hazard.",
        "既有建筑：{edition}不溯及既往。不符合仅为待评估的发现，尚不构成隐患。",
    ),
}
TEXTS |= FAMILY_TEXTS | CAPACITY_TEXTS

WORDS: dict[str, tuple[str, str]] = {
    "use": ("use (use)", "用途（use）"),
    "position": (
        "position between two exits or at a dead end (position)",
        "位于两个安全出口之间或袋形走道（position）",
    ),
    "fire_grade": ("fire-resistance grade (fire_grade)", "耐火等级（fire_grade）"),
    "height_m": ("fire height or high-rise (height_m, high_rise)", "建筑高度或是否高层（height_m、high_rise）"),
    "height_from_model": ("height taken from the model", "建筑高度取自模型"),
    "storeys_above": ("number of storeys above ground (storeys)", "地上层数（storeys）"),
    "storeys_from_model": ("number of storeys taken from the model", "层数取自模型"),
    "diagonal_m": ("the storey's longest diagonal (diagonal_m)", "楼层最大对角线（diagonal_m）"),
    "persons": ("number of persons (persons)", "人数（persons）"),
    "area_m2": ("area (area_m2)", "面积（area_m2）"),
    "door_m": ("clear width of the door (door_m)", "门净宽（door_m）"),
    "inside_m": ("farthest point to the door (inside_m)", "最远点至疏散门距离（inside_m）"),
    "place": ("beside or at the end of a dead-end corridor (place)", "位于袋形走道两侧或尽端（place）"),
    "element": ("element (element)", "部位（element）"),
    "doubtful_case": ("a case of the clause that is not certain (letter C)", "可信度为C的情形"),
    "facts": ("facts that are missing", "缺少的数据"),
    "one_direction": ("room between two exits or beside a corridor", "两个安全出口之间或袋形走道两侧"),
    "open_stair": ("open stair", "敞开楼梯"),
    "open_stairwell": ("open stairwell", "敞开楼梯间"),
    "enclosed": ("enclosed stairwell", "封闭楼梯间"),
    "smoke_proof": ("smoke-proof stairwell", "防烟楼梯间"),
    "outdoor": ("outdoor stair", "室外疏散楼梯"),
    "unknown": ("kind unknown", "类型未知"),
    "no_lift_or_door_integrity": (
        "whether the stair stands beside a lift shaft, and the integrity of the flat doors (1.00 h)",
        "楼梯是否与电梯井相邻、户门耐火完整性是否不低于1.00 h",
    ),
    "door_integrity": ("integrity of the flat doors (1.00 h)", "户门耐火完整性是否不低于1.00 h"),
    "fewer_than_100": ("fewer than 100 persons served", "所服务的人数是否少于100人"),
    "crowded": ("whether it is a crowded place", "是否人员密集场所"),
    "loaded": ("rooms on one side of the corridor or on both", "走道单面或双面布房"),
    "pass": ("pass", "符合"),
    "fail": ("fail", "不符合"),
    "review": ("for a person to decide", "待人工判定"),
    "no_data": ("no data", "数据不足"),
    "not_applicable": ("not applicable", "不适用"),
    "storeys": ("more than one storey (storeys)", "非单层（storeys）"),
    "stair": ("kind of the nearest stair (stair)", "最近楼梯的类型（stair）"),
    "sprinklered": ("sprinklers in the whole building (sprinklered)", "是否全部设置自动喷水灭火系统（sprinklered）"),
    "open_corridor": ("open external corridor (open_corridor)", "是否敞开式外廊（open_corridor）"),
    "hall": ("whether the room is a hall (hall)", "是否为观众厅、展览厅、餐厅、营业厅等（hall）"),
    "order": ("order of the notes", "附注合并次序"),
    "doubtful_note": ("whether Note 3 holds inside rooms", "注3是否适用于室内距离"),
    "door_role": ("whether it is a flat's own door or the entrance of the building", "是户门还是首层疏散外门"),
    "railing_one_side": ("railing on one side only, height up to 18 m", "是否一边设置栏杆且建筑高度不大于18 m"),
    "railing_top_floor": (
        "railing on one side only, top entrance floor up to 15 m",
        "是否一边设置栏杆且最高入户层不大于15 m",
    ),
    "fewer_than_50": ("fewer than 50 persons served", "所服务的人数是否少于50人"),
    "existing": ("new building or work on an existing one (existing)", "新建或既有建筑改造（existing）"),
    "group": ("the pack's own group of the use (group)", "规则包自有的用途分组（group）"),
    "directions": ("one direction or more of escape inside the room", "室内为单向或多向疏散"),
    "disputed_clause": ("which clause governs", "以何条文为准"),
    "no_geometry": ("the space has no usable shape", "空间没有可用的几何形状"),
    "no_exit": ("no exit was found", "未找到出口"),
    "not_connected": ("no door or opening joins the space to the others", "没有门或洞口与其他空间相连"),
    "no_own_door": ("no door of its own was recognised", "未识别出自己的门"),
}

WORDS |= CAPACITY_WORDS
