"""The figure by which pay is ordered, for the posts that are there already."""

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    posts = apps.get_model("jobs", "Posting").objects.using(schema_editor.connection.alias)
    posts.update(top_pay=Coalesce("salary_max", "base_pay", Value(0)))


class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_top_pay")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
