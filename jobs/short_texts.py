"""Lists of short texts, kept as JSON: skills, certificates, benefits."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_short_texts(value: object) -> None:
    """Raise ValidationError unless `value` is a list of texts of 1 to 40 characters."""
    if not isinstance(value, list):
        raise ValidationError(_("应为文字列表。"), code="not_a_list")
    for text in value:
        if not isinstance(text, str) or not text.strip() or len(text) > 40:
            raise ValidationError(
                _("“%(text)s”应为 1 至 40 个字的文字。"), code="bad_text", params={"text": text}
            )
