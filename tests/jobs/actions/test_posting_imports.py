"""Importing posts: what is made, changed, proposed, left alone and refused."""

import pytest

from jobs.actions.posting_imports import import_postings
from jobs.actions.posting_plan import plan_postings, repeats
from jobs.actions.revisions import apply_revision
from jobs.actions.wanted import Outcome, WantedEmployer, WantedPosting
from jobs.choices import RowOutcome
from jobs.models import Employer, Posting, PostingRevision
from tests.factories import (
    DraftFactory,
    EducationFactory,
    EmployerFactory,
    MajorFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
)
from tests.factories.employer import uscc

pytestmark = pytest.mark.django_db

QUERIES = 8
MADE, CHANGED, PROPOSED = RowOutcome.MADE, RowOutcome.CHANGED, RowOutcome.PROPOSED
SAME, REFUSED = RowOutcome.SAME, RowOutcome.REFUSED


@pytest.fixture
def bureau(langfang_organizer):
    return langfang_organizer.memberships.get().organization


@pytest.fixture
def take(bureau, langfang_organizer):
    """Imports these rows and gives what became of each."""

    def take(*rows):
        outcomes = import_postings(organization=bureau, wanted=rows, by=langfang_organizer)
        return [outcome.kind for outcome in outcomes]

    return take


def wanted(name="某某公司", title="焊工", *, uscc="", majors=None, employer=None, **values):
    return WantedPosting(
        WantedEmployer(name, uscc, employer or {}), {"title": title, **values}, majors
    )


def test_new_post_is_a_draft_of_an_unverified_employer(take, bureau):
    region, major = RegionFactory(code="131082"), MajorFactory()
    row = wanted(
        "廊坊某某（集团）有限公司",
        region_id=region.pk,
        headcount=3,
        majors=(major.pk,),
        employer={"size": "20-99"},
    )

    assert take(row) == [MADE]

    posting = Posting.objects.get()
    assert (posting.status, posting.headcount, posting.region) == ("draft", 3, region)
    assert list(posting.majors.all()) == [major]
    employer = posting.employer
    assert (employer.name, employer.status, employer.uscc) == (
        "廊坊某某（集团）有限公司",
        "unverified",
        None,
    )
    assert (employer.organization, employer.region, employer.size) == (bureau, region, "20-99")
    assert Posting.objects.get(pk=posting.pk).search


def test_same_rows_twice_change_nothing(take):
    rows = [wanted(headcount=3), wanted(title="电工"), wanted("另一家", own_number="A1")]

    assert take(*rows) == [MADE] * 3
    before = list(Posting.objects.order_by("pk").values())
    assert take(*rows) == [SAME] * 3

    assert list(Posting.objects.order_by("pk").values()) == before
    assert Employer.objects.count() == 2


def test_changed_row_updates_its_draft_and_what_it_does_not_say_stays(take):
    education, major = EducationFactory(), MajorFactory()
    take(wanted(headcount=3, duties="焊接", region_id=RegionFactory().pk))

    assert take(
        wanted("某某 公司", headcount=5, education_min_id=education.pk, majors=(major.pk,))
    ) == [CHANGED]

    posting = Posting.objects.get()
    assert (posting.headcount, posting.duties, posting.education_min) == (5, "焊接", education)
    assert list(posting.majors.all()) == [major]
    assert posting.region_id == "131003"


def test_changed_pay_of_a_draft_is_stored_whole(take):
    take(wanted(salary_min=5000, salary_max=8000))

    assert take(wanted(salary_min=6000, salary_max=9000)) == [CHANGED]

    posting = Posting.objects.get()
    assert (posting.salary_min, posting.salary_max, posting.top_pay) == (6000, 9000, 9000)


def test_row_is_known_by_the_employers_own_number_even_if_its_title_changed(take):
    take(wanted(own_number="GW-01", title="焊工"))

    assert take(wanted(own_number="GW-01", title="高级焊工")) == [CHANGED]
    assert Posting.objects.get().title == "高级焊工"


def test_place_tells_posts_of_one_title_apart(take):
    here, there = RegionFactory(code="131003"), RegionFactory(code="131082")
    rows = [wanted(region_id=here.pk), wanted(region_id=there.pk)]

    assert take(*rows) == [MADE, MADE]
    assert take(*rows) == [SAME, SAME]
    assert take(wanted(headcount=2)) == [REFUSED]


def test_place_that_a_clerk_has_filled_in_is_still_the_same_post(take):
    take(wanted(address="开发区", headcount=1))
    Posting.objects.update(region=RegionFactory())

    assert take(wanted(address="开发区", headcount=1)) == [SAME]
    assert take(wanted(headcount=2)) == [CHANGED]


