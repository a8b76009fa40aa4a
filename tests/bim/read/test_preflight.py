"""Bad deliveries are refused or repaired before a native library sees them."""

import io
import pickle
import re
import zipfile
import zlib

import pytest

from bim.read import Limits, ReadError, TooLarge, Unreadable, Unsupported, read_delivery
from tests.bim.read.small import Small, rectangle


@pytest.fixture
def plain(tmp_path):
    """Text of a small sound model with a room called ROOMNAME."""
    small = Small()
    small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4), name="ROOMNAME")
    return small.save(tmp_path / "plain.ifc").read_bytes()


def read_bytes(data: bytes, tmp_path, name="model.ifc", **options):
    path = tmp_path / name
    path.write_bytes(data)
    return read_delivery([path], **options)


def refusal(data: bytes, tmp_path, name="model.ifc", **options) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, tmp_path, name, **options)
    assert name in caught.value.message
    assert "%(" not in caught.value.message
    return caught.value


def zipped(*members: tuple[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_truncated(plain, tmp_path):
    assert refusal(plain[: len(plain) * 2 // 3], tmp_path).code == "truncated"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"Dear sir, the model follows by post.", "not_ifc"),
        (b"%PDF-1.7 ...", "not_ifc"),
        ("ISO-10303-21;".encode("utf-16"), "utf16"),
        (b'<?xml version="1.0"?><ifcXML xmlns="http://www.buildingsmart-tech.org/ifcXML/IFC4"/>', "ifcxml"),
        (b"<ifc:ifcXML/>", "ifcxml"),
        (b"ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n", "no_schema"),
    ],
)
def test_what_is_not_ifc_is_refused_by_content(data, code, tmp_path):
    assert refusal(data, tmp_path).code == code


def test_kinds_of_refusal(plain, tmp_path):
    assert isinstance(refusal(b"text", tmp_path), Unreadable)
    assert isinstance(refusal(b"<?xml version='1.0'?>", tmp_path), Unsupported)
    assert isinstance(refusal(plain, tmp_path, limits=Limits(max_bytes=1000)), TooLarge)
    other = plain.replace(b"FILE_SCHEMA(('IFC4'))", b"FILE_SCHEMA(('AP214'))")
    assert isinstance(refusal(other, tmp_path), Unsupported)


def test_error_survives_a_process_boundary(tmp_path):
    error = refusal(b"text", tmp_path)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.message) == (Unreadable, "not_ifc", error.message)


def test_garbage_between_sound_ends_is_a_clear_failure(tmp_path):
    data = b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n&&&&\nENDSEC;\nEND-ISO-10303-21;\n"
    assert refusal(data, tmp_path).code in {"parse", "no_project"}


def test_missing_file(tmp_path):
    with pytest.raises(Unreadable) as caught:
        read_delivery([tmp_path / "nowhere.ifc"])
    assert caught.value.code == "missing"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["A卧室B", "1号楼梯间（前室）", "走廊's"])
def test_raw_chinese_in_strings_comes_back_whole(plain, tmp_path, encoding, name):
    raw = plain.replace(b"ROOMNAME", name.replace("'", "''").encode(encoding))
    assert not raw.isascii()
    facts = read_bytes(raw, tmp_path)
    assert facts.spaces[0].name == name
    assert encoding.upper() in facts.files[0].repairs[0]
    assert "repaired" in {n.code for n in facts.quality}


def test_gbk_character_whose_second_byte_is_a_backslash(plain, tmp_path):
    name = "昞厅堂卧室走廊厨房餐厅"  # 昞 is 0x95 0x5C in GBK: a backslash to whoever reads bytes
    assert "昞".encode("gbk")[1] == 0x5C
    assert read_bytes(plain.replace(b"ROOMNAME", name.encode("gbk")), tmp_path).spaces[0].name == name


def test_western_eight_bit_text_is_not_taken_for_chinese(plain, tmp_path):
    facts = read_bytes(plain.replace(b"ROOMNAME", "Büro Küche".encode("cp1252")), tmp_path)
    assert facts.spaces[0].name == "Büro Küche"


def test_beyond_the_basic_plane(plain, tmp_path):
    assert read_bytes(plain.replace(b"ROOMNAME", "𠮷野".encode()), tmp_path).spaces[0].name == "𠮷野"


def test_escaped_text_is_left_alone(tmp_path):
    small = Small()
    small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4), name="卧室")
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert (facts.spaces[0].name, facts.files[0].repairs) == ("卧室", ())


@pytest.mark.parametrize(
    ("schema", "stated", "read_as"),
    [("IFC2X3", "IFC2X_FINAL", "IFC2X3"), ("IFC4X3_ADD2", "IFC4X3_RC4", "IFC4X3_ADD2")],
)
def test_old_schema_names_are_repaired_and_logged(tmp_path, schema, stated, read_as):
    small = Small(schema=schema)
    small.space(small.storey("1F", 0.0), rectangle(0, 0, 4, 4))
    data = small.save(tmp_path / "sound.ifc").read_bytes()
    old = re.sub(rb"FILE_SCHEMA\(\('[^']*'\)\)", f"FILE_SCHEMA(('{stated}'))".encode(), data)
    assert old != data
    facts = read_bytes(old, tmp_path)
    assert facts.files[0].schema == read_as
    assert facts.files[0].repairs == (f"schema {stated} read as {read_as}",)
    assert facts.spaces[0].floor.area == pytest.approx(16.0)


