"""The index of the search columns: FTS5 tables with triggers, or GIN, whichever database this is."""

from django.db import migrations

from jobs.search.engines import engine_of
from jobs.search.tables import TABLES


def install(apps, schema_editor):
    for table in TABLES:
        engine_of(schema_editor.connection).install(schema_editor.connection, table)


def uninstall(apps, schema_editor):
    for table in TABLES:
        engine_of(schema_editor.connection).uninstall(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_search_columns")]

    # Rows that are there already are segmented after migrating, with today's models (jobs.apps).
    operations = [migrations.RunPython(install, uninstall)]
