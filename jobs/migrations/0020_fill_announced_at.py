"""When the fairs that are published already were announced: their last decision."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    fairs = apps.get_model("jobs", "Fair").objects.using(schema_editor.connection.alias)
    fairs.filter(status="published").update(announced_at=F("decided_at"))


class Migration(migrations.Migration):
    dependencies = [("jobs", "0019_fair_announced_at")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
