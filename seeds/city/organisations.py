"""Who looks after the buildings: authorities, property managers, maintenance, appraisal, fire service. All invented."""

from __future__ import annotations

from seeds.city.division import CITY_CODE
from seeds.city.model import Area, Organisation

MANAGERS = (
    ("demo", "云澜示例物业", "Yunlan Demo Property Management"),
    ("beiyuan", "北苑物业服务有限公司", "Beiyuan Property Services"),
    ("jinhe", "锦和物业服务有限公司", "Jinhe Property Services"),
    ("anju", "云澜安居物业", "Yunlan Anju Property"),
    ("jiangpan", "江畔家园物业", "Jiangpan Homes Property"),
    ("qinghe", "青禾物业服务中心", "Qinghe Property Centre"),
)
OTHERS = (
    ("lifts", "maintainer", "云澜示例电梯维保有限公司", "Yunlan Demo Lift Maintenance"),
    ("facilities", "maintainer", "澜安消防设施维保有限公司", "Lan'an Fire Facility Maintenance"),
    ("appraisal", "appraiser", "云澜示例房屋安全鉴定所", "Yunlan Demo Building Appraisal Office"),
    ("fire", "fire_service", "云澜市消防救援支队", "Yunlan Fire and Rescue Service"),
    ("city", "authority", "云澜市住房和城乡建设局", "Yunlan Housing and Construction Bureau"),
)


def make_organisations(areas: tuple[Area, ...]) -> tuple[Organisation, ...]:
    """The firms and bodies, and a housing office for each district and street."""
    rows = [("manager", *row) for row in MANAGERS]
    firms = [(key, kind, zh, en) for kind, key, zh, en in rows] + list(OTHERS)
    found = []
    for number, (key, kind, zh, en) in enumerate(firms, start=1):
        whole = CITY_CODE if kind in ("authority", "fire_service") else ""
        found.append(_organisation(key, kind, zh, en, number, whole))
    for area in areas:
        if area.level == "district":
            found.append(_office(area, f"{area.name}房管中心", f"{area.name_en} Housing Centre", len(found) + 1))
        elif area.level == "street":
            found.append(_office(area, f"{area.name}办事处", f"{area.name_en} Office", len(found) + 1))
    return tuple(found)


def _office(area: Area, zh: str, en: str, number: int) -> Organisation:
    return _organisation(f"office-{area.code}", "authority", zh, en, number, area.code)


def _organisation(key: str, kind: str, zh: str, en: str, number: int, area: str) -> Organisation:
    credit_code = f"9199010000DEMO{number:03d}X"
    phone = f"0990-5550{number:03d}"
    return Organisation(key, kind, zh, en, credit_code, phone, area)  # type: ignore[arg-type]
