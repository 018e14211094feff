"""Walks every URL with every role, own and foreign object: a URL missing from the table fails."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse

from tests.conftest import organizer_of
from tests.factories import (
    ApplicationFactory,
    AudienceClaimFactory,
    BoothFactory,
    DeliveryFactory,
    EducationFactory,
    EmployerBlockFactory,
    EmployerMemberFactory,
    ExportRunFactory,
    HallStaffFactory,
    HeadingChoiceFactory,
    ImportRunFactory,
    MajorFactory,
    NoticeFactory,
    OccupationFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    RegionFactory,
    ReportedFigureFactory,
    RetentionRuleFactory,
    SavedSearchFactory,
    UserFactory,
)
from tests.passkeys import SoftPasskey
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Organization, PhoneHandover
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.models import Delivery
from tongwulang.outbox.unsubscribe_links import Ask, token_of
from tongwulang.regions.models import RegionNeighbour, SeedTable

pytestmark = pytest.mark.django_db

# `member` acts for the employer of the rows, `hall` works today in their hall.
ROLES = ["visitor", "seeker", "member", "hall", "former", "stranger", "owner", "platform"]


@pytest.fixture
def people(platform_admin, langfang_organizer, wuqing_organizer, former_organizer, seeker):
    """The roles; `owner` works for the bureau that answers for the rows, `stranger` for another."""
    return {
        "visitor": None,
        "seeker": seeker,
        "member": UserFactory(),
        "hall": UserFactory(),
        "former": former_organizer,
        "stranger": wuqing_organizer,
        "owner": langfang_organizer,
        "platform": platform_admin,
    }


@pytest.fixture
def rows(langfang_organizer, people):
    """One row of every model that an address can name, all answered for by 廊坊."""
    booth = BoothFactory()
    posting = PostingFactory()
    participation = ParticipationFactory(employer=posting.employer, booth=booth, postings=[posting])
    fair = participation.fair
    fair.starts_on = "2027-03-27"
    fair.save()
    fair.hosts.create(organization=Organization.objects.get(region="131000", kind="hr"))
    claim = AudienceClaimFactory()
    RegionFactory(code="131082")
    made = [
        posting,
        posting.employer,
        participation,
        booth,
        booth.zone,
        booth.zone.venue,
        fair,
        fair.series,
        fair.hosts.get(),
        ReportedFigureFactory(fair=fair),
        claim,
        claim.applicant,
        ApplicationFactory(applicant=claim.applicant, posting=posting),
        PostingRevisionFactory(posting=posting),
        ImportRunFactory(),
        RetentionRuleFactory(),
        ExportRunFactory(requested_by=langfang_organizer),
        SavedSearchFactory(),
        EmployerBlockFactory(),
        HeadingChoiceFactory(),
        DeliveryFactory().message,
        Delivery.objects.get(),
        EmployerMemberFactory(employer=posting.employer, user=people["member"]),
        HallStaffFactory(venue=booth.zone.venue, user=people["hall"]),
        consents.agree(user=people["seeker"], notice=NoticeFactory()),
        NoticeFactory(),
        SoftPasskey().on_record(people["seeker"]),
        PhoneHandover.objects.create(
            user=people["seeker"], reason="已核对", requested_by=langfang_organizer
        ),
        langfang_organizer,
        langfang_organizer.memberships.get(),
        langfang_organizer.memberships.get().organization,
        posting.region,
        posting.industry,
        EducationFactory(),
        OccupationFactory(),
        MajorFactory(),
        RegionNeighbour.objects.create(region_id="131003", neighbour_id="131082", source="测试"),
        SeedTable.objects.create(
            name="regions",
            title="地区",
            origin="测试",
            licence="测试",
            digest="0" * 64,
            row_count=1,
            loaded_at="2026-11-23T00:00:00Z",
        ),
    ]
    return {row._meta.label_lower.replace(".", "_"): row for row in made}


# Public pages: everyone, logged in or not, gets the same answer.
PUBLIC = {
    "livez": [], "readyz": [], "home": [], "about": [], "privacy": [], "accessibility": [],
    "offline": [], "service_worker": [], "manifest": [], "robots": [], "posting_list": [],
    "fair_list": [], "veterans_home": [], "dependents_home": [],
    "posting_detail": ["jobs_posting.pk"], "employer_detail": ["jobs_employer.pk"],
    "fair_detail": ["jobs_fair.slug"], "fair_employers": ["jobs_fair.slug"],
    "venue_detail": ["jobs_fair.slug", "jobs_venue.pk"],
    "unsubscribe": [token_of(Ask(1, Topic.ALERTS, Channel.EMAIL))],
    "sitemap": [], "sitemap_section": ["postings"], "posting_suggestions": [],
    "posting_qr": ["jobs_posting.pk", "svg"], "employer_qr": ["jobs_employer.pk", "png"],
    "fair_qr": ["jobs_fair.slug", "svg"], "venue_qr": ["jobs_fair.slug", "jobs_venue.pk", "png"],
    "api:schema": [], "api:docs": [], "api:postings_feed": [],
    "api:fair_calendar": ["jobs_fair.slug"], "api:venue_calendar": ["jobs_venue.pk"],
    "api:postings_list": [], "api:postings_detail": ["jobs_posting.pk"],
    "api:employers_list": [], "api:employers_detail": ["jobs_employer.pk"],
    "api:fairs_list": [], "api:fairs_detail": ["jobs_fair.slug"],
    "api:venues_list": [], "api:venues_detail": ["jobs_venue.pk"],
    "api:participations_list": [], "api:participations_detail": ["jobs_participation.pk"],
    "api:regions_list": [], "api:regions_detail": ["regions_region.pk"],
    "api:industries_list": [], "api:industries_detail": ["regions_industry.pk"],
    "api:occupations_list": [], "api:occupations_detail": ["regions_occupation.pk"],
    "account_inactive": [], "account_email_verification_sent": [],
    "account_confirm_email": ["unknown"], "account_reset_password": [],
    "account_reset_password_done": [], "account_reset_password_from_key_done": [],
    "account_reset_password_from_key": ["1", "unknown"],
    "notice_detail": ["privacy", "1"],
}  # fmt: skip
POST_ONLY = {
    "preferences": [], "admin:logout": [], "message_read_all": [],
    "resume_download": [], "resume_delete": [],
    "message_open": ["outbox_message.pk"], "account_consent_withdraw": ["1"],
    "admin:jobs_exportrun_of_list": ["postings"],
    "admin:jobs_exportrun_of_fair": ["jobs_fair.pk", "posters"],
}  # fmt: skip
# The ways in: whoever is in already is sent on.
DOORS = {"account_login", "account_email_login", "account_signup"}
# Steps of a way in that nobody has begun.
STEPS = {"mfa_authenticate", "mfa_login_webauthn"}

# A person's own pages. Theirs alone: of an object of somebody else nobody else sees anything,
# whatever their role; pages without an object show everybody their own.
OWN_PAGES = {
    "posting_apply": ["jobs_posting.pk"],
    "application_list": [],
    "message_list": [], "message_unread": [], "message_choices": [],
    "profile_detail": [], "resume_detail": [],
    "wishlist_detail": [], "search_save": [], "posting_mark": ["jobs_posting.pk"],
    "my_data": [], "my_data_download": ["json"], "my_data_delete": [],
    "profile_edit": ["wishes"],
}  # fmt: skip
OWN_OBJECTS = {"application_detail": ["jobs_application.pk"]}
OWN_POSTS = {
    "application_withdraw": ["jobs_application.pk"],
    "search_delete": ["jobs_savedsearch.pk"],
    "block_delete": ["jobs_employerblock.pk"],
}

# What an answer means. Visitors and people who are not staff are sent to the log-in page.
SEEN, FORBIDDEN, MISSING = "seen", "forbidden", "missing"
ELSEWHERE, LOGIN = "elsewhere", "login"
REFUSALS = {403: FORBIDDEN, 404: MISSING}

OUTSIDE = dict.fromkeys(("visitor", "seeker", "member", "hall"), LOGIN)
STAFF = {**OUTSIDE, "former": SEEN, "stranger": SEEN, "owner": SEEN, "platform": SEEN}
ORGANIZERS = {**STAFF, "former": FORBIDDEN}
OWN = {**ORGANIZERS, "stranger": ELSEWHERE}
PLATFORM = {**ORGANIZERS, "stranger": FORBIDDEN, "owner": FORBIDDEN}
NOBODY = {**PLATFORM, "platform": FORBIDDEN}

# Everybody's own account, for whoever has proved lately who they are.
OWN_ACCOUNT = {**dict.fromkeys(ROLES, SEEN), "visitor": LOGIN}
# Rows of the seeker's: to everybody else they are not there.
SEEKERS = {**dict.fromkeys(ROLES, MISSING), "visitor": LOGIN, "seeker": SEEN}
NO_ROW = {**dict.fromkeys(ROLES, MISSING), "visitor": LOGIN}
BY_PASSWORD = {**dict.fromkeys(ROLES, "/account/again/password/"), "visitor": LOGIN}
ACCOUNT = {
    "account_home": ([], OWN_ACCOUNT),
    "account_phone": ([], OWN_ACCOUNT),
    "account_devices": ([], OWN_ACCOUNT),
    "account_consents": ([], OWN_ACCOUNT),
    "account_email": ([], OWN_ACCOUNT),
    "account_logout": ([], {**OWN_ACCOUNT, "visitor": "/"}),
    "account_change_password": ([], OWN_ACCOUNT),
    "account_set_password": (
        [],
        {**dict.fromkeys(ROLES, "/account/password/change/"), "visitor": LOGIN},
    ),
    # The seeker has a passkey, and with it a stronger proof than a password.
    "account_reauthenticate": ([], {**OWN_ACCOUNT, "seeker": "/account/again/passkey/"}),
    "account_reauthenticate_phone": ([], NO_ROW),
    "mfa_reauthenticate": ([], {**BY_PASSWORD, "seeker": "/account/again/passkey/"}),
    "mfa_reauthenticate_webauthn": ([], {**BY_PASSWORD, "seeker": SEEN}),
    "mfa_index": ([], OWN_ACCOUNT),
    "mfa_activate_totp": ([], OWN_ACCOUNT),
    "mfa_deactivate_totp": ([], NO_ROW),
    "mfa_view_recovery_codes": ([], NO_ROW),
    "mfa_generate_recovery_codes": ([], OWN_ACCOUNT),
    "mfa_download_recovery_codes": ([], NO_ROW),
    "mfa_list_webauthn": ([], OWN_ACCOUNT),
    "mfa_add_webauthn": ([], OWN_ACCOUNT),
    "mfa_edit_webauthn": (["mfa_authenticator.pk"], SEEKERS),
    "mfa_remove_webauthn": (["mfa_authenticator.pk"], SEEKERS),
}

# Arguments, parameters, and what each role gets.
AUTOCOMPLETE = {"app_label": "jobs", "model_name": "participation", "field_name": "employer"}
OTHER_ADMIN = {
    # Leads to the one door; who is in and has no business here is told so.
    "admin:login": (
        [],
        {},
        {
            **dict.fromkeys(ROLES, ELSEWHERE),
            "visitor": LOGIN,
            **dict.fromkeys(("seeker", "member", "hall"), FORBIDDEN),
        },
    ),
    "admin:index": ([], {}, STAFF),
    "admin:search": ([], {}, STAFF),
    "admin:password_change": ([], {}, STAFF),
    "admin:password_change_done": ([], {}, STAFF),
    "admin:jsi18n": ([], {}, STAFF),
    "admin:app_list": (["jobs"], {}, {**ORGANIZERS, "former": MISSING}),
    "admin:autocomplete": ([], AUTOCOMPLETE, ORGANIZERS),
    "admin:jobs_importrun_errors": (
        ["jobs_importrun.pk"],
        {},
        {**ORGANIZERS, "former": MISSING, "stranger": MISSING},
    ),
    "admin:outbox_delivery_wordings": ([], {}, PLATFORM),
    "admin:jobs_exportrun_blank": (["postings"], {}, {**ORGANIZERS, "former": MISSING}),
    # The file is for who asked for it; everybody else, the platform too, sees only the record.
    "admin:jobs_exportrun_file": (
        ["jobs_exportrun.pk"],
        {},
        {**ORGANIZERS, **dict.fromkeys(("former", "stranger", "platform"), MISSING)},
    ),
    "admin:auth_user_password_change": (["accounts_user.pk"], {}, PLATFORM),
}

# list, add, and one row: change, history, delete
ADMIN_MODELS = {
    "jobs_employer": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_employermember": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_hallstaff": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_importrun": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_exportrun": (ORGANIZERS, NOBODY, OWN, NOBODY),
    "jobs_posting": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_headingchoice": (ORGANIZERS, NOBODY, OWN, OWN),
    "jobs_postingrevision": (ORGANIZERS, NOBODY, OWN, NOBODY),
    "jobs_participation": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_applicant": (ORGANIZERS, ORGANIZERS, OWN, NOBODY),
    "jobs_application": (ORGANIZERS, NOBODY, OWN, NOBODY),
    # For the veterans-affairs bureau that verifies, tested below; no other organizer.
    "jobs_audienceclaim": (PLATFORM, PLATFORM, PLATFORM, NOBODY),
    **{
        f"jobs_{name}": (ORGANIZERS, PLATFORM, ORGANIZERS, PLATFORM)
        for name in (
            "retentionrule", "fair", "fairseries", "fairorganization", "reportedfigure", "venue",
            "zone", "booth",
        )
    },
    "outbox_delivery": (PLATFORM, NOBODY, PLATFORM, NOBODY),
    "accounts_user": (PLATFORM, PLATFORM, PLATFORM, PLATFORM),
    "accounts_membership": (PLATFORM, PLATFORM, PLATFORM, PLATFORM),
    # For those who approve at the bureau, tested with their actions; no clerk.
    "accounts_phonehandover": (PLATFORM, PLATFORM, PLATFORM, NOBODY),
    "accounts_notice": (PLATFORM, PLATFORM, PLATFORM, NOBODY),
    "accounts_consent": (PLATFORM, NOBODY, PLATFORM, NOBODY),
    "accounts_organization": (ORGANIZERS, PLATFORM, ORGANIZERS, PLATFORM),
    **{
        f"regions_{name}": (STAFF, PLATFORM, STAFF, PLATFORM)
        for name in ("region", "regionneighbour", "industry", "education", "occupation", "major")
    },
    "regions_seedtable": (STAFF, NOBODY, STAFF, NOBODY),
}  # fmt: skip


def addresses():
    """Every pattern of the site by its name with namespace, or by itself if it has none."""

    def walk(resolver, namespace=""):
        for entry in resolver.url_patterns:
            if hasattr(entry, "url_patterns"):
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from walk(entry, namespace + inner)
            else:
                yield f"{namespace}{entry.name}" if entry.name else f"{namespace}{entry.pattern}"

    return list(walk(get_resolver()))


# Django's old addresses of a row, which only redirect, and its answer to anything unknown.
UNNAMED = {"admin:<path:object_id>/", "admin:(?P<url>.*)$"}


# Whose history Django hides as "not there" before it asks for the right: rows out of their scope.
OUT_OF_SCOPE = {
    "jobs_audienceclaim": ("former", "stranger", "owner"),
    "accounts_phonehandover": ("former", "stranger", "owner"),
}


def history_of(model, row):
    """What each role gets of a row's history."""
    is_scoped = row["stranger"] == ELSEWHERE or model in OUT_OF_SCOPE
    hidden = OUT_OF_SCOPE.get(model, ("former",)) if is_scoped else ()
    return {**row, **dict.fromkeys(hidden, ELSEWHERE)}


