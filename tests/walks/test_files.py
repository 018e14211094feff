"""Every file that leaves the site × every role × own and foreign: exports, prints, what was wrong
in an import, résumés. Who gets it is written as data; of everybody else none gets a byte."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from jobs.choices import ExportKind
from jobs.exports import runs
from jobs.exports.fair_rows import FAIR_ROWS
from jobs.models import ExportRun, Look
from tests.factories import (
    ApplicantFactory,
    BoothFactory,
    DisclosureFactory,
    EmployerFactory,
    EmployerMemberFactory,
    ExportRunFactory,
    FairFactory,
    ImportRunFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    ResumeFactory,
    VenueFactory,
    ZoneFactory,
)
from tests.walks.cast import FAR, NEAR, OUTSIDE, answers_by_role, everybody, expected

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4"
SIDES = {"near": "131003", "far": "120114"}


def side_of(code, bureau, fair):
    """What one bureau answers for at the fair: an employer that takes part with a post and has
    received an application with a résumé, and one that has only asked to take part."""
    region = RegionFactory(code=code)
    employer = EmployerFactory(organization=bureau, region=region)
    posting = PostingFactory(employer=employer, region=region)
    booth = BoothFactory(zone=ZoneFactory(venue=VenueFactory(fair=fair, region=bureau.region)))
    asking = EmployerFactory(organization=bureau, region=region)
    applicant = ApplicantFactory(organization=bureau, region=region)
    return SimpleNamespace(
        employer=employer,
        posting=posting,
        booth=booth,
        accepted=ParticipationFactory(employer=employer, booth=booth, postings=[posting]),
        asking=asking,
        asked=ParticipationFactory(employer=asking, fair=fair, status="applied"),
        applicant=applicant,
        resume=ResumeFactory(applicant=applicant, content=PDF + code.encode()),
        application=DisclosureFactory(
            application__applicant=applicant, application__posting=posting
        ).application,
    )


@pytest.fixture
def fair():
    return FairFactory()


@pytest.fixture
def cast(people, fair):
    return everybody(people, VenueFactory(fair=fair))


@pytest.fixture
def sides(cast, fair):
    """What the bureau of 廊坊 (near) and that of 武清 (far) answer for."""
    found = {}
    for name, role in {"near": "owner", "far": "stranger"}.items():
        bureau = cast[role].memberships.get().organization
        found[name] = side_of(SIDES[name], bureau, fair)
    EmployerMemberFactory(employer=found["near"].employer, user=cast["member"])
    EmployerMemberFactory(employer=found["far"].employer, user=cast["far member"])
    return SimpleNamespace(**found)


def bytes_of(answer):
    """The file that was answered, or the status of the refusal."""
    return answer.content if answer.status_code == 200 else answer.status_code


# Who takes which rows out. Of a list everybody those of the own bureau; at a fair, which is run
# together, those that are public besides: accepted, of verified employers.
def each(near, far, both):
    """Role to the rows it takes out; 302 leads back to the list, or to the log-in."""
    mine = {**dict.fromkeys(NEAR, near), **dict.fromkeys(FAR, far)}
    return {**expected(302, former=403, platform=both), **mine}


def of_side(name):
    return each({f"near {name}"}, {f"far {name}"}, {f"near {name}", f"far {name}"})


ALL = {f"{side} {name}" for side in SIDES for name in ("accepted", "asked")}
TAKING_PART = {"near accepted", "far accepted"}
BOTH_POSTS = {"near posting", "far posting"}
BOTH_BOOTHS = {"near booth", "far booth"}


def of_all(names):
    """The same for the staff of every bureau, that for veterans too."""
    return {**each(names, names, names), "veterans": names}


EMPLOYERS = each(
    {"near employer", "near asking"},
    {"far employer", "far asking"},
    {"near employer", "near asking", "far employer", "far asking"},
)
OF_LIST = {
    "postings": of_side("posting"),
    "national": of_side("posting"),
    "employers": EMPLOYERS,
    "participations": each({"near accepted", "near asked"}, {"far accepted", "far asked"}, ALL),
    "applicants": of_side("applicant"),
    "applications": of_side("application"),
    "booth_signs": of_side("accepted"),
    "posters": of_side("accepted"),
}
OF_FAIR = {
    "fair_employers": {
        **each(TAKING_PART | {"near asked"}, TAKING_PART | {"far asked"}, ALL),
        "veterans": TAKING_PART,
    },
    "fair_postings": of_all(BOTH_POSTS),
    "fair_booths": of_all(BOTH_BOOTHS),
    "booth_signs": of_all(TAKING_PART),
    "posters": of_all(TAKING_PART),
    "hall_list": of_all(TAKING_PART),
    "handbook": of_all(TAKING_PART),
}
MODELS = {
    "postings": ("posting",),
    "national": ("posting",),
    "fair_postings": ("posting",),
    "employers": ("employer", "asking"),
    "applicants": ("applicant",),
    "applications": ("application",),
    "fair_booths": ("booth",),
}


def taken_out(answer, kind, sides):
    """Names of the rows of the run that was asked for, which is then forgotten; else the status."""
    run = ExportRun.objects.first()
    if run is None:
        return answer.status_code
    assert answer["Location"] == run.get_absolute_url()
    names = {
        getattr(getattr(sides, side), name).pk: f"{side} {name}"
        for side in SIDES
        for name in MODELS.get(kind, ("accepted", "asked"))
    }
    run.delete()
    return {names[key] for key in run.keys}


def test_every_kind_of_export_and_print_is_walked():
    assert {*OF_LIST, *OF_FAIR} == set(ExportKind)
    assert set(OF_FAIR) == set(FAIR_ROWS)


@pytest.mark.parametrize("kind", OF_LIST)
def test_list_is_taken_out_by_who_works_on_its_rows(client, kind, cast, sides, monkeypatch):
    monkeypatch.setattr(runs, "ROWS_AT_ONCE", 0)
    url = reverse("admin:jobs_exportrun_of_list", args=[kind])

    def ask(client):
        return taken_out(client.post(url), kind, sides)

    assert answers_by_role(client, cast, ask) == OF_LIST[kind]


@pytest.mark.parametrize("kind", OF_FAIR)
def test_fair_is_taken_out_by_the_staff_of_bureaus(client, kind, cast, sides, fair, monkeypatch):
    monkeypatch.setattr(runs, "ROWS_AT_ONCE", 0)
    url = reverse("admin:jobs_exportrun_of_fair", args=[fair.pk, kind])

    def ask(client):
        return taken_out(client.post(url), kind, sides)

    assert answers_by_role(client, cast, ask) == OF_FAIR[kind]


EXPORTED = {
    "near": expected(404, owner=PDF),
    "far": expected(404, stranger=PDF),
    # Nobody asked for the rows of the other bureau in its name, were a row to say so.
    "of another bureau than the asker's": expected(404),
    "of a platform admin": expected(404, platform=PDF),
    "of who has left": expected(404),
}


def test_exported_file_is_for_who_asked_for_it(client, cast, sides):
    near, far = sides.near.employer.organization, sides.far.employer.organization
    asked = {
        "near": (cast["owner"], [near]),
        "far": (cast["stranger"], [far]),
        "of another bureau than the asker's": (cast["owner"], [far]),
        "of a platform admin": (cast["platform"], []),
        "of who has left": (cast["former"], [near]),
    }
    found = {}
    for name, (by, bureaus) in asked.items():
        run = ExportRunFactory(kind="posters", requested_by=by, organizations=bureaus, content=PDF)
        url = reverse("admin:jobs_exportrun_file", args=[run.pk])
        found[name] = answers_by_role(client, cast, lambda c, url=url: bytes_of(c.get(url)))

    assert found == EXPORTED


WRONG_ROWS = {
    "near": expected(404, owner=200, approver=200, platform=200),
    "far": expected(404, stranger=200, far_approver=200, platform=200),
}


def test_wrong_rows_of_an_import_are_for_the_bureau_that_imported_them(client, cast, sides):
    found = {}
    for side in SIDES:
        run = ImportRunFactory(organization=getattr(sides, side).employer.organization)
        url = reverse("admin:jobs_importrun_errors", args=[run.pk])
        found[side] = answers_by_role(client, cast, lambda c, url=url: c.get(url).status_code)

    assert found == WRONG_ROWS


NEAR_FILE, FAR_FILE = (PDF + code.encode() for code in SIDES.values())
NOT_THERE = dict.fromkeys(OUTSIDE, 404) | {"visitor": 302}
AT_THE_EMPLOYER = {
    "near": {**expected(404), **NOT_THERE, "member": NEAR_FILE},
    "far": {**expected(404), **NOT_THERE, "far member": FAR_FILE},
}
AT_THE_DESK = {
    "near": expected(403, **dict.fromkeys(("owner", "approver", "platform"), NEAR_FILE)),
    "far": expected(403, **dict.fromkeys(("stranger", "far_approver", "platform"), FAR_FILE)),
    # Of somebody of 廊坊 to an employer of 武清: the own bureau was not named to them.
    "crossing": expected(403, **dict.fromkeys(("stranger", "far_approver", "platform"), NEAR_FILE)),
}


def test_resume_is_for_the_members_of_the_employer_that_was_given_it(client, cast, sides):
    found = {}
    for side in SIDES:
        url = reverse("received_resume", args=[getattr(sides, side).application.pk])
        found[side] = answers_by_role(client, cast, lambda c, url=url: bytes_of(c.post(url)))

    assert found == AT_THE_EMPLOYER
    assert {look.by for look in Look.objects.all()} == {cast["member"], cast["far member"]}


def test_resume_is_for_the_bureau_that_answers_for_the_employer(client, cast, sides):
    crossing = DisclosureFactory(
        application__applicant=sides.near.applicant, application__posting=sides.far.posting
    ).application
    applications = {
        "near": sides.near.application,
        "far": sides.far.application,
        "crossing": crossing,
    }
    found = {}
    for name, application in applications.items():
        url = reverse("admin:jobs_application_change", args=[application.pk])
        found[name] = answers_by_role(
            client, cast, lambda c, url=url: bytes_of(c.post(url, {"step": "resume"}))
        )

    assert found == AT_THE_DESK
    looked = {role for role, one in cast.items() if Look.objects.filter(by=one).exists()}
    assert looked == {*NEAR, *FAR, "platform"}


def test_own_resume_is_ones_own(client, cast, sides):
    sides.near.applicant.user = cast["seeker"]
    sides.near.applicant.save()
    url = reverse("resume_download")

    found = answers_by_role(client, cast, lambda c: bytes_of(c.post(url)))

    assert found == {**expected(404), **NOT_THERE, "seeker": NEAR_FILE}
