"""Workers are really killed, twenty times in the middle of a batch; nobody gets anything twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import UserFactory
from tests.outbox.letters import write
from tests.outbox.mail_server import running_mail_server
from tests.outbox.provider import running_provider
from tongwulang.outbox.wording import wordings

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

PEOPLE = 40
ROUNDS = 5
WORKERS = 4
SECONDS_TO_ANSWER = 0.03
# As if the leases of the killed, and the time by which records are late, were over.
PAST = "'2026-01-01 00:00:00+00:00'"
TIME_PASSES = (
    f"UPDATE outbox_delivery SET leased_until = {PAST} WHERE leased_until IS NOT NULL",
    f"UPDATE outbox_delivery SET due_at = {PAST} WHERE status = 'uncertain'",
)


class OtherDatabase:
    """The test's database as another process sees it: SQLite's is in memory, so it gets a copy."""

    def __init__(self, folder):
        if connection.vendor == "sqlite":
            self.file = folder / "db.sqlite3"
            self.address = f"sqlite:///{self.file}"
            with closing(sqlite3.connect(self.file)) as copy:
                connection.connection.backup(copy)
        else:
            found = connection.settings_dict
            server = f"{found['HOST']}:{found['PORT']}"
            who = f"{found['USER']}:{found['PASSWORD']}"
            self.address = f"postgres://{who}@{server}/{found['NAME']}"

    def run(self, *statements):
        """Run the statements; returns the rows of the last."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file, timeout=20)) as copy, copy:
                return [copy.execute(each).fetchall() for each in statements][-1]
        with connection.cursor() as cursor:
            for each in statements:
                cursor.execute(each)
            return cursor.fetchall() if cursor.description else []

    def tally(self):
        """How many deliveries there are by channel and state."""
        rows = self.run(
            "SELECT channel, status, count(*) FROM outbox_delivery GROUP BY channel, status"
        )
        return {(channel, status): count for channel, status, count in rows}


@pytest.fixture
def outside(tmp_path):
    """A provider of SMS, a mail server, and the environment of workers that use them."""
    with running_provider() as provider, running_mail_server() as mail_server:
        provider.seconds_to_answer = mail_server.seconds_to_answer = SECONDS_TO_ANSWER
        chosen = provider.settings()
        codes = ",".join(f"{kind}=SMS_{n}" for n, kind in enumerate(wordings()))
        environment = {
            **os.environ,
            **chosen,
            "SMS_PROVIDER": "aliyun",
            "SMS_TEMPLATE_CODES": codes,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
            "QUIET_HOURS": "",
            "DEMO": "true",
        }
        yield provider, mail_server, environment


class Nursery:
    """Makes worker processes; see worker_nursery.py."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.outbox.worker_nursery"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, *words):
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def work_until(self, is_time):
        """Run workers until the moment comes, then kill them all; returns how each ended."""
        workers = [self.ask("start") for _ in range(WORKERS)]
        deadline = time.monotonic() + 60
        while not is_time() and time.monotonic() < deadline:
            time.sleep(0.002)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        return [self.ask("end", str(pid)) for pid in workers]

    def work_to_the_end(self):
        return self.ask("end", str(self.ask("start", "--once")))

    def close(self):
        self.process.communicate()


def test_nobody_gets_anything_twice_though_workers_are_killed_twenty_times(outside, tmp_path):
    provider, mail_server, environment = outside
    for number in range(PEOPLE):
        write(UserFactory(phone=f"+86138001380{number:02}"), once=f"event:{number}")
    database = OtherDatabase(tmp_path)
    nursery = Nursery({**environment, "DATABASE_URL": database.address})

    def taken():
        return len(provider.taken) + len(mail_server.taken)

    chance = random.Random(6)
    for _ in range(ROUNDS):
        goal = taken() + chance.randint(2, 4)
        ends = nursery.work_until(lambda goal=goal: taken() >= goal)
        assert ends == [-signal.SIGKILL] * WORKERS
    left = database.tally()
    assert left["sms", "waiting"] + left["email", "waiting"] > 0, "killed after the batch"
    assert left["sms", "sending"] + left["email", "sending"] > 0, "nobody was killed while sending"

    # What waits is sent, what was lost is looked up, and what the provider did not take is sent.
    for _ in range(3):
        database.run(*TIME_PASSES)
        assert nursery.work_to_the_end() == 0
    nursery.close()

    phones = [sms["PhoneNumbers"] for sms in provider.taken]
    assert sorted(phones) == [f"138001380{number:02}" for number in range(PEOPLE)]
    assert len({sms["OutId"] for sms in provider.taken}) == PEOPLE
    letters = [letter["Message-ID"] for letter in mail_server.taken]
    assert len(letters) == len(set(letters))
    found = database.tally()
    uncertain = found.pop(("email", "uncertain"), 0)
    assert found == {("sms", "sent"): PEOPLE, ("email", "sent"): PEOPLE - uncertain}
    # Nobody can tell of these whether they arrived; no worker can leave more than one behind.
    assert uncertain <= ROUNDS * WORKERS
    assert PEOPLE - uncertain <= len(letters) <= PEOPLE


def test_worker_that_is_told_to_end_finishes_the_message_in_its_hands(outside, tmp_path):
    provider, _mail_server, environment = outside
    provider.seconds_to_answer = 0.5
    for number in range(3):
        write(UserFactory(phone=f"+86138001380{number:02}", email=None), once=f"event:{number}")
    database = OtherDatabase(tmp_path)
    nursery = Nursery({**environment, "DATABASE_URL": database.address})

    worker = nursery.ask("start")
    while not provider.taken:
        time.sleep(0.002)
    os.kill(worker, signal.SIGTERM)

    assert nursery.ask("end", str(worker)) == 0
    nursery.close()
    assert database.tally() == {("sms", "sent"): 1, ("sms", "waiting"): 2}
