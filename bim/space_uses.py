"""What a space is used for 空间用途: the words of reviews, packs and reports. Proposed from the model, said by people.

The word decides which occupant density a pack applies and whether the space is a common way; never an exit.
"""

from __future__ import annotations

SPACE_USES: dict[str, tuple[str, str]] = {
    "dwelling": ("dwelling", "户内"),
    "corridor": ("corridor", "走道"),
    "lobby": ("lobby before a stair or lift", "前室"),
    "stairwell": ("stairwell", "楼梯间"),
    "hall": ("entrance hall", "门厅"),
    "office": ("office", "办公"),
    "meeting": ("meeting room", "会议"),
    "shop": ("sales area", "营业厅"),
    "exhibition": ("exhibition", "展厅"),
    "classroom": ("classroom", "教室"),
    "ward": ("ward", "病房"),
    "guest_room": ("guest room", "客房"),
    "assembly_seated": ("assembly, fixed seats", "观众厅（固定座位）"),
    "assembly": ("assembly, other", "人员密集场所"),
    "entertainment": ("entertainment", "歌舞娱乐放映游艺"),
    "dining": ("dining", "餐厅"),
    "kitchen": ("kitchen", "厨房"),
    "workshop": ("workshop", "车间"),
    "storage": ("storage", "库房"),
    "parking": ("parking", "车库"),
    "plant": ("plant room", "设备用房"),
    "sanitary": ("sanitary", "卫生间"),
    "shaft": ("shaft", "管井"),
    "lift_shaft": ("lift shaft", "电梯井"),
    "terrace": ("terrace or balcony", "露台、阳台"),
    "other": ("other", "其他"),
}
"""Word → English and Chinese label, in the order in which people choose."""
