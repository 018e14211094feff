"""Phones as people type them."""

import pytest
from django.core.exceptions import ValidationError

from tongwulang.accounts.phone_field import MobileField


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        " 138 0013 8000 ",
        "138-0013-8000",
        "+86 138 0013 8000",
        "+8613800138000",
        "008613800138000",
        "8613800138000",
        "１３８００１３８０００",
    ],
)
def test_every_way_of_typing_gives_one_phone(typed):
    assert MobileField().clean(typed) == "+8613800138000"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1380013800",
        "138001380000",
        "12800138000",
        "010-12345678",
        "+1 2025550123",
        "١٣٨٠٠١٣٨٠٠٠",
    ],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(ValidationError, match="手机号"):
        MobileField().clean(typed)