def test_edit_of_a_public_post_waits_once(take, bureau, langfang_organizer):
    posting = PostingFactory(employer__organization=bureau, headcount=3)
    row = wanted(posting.employer.name, posting.title, headcount=8, region_id=posting.region_id)

    assert take(row) == [PROPOSED]
    assert take(row) == [SAME]

    posting.refresh_from_db()
    assert posting.headcount == 3
    revision = PostingRevision.objects.get()
    assert (revision.values, revision.proposed_by) == ({"headcount": 8}, langfang_organizer)
    apply_revision(revision=revision, by=langfang_organizer)
    assert take(row) == [SAME]


def test_majors_of_a_public_post_wait_with_the_rest(take, bureau):
    major = MajorFactory()
    posting = PostingFactory(employer__organization=bureau)

    assert take(wanted(posting.employer.name, posting.title, majors=(major.pk,))) == [PROPOSED]
    assert PostingRevision.objects.get().values == {"majors": [major.pk]}


def test_closed_post_is_left_alone(take, bureau):
    posting = PostingFactory(employer__organization=bureau, closed=True)

    assert take(wanted(posting.employer.name, posting.title, headcount=9)) == [SAME]
    assert Posting.objects.get().headcount == posting.headcount


def test_employer_is_matched_by_code_whatever_its_name(take, bureau):
    employer = EmployerFactory(organization=bureau, uscc=uscc(77))

    assert take(wanted("写错的名字", uscc=uscc(77))) == [MADE]
    assert Posting.objects.get().employer == employer


def test_code_completes_an_unverified_employer_only(take, bureau):
    open_one = EmployerFactory(unverified=True, organization=bureau, uscc=None, name="甲公司")
    EmployerFactory(organization=bureau, uscc=uscc(5), name="乙公司")

    assert take(wanted("甲公司", uscc=uscc(6)), wanted("乙公司", uscc=uscc(7))) == [MADE, REFUSED]
    open_one.refresh_from_db()
    assert (open_one.uscc, open_one.status) == (uscc(6), "unverified")


def test_two_employers_of_one_name_need_a_code(take, bureau):
    EmployerFactory(organization=bureau, name="甲公司")
    EmployerFactory(organization=bureau, name="甲 公司")

    assert take(wanted("甲公司")) == [REFUSED]


def test_employer_of_another_bureau_is_refused_by_code_and_unknown_by_name(take):
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    EmployerFactory(
        organization=wuqing, region=RegionFactory(code="120114"), uscc=uscc(9), name="甲"
    )

    assert take(wanted("甲", uscc=uscc(9))) == [REFUSED]
    assert take(wanted("甲")) == [MADE]
    assert Employer.objects.filter(name="甲").count() == 2


def test_new_employer_whose_post_is_elsewhere_is_in_the_bureaus_own_place(take):
    take(wanted(region_id=RegionFactory(code="120114").pk))

    assert Employer.objects.get().region_id == "131000"


def test_pay_that_does_not_go_with_the_rest_is_refused(take, bureau):
    draft = DraftFactory(employer__organization=bureau, base_pay=6000, salary_min=6500)
    row = wanted(draft.employer.name, draft.title, salary_min=4000, salary_max=5000)

    assert take(row) == [REFUSED]
    draft.refresh_from_db()
    assert draft.salary_max == 9000


def test_plan_writes_nothing(bureau):
    plan = plan_postings(bureau, [wanted(), wanted(title="电工")])

    assert [outcome.kind for outcome in plan.outcomes] == [MADE, MADE]
    assert not Posting.objects.exists()
    assert not Employer.objects.exists()


def test_row_that_repeats_an_earlier_one_is_told_from_the_file_alone():
    rows = [wanted(headcount=1), wanted(headcount=1), wanted(headcount=2), wanted(title="电工")]

    assert repeats(rows) == [
        None,
        Outcome(SAME, "与前面的一行相同"),
        Outcome(REFUSED, "与前面的一行是同一单位、岗位和地点，请填岗位编号区分"),
        None,
    ]


def test_number_of_queries_does_not_grow_with_the_rows(take, bureau, django_assert_num_queries):
    # SQLite takes about 19 posts in one statement; more are more statements.
    rows = [wanted("公司", f"岗位{number}") for number in range(15)]
    take(rows[0])

    with django_assert_num_queries(QUERIES):
        take(*rows[:2])
    with django_assert_num_queries(QUERIES):
        take(*rows)
