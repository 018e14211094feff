"""An employer's person, and an application to the employer."""

import pytest

from tests.factories import (
    EmployerMemberFactory,
    PostingFactory,
)
from tests.jobs.views.received.desk import applied


@pytest.fixture
def posting():
    return PostingFactory(title="数控车工")


@pytest.fixture
def member(posting):
    return EmployerMemberFactory(employer=posting.employer)


@pytest.fixture
def client(client, member):
    client.force_login(member.user)
    return client


@pytest.fixture
def application(posting):
    return applied(posting)
