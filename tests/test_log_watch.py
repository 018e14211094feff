"""The watch over logs, under which every test runs, bites."""

import logging

import pytest

from tests.log_watch import no_phones_logged

PHONE = "13812345678"


def log(text, *args):
    logging.getLogger("tongwulang.example").info(text, *args)


@pytest.mark.parametrize(
    "said",
    [PHONE, f"+86{PHONE}", f"SMS to {PHONE}: refused", f"电话{PHONE}。", f"?phone={PHONE}&a"],
)
def test_whole_number_is_seen(said):
    with pytest.raises(AssertionError, match=r"tongwulang\.example"), no_phones_logged():
        log("said: %s", said)


@pytest.mark.parametrize(
    "said", ["138****5678", f"9{PHONE}", f"{PHONE}0", f"a{PHONE}f", "1764120000.138", "12345678901"]
)
def test_other_numbers_are_not_taken_for_one(said):
    with no_phones_logged():
        log("said: %s", said)


def test_number_in_the_text_of_an_error_is_seen():
    error = ValueError(PHONE)
    with pytest.raises(AssertionError, match="could not send"), no_phones_logged():
        logging.getLogger("tongwulang.example").error("could not send", exc_info=error)


def test_logger_that_hands_nothing_on_is_seen(monkeypatch):
    logger = logging.getLogger("tongwulang.example")
    monkeypatch.setattr(logger, "propagate", False)

    with pytest.raises(AssertionError), no_phones_logged():
        log(PHONE)


def test_every_test_runs_under_it():
    assert logging.getLogRecordFactory().__module__ == no_phones_logged.__module__
