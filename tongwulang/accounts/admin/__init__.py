"""The organizers' door to people and bureaus."""

from tongwulang.accounts.admin import handovers, integrators, people

__all__ = ["handovers", "integrators", "people"]
