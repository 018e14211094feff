"""Rows of people's own from before the notice on the profile: no bureau sees those of whom it has no
consent, until they agree."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def hide(apps, schema_editor):
    consents = apps.get_model("accounts", "Consent").objects.filter(
        user=OuterRef("user"), notice__kind="profile", withdrawn_at=None
    )
    apps.get_model("jobs", "Applicant").objects.filter(
        ~Exists(consents), user__isnull=False
    ).update(organization=None)


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0026_exports_of_people"),
        ("accounts", "0007_profile_notice"),
    ]

    operations = [migrations.RunPython(hide, migrations.RunPython.noop)]
