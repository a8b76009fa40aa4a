"""Invented names, Chinese and English. No place of this name is meant."""

from __future__ import annotations

Name = tuple[str, str]

CITY: Name = ("云澜市", "Yunlan City")
RIVER: Name = ("云澜江", "Yunlan River")

DISTRICTS: tuple[tuple[Name, str, tuple[Name, ...]], ...] = (
    (
        ("望川区", "Wangchuan District"),
        "WC",
        (("槐里街道", "Huaili Street"), ("梧桐里街道", "Wutongli Street"), ("北苑街道", "Beiyuan Street")),
    ),
    (
        ("松示区", "Songshi District"),
        "SS",
        (("松示街道", "Songshi Street"), ("锦和街道", "Jinhe Street"), ("青禾街道", "Qinghe Street")),
    ),
    (
        ("临渡区", "Lindu District"),
        "LD",
        (("南浦街道", "Nanpu Street"), ("石桥街道", "Shiqiao Street"), ("渡口街道", "Dukou Street")),
    ),
)
"""District, its two letters in building numbers, its three streets."""

STEMS: tuple[Name, ...] = (
    ("听松", "Tingsong"),
    ("北苑", "Beiyuan"),
    ("锦和", "Jinhe"),
    ("槐荫", "Huaiyin"),
    ("柳堤", "Liudi"),
    ("云栖", "Yunqi"),
    ("春和", "Chunhe"),
    ("明德", "Mingde"),
    ("安澜", "Anlan"),
    ("青禾", "Qinghe"),
    ("兰溪", "Lanxi"),
    ("石桥", "Shiqiao"),
    ("江畔", "Jiangpan"),
    ("梧桐", "Wutong"),
    ("望江", "Wangjiang"),
    ("松涛", "Songtao"),
    ("竹苑", "Zhuyuan"),
    ("丰泽", "Fengze"),
    ("永宁", "Yongning"),
    ("长乐", "Changle"),
    ("书香", "Shuxiang"),
    ("金穗", "Jinsui"),
    ("翠微", "Cuiwei"),
    ("晨曦", "Chenxi"),
    ("和润", "Herun"),
    ("清源", "Qingyuan"),
    ("文华", "Wenhua"),
    ("南浦", "Nanpu"),
    ("东篱", "Dongli"),
    ("西溪", "Xixi"),
    ("观澜", "Guanlan"),
    ("瑞景", "Ruijing"),
    ("银杏", "Yinxing"),
    ("海棠", "Haitang"),
    ("紫荆", "Zijing"),
    ("桂香", "Guixiang"),
    ("景明", "Jingming"),
    ("惠民", "Huimin"),
    ("鹤鸣", "Heming"),
    ("采薇", "Caiwei"),
    ("沧浪", "Canglang"),
    ("白鹭", "Bailu"),
)
OLD_ESTATES: tuple[Name, ...] = (
    ("新村", "New Village"),
    ("小区", "Estate"),
    ("里", "Lane Estate"),
    ("家属院", "Staff Court"),
)
MID_ESTATES: tuple[Name, ...] = (("花园", "Garden"), ("家园", "Homes"), ("苑", "Court"), ("嘉园", "Fair Garden"))
NEW_ESTATES: tuple[Name, ...] = (
    ("府", "Residence"),
    ("公馆", "Mansion"),
    ("华庭", "Grand Court"),
    ("名邸", "Manor"),
    ("国际", "International"),
)

