"""No provider: SMS are written where the server was started. For demos and development."""

import datetime as dt
import logging
import sys
from collections.abc import Mapping

from django.conf import settings

from tongwulang.outbox.masking import masked_phone
from tongwulang.outbox.sms.outcomes import Receipt
from tongwulang.outbox.wording import PLACE, wording_of

logger = logging.getLogger(__name__)


class ConsoleSms:
    """Shows the whole text in a demo; elsewhere only that there was one, for logs are kept."""

    def check_configured(self) -> None:
        """Needs nothing."""

    def send(self, *, phone: str, template: str, values: Mapping[str, str], once: str) -> Receipt:
        wording = wording_of(template)
        if settings.DEMO:
            text = PLACE.sub(lambda place: values[place[1]], wording.sms)
            sys.stdout.write(f"[短信] {masked_phone(phone)} {text}\n")
            sys.stdout.flush()
        else:
            logger.warning("SMS %s to %s not sent: no provider", template, masked_phone(phone))
        return Receipt(provider_id=once)

    def was_taken(self, *, phone: str, once: str, at: dt.datetime | None) -> bool | None:
        return None
