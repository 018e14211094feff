"""Tells the database's planner how much there is after rows have been written in bulk."""

from django.apps import apps
from django.db import connection


def analyze() -> None:
    """Gather statistics on every table of `jobs`.

    Until then PostgreSQL plans as if the tables were empty; its own daemon comes a minute later.
    """
    models = apps.get_app_config("jobs").get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for model in models:
            # The search index is the engine's own on each database.
            if model._meta.managed:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
