"""What every address of the site answers to every role; test_access walks it."""

from django.urls import get_resolver

from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.unsubscribe_links import Ask, token_of

# `member` acts for the employer of the rows, `hall` works today in their hall.
ROLES = ["visitor", "seeker", "member", "hall", "former", "stranger", "owner", "platform"]

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
    "api:index": [], "api:schema": [], "api:docs": [], "api:postings_feed": [],
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
# Open to systems of bureaus by their token alone: no log-in counts.
CLOSED_API = {"api:me": [], "api:application_figures": []}
POST_ONLY = {
    "api:token": [],
    "preferences": [], "admin:logout": [], "message_read_all": [],
    "resume_download": [], "resume_delete": [],
    "message_open": ["outbox_message.pk"], "account_consent_withdraw": ["1"],
    "admin:jobs_exportrun_of_list": ["postings"],
    "admin:jobs_exportrun_of_fair": ["jobs_fair.pk", "posters"],
}  # fmt: skip
# The ways in: whoever is in already is sent on.
DOORS = {"account_login", "account_email_login", "account_signup"}
# Steps of a way in that nobody has begun.
STEPS = {"mfa_authenticate", "mfa_login_webauthn", "account_agree"}

# A person's own pages. Theirs alone: of an object of somebody else nobody else sees anything,
# whatever their role; pages without an object show everybody their own.
OWN_PAGES = {
    "posting_apply": ["jobs_posting.pk"],
    "application_list": [],
    "message_list": [], "message_unread": [], "message_choices": [],
    "profile_detail": [], "resume_detail": [],
    "wishlist_detail": [], "wishlist_marks": ["hidden"], "search_save": [],
    "posting_mark": ["jobs_posting.pk"],
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
NO_TOKEN = "no token"
REFUSALS = {401: NO_TOKEN, 403: FORBIDDEN, 404: MISSING}

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
# Whoever has not applied without a profile has the step of it that asks for the same.
BY_PROFILE = {**dict.fromkeys(ROLES, "/me/profile/person/"), "visitor": LOGIN}
BY_PASSWORD = {**dict.fromkeys(ROLES, "/account/again/password/"), "visitor": LOGIN}
ACCOUNT = {
    "profile_contact": ([], BY_PROFILE),
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

# The employer's side: for who acts for the employer of the row, whatever else they are.
MEMBERS = {**dict.fromkeys(ROLES, MISSING), "visitor": LOGIN, "member": SEEN}
EMPLOYERS_PAGES = {
    # Whoever acts for no employer at all is told how one comes to.
    "received_list": (
        [],
        {**dict.fromkeys(ROLES, FORBIDDEN), "visitor": LOGIN, "member": SEEN},
    ),
    "received_detail": (["jobs_application.pk"], MEMBERS),
}
# For who works in a hall, on the days of their duty; everybody else is told when theirs are.
HALL_PAGES = {
    "hall_duty": ([], {**dict.fromkeys(ROLES, FORBIDDEN), "visitor": LOGIN, "hall": SEEN}),
}
# By POST, for who acts for the employer: what is sent, and the status that a member gets.
EMPLOYERS_POSTS = {
    "received_open": (["jobs_application.pk"], {}, 302),
    "received_resume": (["jobs_application.pk"], {}, 200),
    "received_answer": (["jobs_application.pk"], {"status": "declined", "reason": "pay"}, 302),
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
    "accounts_integrator": (PLATFORM, PLATFORM, PLATFORM, NOBODY),
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
