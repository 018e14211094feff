"""Exports from lists, fairs and halls: what they take, for whom, and that they are logged."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from jobs.models import ExportRun
from tests.conftest import organizer_of
from tests.factories import (
    ApplicantFactory,
    BoothFactory,
    DraftFactory,
    EmployerFactory,
    ParticipationFactory,
    PostingFactory,
    VenueFactory,
)
from tests.jobs.admin.asking_for_exports import of_fair, of_list
from tests.jobs.admin.test_import_screens import texts
from tests.jobs.exports.conftest import table_of

pytestmark = pytest.mark.django_db


def test_filtered_and_searched_list_is_answered_with_its_file_and_logged(client, clerk):
    wanted = PostingFactory(title="电焊工")
    PostingFactory(title="会计")
    DraftFactory(title="焊工学徒")

    answer = of_list(client, "postings", "?status__exact=published&q=焊工")

    run = ExportRun.objects.get()
    assert [row["岗位名称"] for row in table_of(run)] == [wanted.title]
    assert answer.content == bytes(run.content)
    assert "no-store" in answer["Cache-Control"]
    assert unquote(answer["Content-Disposition"]).endswith(".xlsx")
    assert "岗位-20" in unquote(answer["Content-Disposition"])
    assert (run.requested_by, run.filters) == (clerk, "状态：已发布；搜索：焊工")
    assert (run.row_count, run.has_personal_data, run.status) == (1, False, "done")
    assert run.organizations.get() == clerk.memberships.get().organization
    assert run.site == "http://testserver"
    assert run.keys == []


def test_list_is_exported_in_its_order(client, clerk):
    for title in ("乙", "甲", "丙"):
        PostingFactory(title=title)

    of_list(client, "postings", "?o=1")

    titles = [row["岗位名称"] for row in table_of(ExportRun.objects.get())]
    assert titles == sorted(titles)


@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("postings", PostingFactory),
        ("national", PostingFactory),
        ("employers", EmployerFactory),
        ("participations", ParticipationFactory),
        ("applicants", ApplicantFactory),
    ],
)
def test_list_holds_no_rows_of_another_bureau(client, kind, factory):
    factory()
    client.force_login(organizer_of("120114"))

    answer = of_list(client, kind)

    assert answer.status_code == 302
    assert not ExportRun.objects.exists()
    assert "没有可导出的内容。" in texts(client.get(answer["Location"]))


def test_names_are_taken_out_only_where_asked_and_so_logged(client, clerk):
    ApplicantFactory(name="欧阳建国")

    of_list(client, "applicants")
    of_list(client, "applicants", named="on")

    log = ExportRun.objects.order_by("pk").values_list("has_personal_data", "is_named")
    assert list(log) == [(True, False), (True, True)]


@pytest.mark.parametrize("role", ["visitor", "seeker", "former"])
def test_nobody_but_organizers_exports(client, role, seeker, former_organizer, platform_admin):
    fair = ParticipationFactory().fair
    person = {"visitor": None, "seeker": seeker, "former": former_organizer}[role]
    if person:
        client.force_login(person)

    answers = (of_list(client, "participations"), of_fair(client, fair, "fair_employers"))

    assert {answer.status_code for answer in answers} == ({403} if role == "former" else {302})
    assert not ExportRun.objects.exists()


@pytest.mark.parametrize("kind", ["fair_postings", "audienceclaims", "nothing"])
def test_list_that_does_not_exist_is_not_found(client, clerk, kind):
    assert of_list(client, kind).status_code == 404


def test_filter_that_does_not_exist_is_not_found(client, clerk):
    PostingFactory()

    assert of_list(client, "postings", "?employer__name__startswith=甲").status_code in {400, 404}
    assert of_list(client, "postings", "?status__exact__foo=1").status_code in {400, 404}
    assert not ExportRun.objects.exists()


def test_fair_and_hall(client, clerk):
    booth = BoothFactory(number="A01")
    fair = booth.zone.venue.fair
    here = ParticipationFactory(booth=booth)
    elsewhere = ParticipationFactory(booth=BoothFactory(zone__venue=VenueFactory(fair=fair)))

    of_fair(client, fair, "fair_employers")
    of_fair(client, fair, "fair_employers", venue=booth.zone.venue_id)

    whole, hall = ExportRun.objects.order_by("pk")
    assert {row["单位名称"] for row in table_of(whole)} == {
        here.employer.name,
        elsewhere.employer.name,
    }
    assert [row["单位名称"] for row in table_of(hall)] == [here.employer.name]
    assert (hall.fair, hall.filters) == (fair, f"会场：{booth.zone.venue.name}")


@pytest.mark.parametrize("venue", ["x", "0", "²"])
def test_hall_of_another_fair_is_not_found(client, clerk, venue):
    fair = ParticipationFactory().fair

    assert of_fair(client, fair, "fair_employers", venue=venue).status_code == 404
    other = VenueFactory()
    assert of_fair(client, fair, "fair_employers", venue=other.pk).status_code == 404
    assert of_fair(client, fair, "postings").status_code == 404


@pytest.mark.parametrize(
    "name", ["posting", "employer", "participation", "applicant", "application"]
)
def test_every_list_offers_its_export_with_the_filters_in_use(client, clerk, name):
    page = client.get(reverse(f"admin:jobs_{name}_changelist"), {"q": "焊工"})

    action = reverse("admin:jobs_exportrun_of_list", args=[f"{name}s"])
    assert f'formaction="{action}?q=%E7%84%8A%E5%B7%A5"' in page.content.decode()


def test_fair_and_hall_offer_their_tables(client, clerk):
    venue = VenueFactory()

    for row in (venue.fair, venue):
        url = reverse(f"admin:jobs_{row._meta.model_name}_change", args=[row.pk])
        page = client.get(url).content.decode()
        for kind in ("fair_employers", "fair_postings", "fair_booths", "posters", "handbook"):
            assert (
                f'action="{reverse("admin:jobs_exportrun_of_fair", args=[venue.fair_id, kind])}"'
                in page
            )


@pytest.mark.parametrize("kind", ["postings", "employers", "participations"])
def test_blank_workbook_is_served(client, clerk, kind):
    answer = client.get(reverse("admin:jobs_exportrun_blank", args=[kind]))

    assert answer.content.startswith(b"PK")
    assert "导入模板" in unquote(answer["Content-Disposition"])
    assert (
        client.get(reverse("admin:jobs_exportrun_blank", args=["audienceclaims"])).status_code
        == 404
    )
