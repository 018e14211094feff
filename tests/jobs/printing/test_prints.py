"""Prints: only what is public, marked where it is demo, made by the worker in parts."""

import pytest

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.printing import machine, prints
from tests.conftest import organizer_of
from tests.factories import (
    DraftFactory,
    EmployerFactory,
    OrganizationFactory,
    ParticipationFactory,
    RegionFactory,
)
from tests.jobs.printing.conftest import SITE

pytestmark = pytest.mark.django_db


def test_booth_sign(printed, stand):
    row = stand(1, number="A07", name="演示甲公司")
    stand(1, booth=False)

    sign = printed("booth_signs", row.fair)

    assert sign.sizes == {(297, 210)}
    (text,) = sign.texts
    for said in ("A07", "演示甲公司", "第一会场 · A 装备制造", row.fair.name):
        assert said in text
    assert sign.codes() == [f"{SITE}/postings/{row.postings.get().pk}/"]


def test_demo_is_said_on_every_print(printed, stand):
    row = stand(1, is_demo=True)

    for kind in ("posters", "booth_signs", "handbook"):
        assert "演示数据" in " ".join(printed(kind, row.fair).texts), kind


def test_only_what_is_public_is_printed(printed, stand):
    """Of one's own the same as of others: a poster hangs where everybody sees it."""
    row = stand(1, name="甲公司")
    draft = DraftFactory(employer=row.employer, title="草稿")
    row.postings.add(draft)
    waiting = ParticipationFactory(fair=row.fair, status="applied")
    suspended = ParticipationFactory(fair=row.fair, employer=EmployerFactory(unverified=True))

    text = " ".join(printed("posters", row.fair).texts)

    assert "甲公司" in text
    for hidden in ("草稿", waiting.employer.name, suspended.employer.name):
        assert hidden not in text


def test_bureaus_print_each_others_posters_once_the_fair_is_announced(printed, stand):
    here = RegionFactory(code="120114")
    bureau = OrganizationFactory(region=here)
    row = stand(1, name="武清的公司", organization=bureau, region=here)
    row.fair.status = "draft"
    row.fair.save()
    with pytest.raises(Exception, match="没有可导出的内容"):
        printed("posters", row.fair)
    assert "武清的公司" in printed("posters", row.fair, by=organizer_of("120114")).texts[0]

    row.fair.status = "published"
    row.fair.save()

    assert "武清的公司" in printed("posters", row.fair).texts[0]


def test_machine_that_cannot_print_says_so(stand, langfang_organizer, client, monkeypatch):
    row = stand(1)
    monkeypatch.setattr(machine, "LIBRARIES", ("pango-1.0", "no-such-library"))
    machine.lacking.cache_clear()
    run = export_runs.request_export(
        kind="posters", keys=[row.pk], by=langfang_organizer, site=SITE, fair=row.fair
    )

    run = runs.work_on(run)
    client.force_login(langfang_organizer)
    page = client.get(f"/admin/jobs/fair/{row.fair.pk}/change/").content.decode()

    machine.lacking.cache_clear()
    assert run.status == "failed"
    assert run.failure.startswith("这台服务器还不能生成 PDF，缺少no-such-library（apt-get install")
    assert run.failure in page
    assert "岗位海报（A3）" not in page
    assert "岗位表" in page


def test_machine_without_a_chinese_font_says_so(monkeypatch):
    monkeypatch.setattr(machine, "PROBE", b":charset=10fffd")
    machine.lacking.cache_clear()

    said = machine.lacking()

    machine.lacking.cache_clear()
    assert "缺少中文字体" in said


def test_prints_are_the_workers_and_say_how_far_they_are(stand, langfang_organizer, monkeypatch):
    rows = [stand(1, number=f"A{n:02d}") for n in range(10)]
    run = export_runs.request_export(
        kind="posters",
        keys=[row.pk for row in rows],
        by=langfang_organizer,
        site=SITE,
        fair=rows[0].fair,
    )
    told = []
    advance = export_runs.advance
    monkeypatch.setattr(prints, "PART", 4)
    monkeypatch.setattr(
        export_runs,
        "advance",
        lambda run, rows_done: (told.append(rows_done), advance(run, rows_done=rows_done)),
    )

    assert runs.go_on(run).status == "working", "not while a clerk waits"
    assert runs.work_on_next()

    run.refresh_from_db()
    assert (run.status, told) == ("done", [4, 8, 10])


@pytest.mark.parametrize("kind", ["posters", "booth_signs"])
def test_parts_are_bound_in_order(printed, stand, monkeypatch, kind):
    monkeypatch.setattr(prints, "PART", 2)
    rows = [stand(1, number=f"A{n:02d}", name=f"演示公司{n:02d}") for n in range(5)]

    paper = printed(kind, rows[0].fair)

    assert [row.employer.name in text for row, text in zip(rows, paper.texts, strict=True)] == [
        True
    ] * 5
    assert paper.codes(4) == [f"{SITE}/postings/{rows[4].postings.get().pk}/"]
