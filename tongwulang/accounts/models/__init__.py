"""People and bureaus."""

from tongwulang.accounts.models.membership import Membership
from tongwulang.accounts.models.organization import Organization
from tongwulang.accounts.models.user import User

__all__ = ["Membership", "Organization", "User"]