def admin_addresses(*models):
    """Address name to (arguments, what each role gets), for these models of the admin."""
    found = {}
    for model in models:
        listed, added, row, deleted = ADMIN_MODELS[model]
        found[f"admin:{model}_changelist"] = ([], listed)
        found[f"admin:{model}_add"] = ([], added)
        found[f"admin:{model}_change"] = ([f"{model}.pk"], row)
        found[f"admin:{model}_history"] = ([f"{model}.pk"], history_of(model, row))
        found[f"admin:{model}_delete"] = ([f"{model}.pk"], deleted)
    return found


def test_every_address_is_in_the_table():
    known = {
        *PUBLIC,
        *POST_ONLY,
        *OWN_PAGES,
        *OWN_OBJECTS,
        *OWN_POSTS,
        *DOORS,
        *STEPS,
        *ACCOUNT,
        *OTHER_ADMIN,
        "admin:view_on_site",
        *admin_addresses(*ADMIN_MODELS),
        *UNNAMED,
    }

    assert set(addresses()) == known


def url_of(name, arguments, rows):
    """The address, with arguments such as "jobs_fair.slug" taken from the rows."""
    return reverse(name, args=[value_of(argument, rows) for argument in arguments])


def value_of(argument, rows):
    row, _, attribute = argument.partition(".")
    return getattr(rows[row], attribute) if attribute else argument


