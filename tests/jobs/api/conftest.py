"""An integrator, who knows nothing but the API."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client


def ids(page):
    """The keys of a page's rows, in its order."""
    return [one["id"] for one in page["results"]]


@dataclass
class Integrator:
    """Asks the API: get("postings/", q="焊工") gives the decoded body."""

    client: Client

    def ask(self, path: str, headers: Any = None, **params: Any):
        return self.client.get(f"/api/v1/{path}", params, headers=headers)

    def get(self, path: str, **params: Any):
        answer = self.ask(path, **params)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def refusal(self, path: str, **params: Any):
        """The status, and (code, attr) of each problem."""
        answer = self.ask(path, **params)
        return answer.status_code, [
            (problem["code"], problem["attr"]) for problem in answer.json()["errors"]
        ]

    def pages(self, path: str, **params: Any):
        """Every page of a list, following `next`."""
        page = self.get(path, **params)
        yield page
        while page["next"]:
            answer = self.client.get(page["next"])
            assert answer.status_code == 200, answer.content.decode()
            page = answer.json()
            yield page

    def all(self, path: str, **params: Any):
        """All documents of a list."""
        return [one for page in self.pages(path, **params) for one in page["results"]]


@pytest.fixture
def integrator(client):
    return Integrator(client)
