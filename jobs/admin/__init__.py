"""The organizers' door: one module a noun."""

from jobs.admin import applicants, employers, fairs, participations, postings, venues

__all__ = ["applicants", "employers", "fairs", "participations", "postings", "venues"]
