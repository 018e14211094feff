"""Every text that is not known to be public gets an unmistakable value."""

import datetime as dt
import html
import json
import re
import unicodedata
from urllib.parse import unquote

from django.apps import apps
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

# Latin, for that is written the same in JSON, in XML and in addresses; and a name as people have.
MARK = "zqxsecret"
NAME = "欧阳绝密"
DAY = dt.date(1931, 7, 9)
PAY = 987_651
# A mobile number as anybody would write it, not a part of a longer number or a digest.
MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Za-z])"
)

# Texts that the public may read, or that only tell the software which row is which. All others,
# those of models to come too, are taken for secret.
OPEN = {
    "regions": "*",
    "contenttypes": "*",
    "auth": "*",
    "accounts.Notice": {"title", "body"},
    "accounts.Organization": {"name"},
    "jobs.Employer": {"name", "uscc", "address", "introduction"},
    "jobs.FairSeries": {"name", "introduction"},
    "jobs.Fair": {
        "name", "slug", "dates_text", "introduction", "reported_fields", "reported_services",
        "reported_plans", "reported_origin", "source",
    },
    "jobs.Venue": {"name", "address"},
    "jobs.Zone": {"code", "name"},
    "jobs.Booth": {"number"},
    "jobs.Posting": {
        "benefits", "certificates", "skills", "requirements", "address", "shuttle", "title",
        "employment_type", "duties", "negotiable_reason",
    },
    "jobs.ReportedFigure": {"wording", "source"},
    "jobs.RetentionRule": {"source"},
    "jobs.Change": {"resource", "key"},
    "jobs.RequestWindow": {"caller"},
    "jobs.EmployerMatch": {"words"},
    "jobs.PostingMatch": {"words"},
}  # fmt: skip
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def secret_fields():
    """Model to the fields that nobody outside may read."""
    found = {}
    for model in apps.get_models():
        known = OPEN.get(model._meta.app_label) or OPEN.get(model._meta.label, set())
        if known == "*":
            continue
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, TEXTS) and not field.choices and not field.is_relation
        ]
        if secret := [field for field in fields if field.name not in known]:
            found[model] = secret
    return found


def fill():
    """Give every secret field of every row a value of its own, straight in the database.

    Every model with such fields has a row; returns how many values were written.
    """
    written = 0
    for model, fields in secret_fields().items():
        rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
        assert rows, f"no row of {model._meta.label}"
        for number, pk in enumerate(rows):
            values = {
                field.name: secret(field, number) for field in fields if not field.primary_key
            }
            model._default_manager.filter(pk=pk).update(**values)
            written += len(values)
    applicants = apps.get_model("jobs.Applicant")._default_manager
    applicants.update(wanted_pay=PAY)
    apps.get_model("jobs.AudienceClaim")._default_manager.update(verified_on=DAY)
    return written


def secret(field, number):
    """A value for this field, another one in each row."""
    text = f"{MARK}{number}{NAME}"
    if isinstance(field, PhoneNumberField):
        return f"+8613{len(field.name) % 10}0000{number:04d}"
    if isinstance(field, models.EmailField):
        return f"{MARK}{number}@example.invalid"
    if isinstance(field, models.JSONField):
        return [text]
    if isinstance(field, models.BinaryField):
        return text.encode()
    return text[: field.max_length]


SHOWN = (
    MARK,
    NAME,
    str(DAY),
    DAY.strftime("%Y年%-m月%-d日"),
    f"{DAY:%Y%m%d}",
    str(PAY),
    f"{PAY:,}",
)


def found_in(body):
    """What of the secrets a reply tells, however it is written there."""
    texts = {body, html.unescape(body), unquote(body), _unescaped(body)}
    told = {mark for mark in SHOWN for text in texts if mark in _plain(text)}
    return told | {number for text in texts for number in MOBILE.findall(_plain(text))}


def _plain(text):
    return unicodedata.normalize("NFKC", text).casefold()


def _unescaped(text):
    r"""With \uXXXX read as JSON and JavaScript do."""
    return re.sub(r"\\u[0-9a-fA-F]{4}", lambda one: json.loads(f'"{one[0]}"'), text)