def answer_to(client, person, url, params=None):
    """One of SEEN, FORBIDDEN, ELSEWHERE, LOGIN; anything else fails."""
    client.logout()
    if person is not None:
        client.force_login(person)
    answer = client.get(url, params)
    if answer.status_code == 200:
        return SEEN
    if answer.status_code in REFUSALS:
        return REFUSALS[answer.status_code]
    assert answer.status_code == 302, (url, answer.status_code)
    # The admin's own address of log-in leads to the door of all.
    if answer["Location"].startswith((reverse("account_login"), reverse("admin:login"))):
        return LOGIN
    return ELSEWHERE if answer["Location"] == reverse("admin:index") else answer["Location"]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_is_the_same_for_every_role(client, name, people, rows):
    url = url_of(name, PUBLIC[name], rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == dict.fromkeys(
        ROLES, SEEN
    )


@pytest.mark.parametrize("name", sorted(DOORS | STEPS))
def test_way_in_sends_on_who_is_in(client, name, people):
    home = dict.fromkeys(("seeker", "member", "hall"), reverse("account_home"))
    onward = {**dict.fromkeys(ROLES, ELSEWHERE), **home}
    expected = {**onward, "visitor": SEEN if name in DOORS else LOGIN}

    answers = {role: answer_to(client, people[role], reverse(name)) for role in ROLES}

    assert answers == expected


@pytest.mark.parametrize("name", ACCOUNT)
def test_own_account_by_role(client, name, people, rows):
    arguments, expected = ACCOUNT[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_page_is_for_whoever_has_logged_in(client, name, people, rows):
    NoticeFactory(kind="application")
    url = url_of(name, OWN_PAGES[name], rows)
    expected = {**dict.fromkeys(ROLES, SEEN), "visitor": LOGIN}

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected


@pytest.mark.parametrize("name", OWN_OBJECTS)
def test_own_object_is_seen_by_its_owner_alone(client, name, people, rows):
    owner = rows["jobs_applicant"].user = UserFactory()
    rows["jobs_applicant"].save()
    url = url_of(name, OWN_OBJECTS[name], rows)
    expected = {**dict.fromkeys(ROLES, MISSING), "visitor": LOGIN}

    assert {role: answer_to(client, people[role], url) for role in ROLES} == expected
    assert answer_to(client, owner, url) == SEEN


@pytest.mark.parametrize("name", OWN_POSTS)
def test_own_object_is_changed_by_its_owner_alone(client, name, people, rows):
    owner = UserFactory()
    for row in ("jobs_applicant", "jobs_savedsearch", "jobs_employerblock"):
        rows[row].user = owner
        rows[row].save()
    url = url_of(name, OWN_POSTS[name], rows)
    for role in ROLES[1:]:
        client.force_login(people[role])
        assert client.post(url).status_code == 404, role
    client.logout()
    assert client.post(url).status_code == 302
    client.force_login(owner)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302


def test_consent_is_withdrawn_by_its_own_person_only(client, people, rows):
    url = url_of("account_consent_withdraw", ["accounts_consent.pk"], rows)
    answers = {}
    for role in ROLES:
        client.logout()
        if people[role] is not None:
            client.force_login(people[role])
        answers[role] = client.post(url).status_code

    assert answers == {**dict.fromkeys(ROLES, 404), "visitor": 302, "seeker": 302}


@pytest.mark.parametrize("role", ["former", "stranger", "owner", "platform"])
@pytest.mark.parametrize("name", ["admin:index", "account_home", "account_devices"])
def test_nothing_behind_the_login_opens_before_the_second_factor(client, name, role, people):
    client.force_login(people[role], proved=["password"])

    assert client.get(reverse(name))["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_what_changes_state_refuses_get(client, name, platform_admin, rows):
    client.force_login(platform_admin)

    assert client.get(url_of(name, POST_ONLY[name], rows)).status_code == 405


@pytest.mark.parametrize("model", ADMIN_MODELS)
def test_admin_of_every_model_by_role(client, model, people, rows):
    for name, (arguments, expected) in admin_addresses(model).items():
        url = url_of(name, arguments, rows)
        assert {role: answer_to(client, people[role], url) for role in ROLES} == expected, name


@pytest.mark.parametrize("name", OTHER_ADMIN)
def test_admin_outside_models_by_role(client, name, people, rows):
    arguments, params, expected = OTHER_ADMIN[name]
    url = url_of(name, arguments, rows)

    assert {role: answer_to(client, people[role], url, params) for role in ROLES} == expected


def test_view_on_site_leads_staff_to_the_public_page_and_others_to_the_login(client, people, rows):
    posting = rows["jobs_posting"]
    kind = ContentType.objects.get_for_model(posting)
    url = reverse("admin:view_on_site", args=[kind.pk, posting.pk])

    assert answer_to(client, None, url) == LOGIN
    assert answer_to(client, people["seeker"], url) == LOGIN
    for role in ("former", "stranger", "owner", "platform"):
        assert answer_to(client, people[role], url).endswith(posting.get_absolute_url())


def test_claim_opens_for_the_bureau_that_verifies_it(client, rows):
    url = url_of("admin:jobs_audienceclaim_change", ["jobs_audienceclaim.pk"], rows)

    assert answer_to(client, organizer_of("131000", "veterans"), url) == SEEN
