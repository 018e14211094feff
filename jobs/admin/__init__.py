"""The organizers' door: one module a noun."""

from jobs.admin import (
    applicants,
    employers,
    fairs,
    participations,
    posting_revisions,
    postings,
    venues,
)

__all__ = [
    "applicants",
    "employers",
    "fairs",
    "participations",
    "posting_revisions",
    "postings",
    "venues",
]
