"""How an address is shown: a phone to whoever may see it, and to all others; an e-mail address."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumber_field.phonenumber import PhoneNumber

HERE = 86
MOBILE = re.compile(r"(?:\+86)?(1[0-9]{10})")


def spoken_phone(phone: "PhoneNumber | None") -> str:
    """As people here say it: a number abroad with its country's code, else without; empty for
    none."""
    if not phone:
        return ""
    is_here = phone.country_code == HERE
    return str(phone.as_national if is_here else phone.as_international)


def masked_phone(phone: object) -> str:
    """A phone as anyone without a right to it may see it: 138****5678; of any other than a Chinese
    mobile, which may be as short as a few digits with a known beginning, the country and the last
    two digits: +852 ****89. Empty for none."""
    text = str(phone or "")
    if mobile := MOBILE.fullmatch(text):
        return f"{mobile[1][:3]}****{mobile[1][-4:]}"
    if not text:
        return ""
    code = getattr(phone, "country_code", None)
    return f"{'' if code in (None, HERE) else f'+{code} '}****{text[-2:]}"


def masked_email(email: str) -> str:
    """The first letter and the host of an e-mail address: z***@example.com."""
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"
