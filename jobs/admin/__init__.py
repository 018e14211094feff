"""The organizers' door: one module a noun."""

from jobs.admin import (
    applicants,
    applications,
    employer_members,
    employers,
    export_runs,
    fairs,
    hall_staff,
    heading_choices,
    import_runs,
    participations,
    posting_revisions,
    postings,
    retention_rules,
    venues,
)

__all__ = [
    "applicants",
    "applications",
    "employer_members",
    "employers",
    "export_runs",
    "fairs",
    "hall_staff",
    "heading_choices",
    "import_runs",
    "participations",
    "posting_revisions",
    "postings",
    "retention_rules",
    "venues",
]