def test_byte_order_mark_is_removed(plain, tmp_path):
    assert read_bytes(b"\xef\xbb\xbf" + plain, tmp_path).files[0].repairs == ("byte order mark removed",)


def test_zip_is_read_whatever_its_name(plain, tmp_path):
    facts = read_bytes(zipped(("folder/model.ifc", plain)), tmp_path, "model.ifczip")
    assert len(facts.spaces) == 1
    again = read_bytes(zipped(("m.ifc", plain), ("thumb.png", b"x")), tmp_path, "model.ifc")
    assert len(again.spaces) == 1


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([("a.ifc", b"x"), ("b.ifc", b"x")], "zip_many"),
        ([("../a.ifc", b"x")], "zip_path"),
        ([("..\\a.ifc", b"x")], "zip_path"),
        ([("/etc/a.ifc", b"x")], "zip_path"),
        ([("a.txt", b"x")], "zip_no_ifc"),
        ([("inner.ifczip", zipped(("a.ifc", b"x")))], "zip_no_ifc"),
        ([("inner.ifc", zipped(("a.ifc", b"x")))], "zip_no_ifc"),
        ([("a.ifcxml", b"<x/>")], "ifcxml"),
        ([("a.ifc", b"just text")], "not_ifc"),
    ],
)
def test_zip_tricks(members, code, tmp_path):
    assert refusal(zipped(*members), tmp_path, "m.ifczip").code == code


def test_zip_symlink_member(tmp_path):
    link = zipfile.ZipInfo("a.ifc")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(out.getvalue(), tmp_path, "m.ifczip").code == "zip_path"


def test_damaged_zip(plain, tmp_path):
    data = zipped(("a.ifc", plain))
    assert refusal(data[: len(data) // 2], tmp_path, "m.ifczip").code == "zip_broken"


def test_zip_bomb_by_ratio_and_by_size(tmp_path):
    bomb = zipped(("a.ifc", b"ISO-10303-21;" + b" " * 30_000_000))
    assert refusal(bomb, tmp_path, "m.ifczip").code == "zip_ratio"
    stored = zipped(("a.ifc", b"ISO-10303-21;" + bytes(range(256)) * 40), method=zipfile.ZIP_STORED)
    assert refusal(stored, tmp_path, "m.ifczip", limits=Limits(max_bytes=10_250)).code == "too_large"


def test_zip_whose_header_lies_about_the_size(tmp_path):
    payload = b"ISO-10303-21;" + b" " * 30_000_000
    data = bytearray(zipped(("a.ifc", payload)))
    # Both headers now declare 1,000 bytes unpacked with a matching checksum of the first 1,000.
    size, crc = (1000).to_bytes(4, "little"), zlib.crc32(payload[:1000]).to_bytes(4, "little")
    central = data.index(b"PK\x01\x02")
    data[22:26], data[14:18] = size, crc
    data[central + 24 : central + 28], data[central + 16 : central + 20] = size, crc
    error = refusal(bytes(data), tmp_path, "m.ifczip")
    assert error.code in {"truncated", "zip_ratio", "zip_broken"}


@pytest.mark.parametrize("length", [1, 2, 5])
def test_circular_placement_is_refused_by_the_scan(plain, tmp_path, length):
    links = [f"#{900_000 + i}=IFCLOCALPLACEMENT(#{900_000 + (i + 1) % length},$);" for i in range(length)]
    data = plain.replace(b"DATA;", b"DATA;\n" + "\n".join(links).encode(), 1)
    error = refusal(data, tmp_path)
    assert error.code == "cyclic_placement"
    assert "#90000" in error.message


def test_circular_tree_is_refused(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    a, b = (small.space(storey, rectangle(0, 0, 1, 1), name=n) for n in "ab")
    small._aggregate(a, [b])
    small._aggregate(b, [a])
    with pytest.raises(Unreadable) as caught:
        read_delivery([small.save(tmp_path / "model.ifc")])
    assert caught.value.code == "cyclic_tree"


def test_deep_but_ending_chain_of_placements_is_no_circle(tmp_path):
    small = Small()
    storey = small.storey("1F", 0.0)
    space = small.space(storey, rectangle(0, 0, 4, 4))
    for _ in range(150):
        space.ObjectPlacement = small.placement(space, (0.01, 0, 0))
    facts = read_delivery([small.save(tmp_path / "model.ifc")])
    assert facts.spaces[0].floor.bounds[0] == pytest.approx(1.5, abs=1e-4)  # 150 · 0.01


def test_sizes_and_counts_of_a_delivery(plain, tmp_path):
    with pytest.raises(Unreadable):
        read_delivery([])
    path = tmp_path / "a.ifc"
    path.write_bytes(plain)
    with pytest.raises(TooLarge):
        read_delivery([path] * 3, limits=Limits(max_files=2))
