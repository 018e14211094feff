"""Messages and sealed letters, how each leaves the site, and who does not want which."""

from tongwulang.outbox.models.delivery import Delivery
from tongwulang.outbox.models.message import Message
from tongwulang.outbox.models.refusal import Refusal
from tongwulang.outbox.models.sealed_letter import SealedLetter

__all__ = ["Delivery", "Message", "Refusal", "SealedLetter"]
