"""The organizers' door to people and bureaus."""

from tongwulang.accounts.admin import handovers, people

__all__ = ["handovers", "people"]
