"""SQLite's index as rows to join: views that the engine makes. Nothing reads them elsewhere."""

from typing import Any

from django.db import models

from jobs.models.employer import Employer
from jobs.models.posting import Posting


class MatchedWords(models.TextField):
    """The index itself, to be compared by `matches` only."""


@MatchedWords.register_lookup
class MatchedWordsMatches(models.Lookup):
    """SQLite's way of `matching`."""

    lookup_name = "matches"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", (*params, self.rhs)


class EmployerMatch(models.Model):
    """An employer in the index; `newest` falls from the latest to the oldest."""

    row = models.OneToOneField(
        Employer, models.DO_NOTHING, primary_key=True, related_name="match_row"
    )
    newest = models.BigIntegerField()
    words = MatchedWords()

    class Meta:
        managed = False
        db_table = "jobs_employer_match"

    def __str__(self) -> str:
        return str(self.pk)


class PostingMatch(models.Model):
    """A post in the index; `newest` falls from the latest published to the oldest."""

    row = models.OneToOneField(
        Posting, models.DO_NOTHING, primary_key=True, related_name="match_row"
    )
    newest = models.BigIntegerField()
    words = MatchedWords()

    class Meta:
        managed = False
        db_table = "jobs_posting_match"

    def __str__(self) -> str:
        return str(self.pk)
