"""The organizers' door: one module a noun."""

from jobs.admin import (
    applicants,
    employers,
    fairs,
    import_runs,
    participations,
    posting_revisions,
    postings,
    venues,
)

__all__ = [
    "applicants",
    "employers",
    "fairs",
    "import_runs",
    "participations",
    "posting_revisions",
    "postings",
    "venues",
]
