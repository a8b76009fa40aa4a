"""The import on the web: upload, preview with reasons, merge once."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.selectors.imports import Marked, marked
from registry.models import Building, ImportBatch
from tests.portal.conftest import signed_in

HEAD = "房屋编号,行政区划代码,楼栋名称,地址,地上层数,建造年份"


def csv(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("普查.csv", "\n".join([HEAD, *rows]).encode("gb18030"), "text/csv")


def upload(client, file, **fields):
    body = {"file": file, "profile": "census-urban-residential", "crs": "EPSG:4490", **fields}
    return client.post(reverse("imports"), body)


def test_preview_reasons_and_merge(town, run_jobs):
    """Two good rows and one with a year of five digits; GB18030 as surveys send it."""
    client, code = signed_in(town.officer, "zh-hans"), town.street.code
    file = csv(
        f"101,{code},东楼,松示路1号,6,1998", f"102,{code},西楼,松示路2号,7,2004", f"103,{code},南楼,松示路3号,6,19988"
    )
    answer = upload(client, file)
    batch = ImportBatch.objects.get()
    assert answer["Location"] == reverse("import", args=[batch.uuid])
    assert "data-job" in client.get(answer["Location"]).content.decode()
    run_jobs()
    page = client.get(answer["Location"]).content.decode()
    assert "合并：新增2，变更0" in page
    assert "19988" in page
    assert Building.objects.filter(name="东楼").count() == 0
    report: Any = client.get(reverse("import-rejects", args=[batch.uuid]))
    assert "19988" in b"".join(report.streaming_content).decode("utf-8-sig")
    assert "attachment" in report["Content-Disposition"]
    merge = reverse("import-merge", args=[batch.uuid])
    client.post(merge)
    client.post(merge)
    jobs = run_jobs()
    assert [job.kind for job in jobs] == ["import_preview", "import_apply"]
    assert Building.objects.filter(name__in=["东楼", "西楼"]).count() == 2
    assert "已合并" in client.get(answer["Location"]).content.decode()


def test_who_may_not_import_is_told(town):
    client = signed_in(town.inspector)
    page = client.get(reverse("imports")).content.decode()
    assert 'type="file"' not in page
    answer = upload(client, csv("1,2,3,4,5,6"))
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_wrong_word_is_refused_beside_the_form(town):
    answer = upload(signed_in(town.officer), csv("1,2,3,4,5,6"), crs="EPSG:1")
    assert answer.status_code == 422
    assert "EPSG:1" in answer.content.decode()


def test_no_file_is_said(town):
    answer = signed_in(town.officer).post(reverse("imports"), {"profile": "census-urban-residential", "crs": "gcj02"})
    assert "Choose the file" in answer.content.decode()


def test_only_what_differs_is_marked():
    assert marked("1998", "1989") == (Marked("19", "98", ""), Marked("19", "89", ""))
    assert marked("松示路1号", "松示路12号") == (Marked("松示路1", "", "号"), Marked("松示路1", "2", "号"))
    assert marked("", "6") == (Marked("", "", ""), Marked("", "6", ""))
    assert marked("66", "666") == (Marked("66", "", ""), Marked("66", "6", ""))
