"""People and bureaus."""

from tongwulang.accounts.models.attempt_tally import AttemptTally
from tongwulang.accounts.models.consent import Consent
from tongwulang.accounts.models.integrator import Integrator
from tongwulang.accounts.models.membership import Membership
from tongwulang.accounts.models.notice import Notice
from tongwulang.accounts.models.organization import Organization
from tongwulang.accounts.models.phone_code import PhoneCode
from tongwulang.accounts.models.phone_handover import PhoneHandover
from tongwulang.accounts.models.sent_form import SentForm
from tongwulang.accounts.models.user import User

__all__ = [
    "AttemptTally",
    "Consent",
    "Integrator",
    "Membership",
    "Notice",
    "Organization",
    "PhoneCode",
    "PhoneHandover",
    "SentForm",
    "User",
]
