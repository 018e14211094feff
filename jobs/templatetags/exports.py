"""Whether this machine can print, for the pages that offer it."""

from django import template

from jobs.printing.machine import lacking

register = template.Library()


@register.simple_tag
def printing_lacks() -> str:
    """What is missing to make PDFs here, in words; empty if nothing is."""
    return lacking()
