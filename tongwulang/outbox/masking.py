"""How an address is shown where it may be seen: in logs and in the admin."""


def masked_phone(phone: object) -> str:
    """A phone as anyone without a right to it may see it: 138****5678; empty for none."""
    national = str(getattr(phone, "national_number", "") or "") or str(phone or "")
    digits = national.removeprefix("+86")
    return f"{digits[:3]}****{digits[-4:]}" if digits else ""


def masked_email(email: str) -> str:
    """The first letter and the host of an e-mail address: z***@example.com."""
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"
