"""Files that go wrong in the ways of real deliveries and of hostile ones. Each function writes one, returns its path.

The base is a sound walk-up of two storeys (``sound``); each other file differs from it in one thing.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from seeds.ifc import WalkUpOptions, write_walk_up

TAIL = "END-ISO-10303-21;"
CHINESE = "A卧室B"
"""Name of the space whose bytes `raw_strings` writes unescaped."""


@cache
def sound_text() -> str:
    """Text of the sound file: pure ASCII, as the format demands."""
    with TemporaryDirectory() as folder:
        options = WalkUpOptions(storeys=2, entrances=1)
        path = write_walk_up(Path(folder) / "sound.ifc", options=options, windows=False)
        return path.read_text("ascii")


def _write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("ascii"))
    return path


def sound(path: Path) -> Path:
    """The file from which the broken ones are made: nothing is wrong with it."""
    return _write(path, sound_text())


def truncated(path: Path) -> Path:
    """Cut off in the middle, as a broken upload leaves it: ifcopenshell opens it without a word."""
    text = sound_text()
    return _write(path, text[: len(text) // 2])


def text_named_ifc(path: Path) -> Path:
    """Not an IFC file at all."""
    path.write_text("会议纪要：请各单位于周五前报送模型。\n", encoding="utf-8")
    return path


def ifc_xml(path: Path) -> Path:
    """ifcXML under the name of an IFC file; ifcopenshell's wheel cannot read it."""
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n<ifcXML xmlns="urn:iso"/>\n', encoding="utf-8")
    return path


def self_placed(path: Path) -> Path:
    """The site's placement refers to itself: ifcopenshell's geometry iterator dies of it (SIGSEGV)."""
    return placement_cycle(path, length=1)


def placement_cycle(path: Path, *, length: int = 3) -> Path:
    """``length`` placements, each relative to the next and the last to the first; the whole building hangs on them."""
    text = sound_text()
    match = re.search(r"#(\d+)=IFCLOCALPLACEMENT\(\$,(#\d+)\);", text)
    assert match is not None
    first, axes = match.groups()
    free = 1 + max(int(number) for number in re.findall(r"^#(\d+)=", text, re.MULTILINE))
    ring = [first, *(str(free + n) for n in range(length - 1))]
    lines = [f"#{ring[n]}=IFCLOCALPLACEMENT(#{ring[(n + 1) % length]},{axes});" for n in range(length)]
    return _write(path, text.replace(match.group(0), "\n".join(lines)))


def old_header(path: Path, schema: str = "IFC2X_FINAL") -> Path:
    """A schema name that ifcopenshell does not know (IFC2X_FINAL, IFC4X3_RC4) over data that would be readable."""
    return _write(path, sound_text().replace("FILE_SCHEMA(('IFC4'))", f"FILE_SCHEMA(('{schema}'))"))


def raw_strings(path: Path, encoding: str = "gbk") -> Path:
    """A space's name in raw GBK or UTF-8 bytes instead of the escaped form: ifcopenshell drops the bytes silently."""
    text = sound_text()
    match = re.search(r"(=IFCSPACE\('[^']+',#\d+,)'[^']*'", text)
    assert match is not None
    head, tail = text[: match.start()] + match.group(1), text[match.end() :]
    path.write_bytes(head.encode() + b"'" + CHINESE.encode(encoding) + b"'" + tail.encode())
    return path


def duplicate_guids(path: Path) -> Path:
    """Two spaces share one GlobalId; ``by_guid`` finds only the later."""
    text = sound_text()
    first, second = re.findall(r"=IFCSPACE\('([^']+)'", text)[:2]
    return _write(path, text.replace(second, first))


def wrong_unit(path: Path) -> Path:
    """Metres declared as millimetres: doors of 0.9 mm."""
    text = sound_text()
    assert "IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.)" in text
    return _write(path, text.replace(".LENGTHUNIT.,$,.METRE.", ".LENGTHUNIT.,.MILLI.,.METRE."))


def zip_bomb(path: Path, *, megabytes: int = 256) -> Path:
    """An ifczip whose one member is ``megabytes`` of a comment, a thousandth of that when packed."""
    block = b" " * (1 << 20)
    packed = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with packed, packed.open("model.ifc", "w", force_zip64=True) as member:
        member.write(b"ISO-10303-21;\n/*")
        for _ in range(megabytes):
            member.write(block)
        member.write(b"*/\n")
    return path


def lying_zip_bomb(path: Path, *, megabytes: int = 256, declared: int = 1000) -> Path:
    """The same bomb, whose directory declares ``declared`` bytes: only counting while unpacking tells."""
    zip_bomb(path, megabytes=megabytes)
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    # Central directory entry: uncompressed size is the 32-bit number at offset 24; no 64-bit extra field is used here.
    struct.pack_into("<I", data, directory + 24, declared)
    path.write_bytes(bytes(data))
    return path


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    """An ifczip with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def sound_zip(path: Path) -> Path:
    """An ifczip as it should be: one IFC file."""
    return zip_of(path, {"model.ifc": sound_text().encode()})


def two_members(path: Path) -> Path:
    """An ifczip with two IFC files: which one is meant?"""
    return zip_of(path, {"a.ifc": sound_text().encode(), "b.ifc": sound_text().encode()})


def _with_solid(name: str, kind: str, make: Callable[[str, int], tuple[str, str]]) -> str:
    """The sound text, where ``make(solid, free number)`` gives (new lines, their top) for the body of one element."""
    text = sound_text()
    element = re.search(rf"=IFC{kind}\('[^']+',#\d+,'{name}'.*?;", text)
    assert element is not None
    shapes = [s for s in re.findall(r"#\d+", element[0]) if f"{s}=IFCPRODUCTDEFINITIONSHAPE" in text]
    held = re.search(re.escape(shapes[0]) + r"=IFCPRODUCTDEFINITIONSHAPE\(\$,\$,\((#\d+)\)\);", text)
    assert held is not None
    body = re.search(re.escape(held[1]) + r"=IFCSHAPEREPRESENTATION\(#\d+,'Body','SweptSolid',\((#\d+)\)\);", text)
    assert body is not None
    free = 1 + max(int(number) for number in re.findall(r"^#(\d+)=", text, re.MULTILINE))
    lines, top = make(body[1], free)
    changed = body[0].replace(f"'SweptSolid',({body[1]})", f"'CSG',({top})")
    return text.replace(body[0], f"{changed}\n{lines}")


def crashing_element(path: Path, name: str = "[^']*", kind: str = "SPACE") -> Path:
    """The body of one element is a union with itself without end: every kernel dies of it (SIGSEGV)."""
    return _write(
        path, _with_solid(name, kind, lambda solid, n: (f"#{n}=IFCBOOLEANRESULT(.UNION.,#{n},{solid});", f"#{n}"))
    )


def hanging_element(path: Path, name: str = "[^']*", kind: str = "SPACE") -> Path:
    """The body of one element is a union of unions of unions, thirty deep: a kernel would build it 2^30 times."""

    def make(solid: str, n: int) -> tuple[str, str]:
        lines = [f"#{n}=IFCBOOLEANRESULT(.UNION.,{solid},{solid});"]
        lines += [f"#{n + i}=IFCBOOLEANRESULT(.UNION.,#{n + i - 1},#{n + i - 1});" for i in range(1, 30)]
        return "\n".join(lines), f"#{n + 29}"

    return _write(path, _with_solid(name, kind, make))
