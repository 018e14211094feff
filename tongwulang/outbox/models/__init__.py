"""Messages, how each leaves the site, and who does not want which."""

from tongwulang.outbox.models.delivery import Delivery
from tongwulang.outbox.models.message import Message
from tongwulang.outbox.models.refusal import Refusal

__all__ = ["Delivery", "Message", "Refusal"]
