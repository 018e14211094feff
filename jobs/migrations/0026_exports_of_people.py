"""Files about people from before it was known who is in them: nobody could take one out of those."""

from django.db import migrations


def forget(apps, schema_editor):
    made = apps.get_model("jobs", "ExportRun").objects.exclude(status="working")
    made.filter(kind__in=["applicants", "applications"], keys=[]).update(content=b"")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0025_narrowed_disclosures")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
