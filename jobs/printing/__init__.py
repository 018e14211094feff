"""Rows -> paper: booth signs, posters, hall lists and the handbook of a fair, as PDF."""
