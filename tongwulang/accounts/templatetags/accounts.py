"""How people are shown."""

from django import template

from tongwulang.outbox import masking

register = template.Library()


@register.filter
def masked_phone(phone: object) -> str:
    """138****5678."""
    return masking.masked_phone(phone)
