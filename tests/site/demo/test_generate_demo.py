"""manage.py generate_demo at its default scale: both fairs as reported, complete and marked."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Q
from django.utils import timezone

from jobs.actions.revisions import apply_revision
from jobs.choices import ApplicationStatus, ParticipationStatus, PostingStatus
from jobs.models import (
    Applicant,
    Application,
    AudienceClaim,
    Booth,
    Employer,
    Participation,
    Posting,
    PostingRevision,
    Venue,
    Zone,
)
from jobs.uscc import validate_uscc
from tests.site.demo.unlawful_words import unlawful_parts
from tongwulang.accounts.models import Membership, User
from tongwulang.site.demo.credit_codes import organization_check
from tongwulang.site.demo.employers import build_employer
from tongwulang.site.demo.layout import plan_slots
from tongwulang.site.demo.postings import build_posting

TALENT, VETERANS = "talent-2024", "veterans-2024"

pytestmark = [pytest.mark.long, pytest.mark.django_db, pytest.mark.usefixtures("default_demo")]


def public_posts(fair: str):
    return Posting.objects.published().filter(participations__fair__slug=fair)


@pytest.mark.parametrize(
    ("fair", "employers", "postings"), [(TALENT, 200, 5060), (VETERANS, 173, 3104)]
)
def test_fair_has_as_many_employers_and_posts_as_planned(fair: str, employers: int, postings: int):
    participations = Participation.objects.filter(fair__slug=fair)
    assert participations.count() == participations.accepted().count() == employers
    assert public_posts(fair).count() == postings
    assert public_posts(fair).values("pk").distinct().count() == postings


def test_totals_are_exact():
    assert Employer.objects.count() == 373
    assert Posting.objects.published().count() == 8164
    assert Applicant.objects.count() == 2000


def test_every_employer_is_marked_verified_and_has_posts():
    employers = Employer.objects.annotate(
        open=Count("postings", filter=Q(postings__status="published"))
    )
    assert {row.is_demo for row in employers} == {True}
    assert {row.is_verified for row in employers} == {True}
    assert min(row.open for row in employers) >= 6


def test_every_credit_code_passes_both_checks():
    for uscc in Employer.objects.values_list("uscc", flat=True):
        validate_uscc(uscc)
        assert uscc[8:10] == "YY"
        assert organization_check(uscc[8:16]) == uscc[16]


def test_no_two_posts_have_the_same_title_and_duties():
    same = Posting.objects.values("title", "duties").annotate(n=Count("pk")).filter(n__gt=1)
    assert list(same) == []


def test_every_published_post_is_complete():
    incomplete = [
        posting.pk for posting in Posting.objects.published().iterator() if posting.missing_fields()
    ]
    assert incomplete == []


def test_rows_pass_the_same_checks_as_a_form():
    for queryset in (Posting, Employer, Participation, Applicant, AudienceClaim, Application):
        for row in queryset.objects.order_by("pk")[::97]:
            row.full_clean()


def test_drafts_stand_beside_and_say_what_they_lack():
    drafts = Posting.objects.filter(status=PostingStatus.DRAFT)
    assert drafts.count() == 42
    assert all(draft.missing_fields() for draft in drafts)
    assert not drafts.exclude(participations=None).exists()
    assert Posting.objects.exclude(status=PostingStatus.PUBLISHED).count() == 42


def test_rows_say_what_the_builders_say():
    today = timezone.localdate()
    for slot in list(plan_slots(8164))[::40]:
        owner = build_employer(slot)
        rows = Posting.objects.published().filter(employer__uscc=owner.uscc).order_by("pk")
        assert [(row.title, row.duties) for row in rows] == [
            (post.title, post.duties)
            for post in (build_posting(owner, place, today) for place in range(slot.postings))
        ]
        wanted = build_posting(owner, 0, today)
        assert rows[0].occupation_id == wanted.archetype.occupation
        assert set(rows[0].majors.values_list("pk", flat=True)) == set(wanted.requirement.majors)
        assert set(rows[0].audiences) == set(wanted.audiences)


def test_nothing_in_the_database_says_what_screening_would_stop_at():
    texts = Posting.objects.values_list("title", "duties", "requirements", "shuttle")
    introductions = Employer.objects.values_list("introduction")
    found = [
        part for row in [*texts, *introductions] for text in row for part in unlawful_parts(text)
    ]
    assert found == []


def test_talent_fair_is_of_the_three_places_and_mostly_of_three_fields():
    places = set(
        Participation.objects.filter(fair__slug=TALENT).values_list(
            "employer__region__place", flat=True
        )
    )
    assert places == {"110112", "120114", "131000"}
    fields = Counter(public_posts(TALENT).values_list("emerging_industry", flat=True))
    assert fields["SEI1"] + fields["SEI2"] + fields["SEI4"] >= 0.85 * 5060
    assert not Posting.objects.exclude(industry=None).filter(industry__level="division").exists()


def test_talent_fair_has_no_hall_because_none_is_reported():
    assert not Venue.objects.filter(fair__slug=TALENT).exists()
    assert not Participation.objects.filter(fair__slug=TALENT).exclude(venue=None).exists()


def test_veterans_fair_has_three_marked_halls_in_the_three_places():
    venues = Venue.objects.filter(fair__slug=VETERANS)
    assert set(venues.values_list("region", "is_demo", "address")) == {
        ("110112", True, ""),
        ("120114", True, ""),
        ("131000", True, ""),
    }
    assert all(venue.name.startswith("演示会场（") for venue in venues)
    assert Counter(Zone.objects.values_list("venue", flat=True)) == {v.pk: 5 for v in venues}


def test_every_employer_of_the_veterans_fair_has_a_booth_in_the_hall_that_answers_for_it():
    standing = Participation.objects.filter(fair__slug=VETERANS)
    assert not standing.filter(booth=None).exists()
    assert not standing.exclude(booth__zone__venue=F("venue")).exists()
    assert not standing.exclude(venue__region=F("organization__region")).exists()
    assert Booth.objects.count() == 173
    assert all(booth.number[0] == booth.zone.code for booth in Booth.objects.select_related("zone"))


def test_veterans_fair_is_of_all_three_provinces_and_mostly_of_the_three_places():
    rows = Participation.objects.filter(fair__slug=VETERANS)
    codes = rows.values_list("employer__region", "employer__region__place")
    assert {code[:2] for code, _ in codes} == {"11", "12", "13"}
    assert sum(place is not None for _, place in codes) > 173 / 2
    assert sum(place is None for _, place in codes) > 20


def test_a_bureau_of_the_place_answers_for_those_from_there():
    for model in (Employer, Applicant):
        at_home = model.objects.exclude(region__place=None)
        assert not at_home.exclude(organization__region=F("region__place")).exists()


def test_veterans_bureaus_answer_for_the_applicants_with_claims_and_only_for_them():
    with_claims = Applicant.objects.exclude(claims=None)
    assert set(with_claims.values_list("organization__kind", flat=True)) == {"veterans"}
    others = Applicant.objects.filter(claims=None)
    assert set(others.values_list("organization__kind", flat=True)) == {"hr"}


def test_veterans_bureaus_answer_for_a_third_of_the_employers_at_their_fair():
    standing = Participation.objects.filter(fair__slug=VETERANS)
    assert not standing.exclude(organization=F("employer__organization")).exists()
    kinds = Counter(standing.values_list("organization__kind", flat=True))
    assert 0.25 < kinds["veterans"] / 173 < 0.42
    assert set(kinds) == {"hr", "veterans"}
    inviting = standing.filter(employer__region__place=None)
    assert set(inviting.values_list("organization__kind", flat=True)) == {"hr", "veterans"}
    elsewhere = Employer.objects.exclude(participations__fair__slug=VETERANS)
    assert set(elsewhere.values_list("organization__kind", flat=True)) == {"hr"}


def test_every_bureau_has_employers_posts_and_applicants_to_work_on():
    for user in User.objects.filter(memberships__in=Membership.objects.current()):
        for model in (Employer, Posting, Participation, Applicant, Application):
            assert model.objects.visible_to(user).exists(), (user.email, model)
    for user in User.objects.filter(email__contains="-veterans@"):
        assert AudienceClaim.objects.visible_to(user).exists(), user.email


def test_reviewers_are_organizers_of_the_bureau_that_answers():
    strangers = Posting.objects.published().exclude(
        reviewed_by__memberships__organization=F("employer__organization")
    )
    assert not strangers.exists()


def test_waiting_revisions_can_be_applied():
    waiting = PostingRevision.objects.waiting()
    assert waiting.count() == 13
    revision = waiting[0]
    wanted = revision.values["headcount"]
    apply_revision(revision=revision, by=User.objects.get(email="admin@demo.invalid"))
    assert Posting.objects.get(pk=revision.posting_id).headcount == wanted


def test_applicants_have_no_phone_and_no_account():
    assert set(Applicant.objects.values_list("phone", "user", "is_demo")) == {(None, None, True)}


def test_some_applicants_have_claims_that_are_in_force():
    assert 500 < AudienceClaim.objects.count() < 900
    assert 0 < AudienceClaim.objects.in_force().count() < AudienceClaim.objects.count()


def test_applications_in_several_states_fit_what_was_wanted():
    assert 3000 < Application.objects.count() < 5000
    assert set(Application.objects.values_list("status", flat=True)) == {
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.VIEWED,
        ApplicationStatus.INTERVIEW,
        ApplicationStatus.OFFERED,
        ApplicationStatus.HIRED,
        ApplicationStatus.DECLINED,
        ApplicationStatus.WITHDRAWN,
    }
    strangers = Application.objects.exclude(
        posting__occupation__in=F("applicant__wanted_occupations")
    )
    assert not strangers.exists()
    assert Application.objects.values("submitted_at").distinct().count() > 1000


def counts() -> dict[str, int]:
    models = (Employer, Posting, Participation, Booth, Zone, Venue, PostingRevision)
    people = (Applicant, AudienceClaim, Application, User)
    through = (Posting.majors.through, Participation.postings.through)
    return {model.__name__: model.objects.count() for model in (*models, *people, *through)}


def test_second_run_adds_nothing():
    before = counts()
    call_command("generate_demo", stderr=StringIO())
    assert counts() == before


def test_larger_run_adds_posts_outside_the_fairs():
    before = dict(Employer.objects.values_list("uscc", "pk"))
    call_command("generate_demo", postings=8500, stderr=StringIO())
    assert 8500 <= Posting.objects.published().count() < 8540
    assert before.items() <= dict(Employer.objects.values_list("uscc", "pk")).items()
    outside = Employer.objects.filter(participations=None)
    assert outside.count() == Employer.objects.count() - 373
    assert Participation.objects.filter(status=ParticipationStatus.ACCEPTED).count() == 373
