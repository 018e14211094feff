"""Tests mirror the source path; `factories` makes rows, `conftest` the cast of people."""
