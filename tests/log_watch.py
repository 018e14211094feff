"""Nothing that is logged while tests run carries a whole mobile number."""

import logging
import re
from contextlib import contextmanager

# Not a part of a longer number, a digest or a name.
MOBILE = re.compile(r"(?<![0-9A-Za-z_])(?:\+?86)?1[3-9][0-9]{9}(?![0-9A-Za-z_])")
AS_TEXT = logging.Formatter()


@contextmanager
def no_phones_logged():
    """Raises AssertionError at its end with every record that names a mobile number.

    Records are seen where they are made: those of loggers that hand nothing on, too.
    """
    told = []
    made_before = logging.getLogRecordFactory()

    def made(*args, **kwargs):
        record = logging.LogRecord(*args, **kwargs)
        text = _text_of(record)
        if MOBILE.search(text):
            told.append(f"{record.name}: {text}")
        return record

    logging.setLogRecordFactory(made)
    try:
        yield
    finally:
        logging.setLogRecordFactory(made_before)
    assert not told, f"logged with a whole mobile number: {told}"


def _text_of(record):
    parts = [record.getMessage(), record.stack_info or ""]
    if record.exc_info:
        parts.append(AS_TEXT.formatException(record.exc_info))
    return "\n".join(parts)
