"""Walks over all addresses of the site share the people and the rows of the one over rights."""

from tests.access_rows import people, rows

__all__ = ["people", "rows"]
