"""The tables that are searched, each with the column by which its rows are listed, newest first."""

TABLES: dict[str, str | None] = {"jobs_employer": None, "jobs_posting": "published_at"}