ROADS_EW: tuple[Name, ...] = (
    ("听松路", "Tingsong Road"),
    ("松示大道", "Songshi Avenue"),
    ("滨河路", "Binhe Road"),
    ("北苑街", "Beiyuan Street"),
    ("南浦路", "Nanpu Road"),
    ("青禾路", "Qinghe Road"),
    ("石桥路", "Shiqiao Road"),
    ("安澜大道", "Anlan Avenue"),
    ("春和街", "Chunhe Street"),
    ("金穗路", "Jinsui Road"),
    ("翠微路", "Cuiwei Road"),
    ("永宁街", "Yongning Street"),
    ("竹苑路", "Zhuyuan Road"),
    ("丰泽路", "Fengze Road"),
    ("东篱路", "Dongli Road"),
    ("晨曦路", "Chenxi Road"),
    ("观澜大道", "Guanlan Avenue"),
    ("沧浪路", "Canglang Road"),
)
ROADS_NS: tuple[Name, ...] = (
    ("望川路", "Wangchuan Road"),
    ("临渡路", "Lindu Road"),
    ("锦和路", "Jinhe Road"),
    ("书院街", "Shuyuan Street"),
    ("文华路", "Wenhua Road"),
    ("兰溪路", "Lanxi Road"),
    ("长乐大道", "Changle Avenue"),
    ("银杏路", "Yinxing Road"),
    ("海棠路", "Haitang Road"),
    ("清源路", "Qingyuan Road"),
    ("惠民路", "Huimin Road"),
    ("明德路", "Mingde Road"),
    ("白鹭路", "Bailu Road"),
    ("鹤鸣路", "Heming Road"),
    ("紫荆路", "Zijing Road"),
    ("桂香路", "Guixiang Road"),
    ("西溪路", "Xixi Road"),
    ("采薇路", "Caiwei Road"),
    ("瑞景大道", "Ruijing Avenue"),
    ("和润路", "Herun Road"),
    ("景明路", "Jingming Road"),
    ("柳堤路", "Liudi Road"),
)
LANES: tuple[Name, ...] = (
    ("槐里巷", "Huaili Alley"),
    ("石榴巷", "Shiliu Alley"),
    ("井亭巷", "Jingting Alley"),
    ("铁匠巷", "Tiejiang Alley"),
    ("柳叶巷", "Liuye Alley"),
    ("米市巷", "Mishi Alley"),
    ("灯笼巷", "Denglong Alley"),
    ("竹竿巷", "Zhugan Alley"),
    ("染坊巷", "Ranfang Alley"),
    ("糖坊巷", "Tangfang Alley"),
    ("砖桥巷", "Zhuanqiao Alley"),
    ("水井巷", "Shuijing Alley"),
)
PARKS: tuple[Name, ...] = (
    ("梧桐公园", "Wutong Park"),
    ("松涛公园", "Songtao Park"),
    ("望江公园", "Wangjiang Park"),
    ("石桥公园", "Shiqiao Park"),
    ("白鹭公园", "Bailu Park"),
    ("青禾公园", "Qinghe Park"),
    ("永宁公园", "Yongning Park"),
    ("翠微公园", "Cuiwei Park"),
    ("海棠公园", "Haitang Park"),
    ("沧浪公园", "Canglang Park"),
    ("晨曦公园", "Chenxi Park"),
    ("明德公园", "Mingde Park"),
)


def numbered(pool: tuple[Name, ...], index: int) -> Name:
    """The ``index``-th name of an endless list: the pool, then the pool again as 二, 三 …"""
    zh, en = pool[index % len(pool)]
    turn = index // len(pool)
    return (zh, en) if turn == 0 else (f"{zh}{_ordinal(turn + 1)}", f"{en} {turn + 1}")


def numbered_road(pool: tuple[Name, ...], index: int) -> Name:
    """As `numbered`, the number before the word for road: 翠微二路."""
    zh, en = pool[index % len(pool)]
    turn = index // len(pool)
    if turn == 0:
        return zh, en
    tail = 2 if zh.endswith("大道") else 1
    return f"{zh[:-tail]}{_ordinal(turn + 1)}{zh[-tail:]}", f"{en} {turn + 1}"


def _ordinal(number: int) -> str:
    digits = "零一二三四五六七八九十"
    return digits[number] if number <= 10 else str(number)
