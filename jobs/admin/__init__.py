"""The organizers' door: one module a noun."""

from jobs.admin import (
    applicants,
    employer_members,
    employers,
    fairs,
    hall_staff,
    import_runs,
    participations,
    posting_revisions,
    postings,
    venues,
)

__all__ = [
    "applicants",
    "employer_members",
    "employers",
    "fairs",
    "hall_staff",
    "import_runs",
    "participations",
    "posting_revisions",
    "postings",
    "venues",
]
