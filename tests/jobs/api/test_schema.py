"""The schema is what the code does, keeps what it promised, and is written for people."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from jsonschema import Draft202012Validator

from jobs.api.documentation import SCHEMA
from jobs.api.urls import NAMED, NUMBERED

PROMISES = Path(__file__).with_name("promises-v1.txt")
RESOURCES = (*NUMBERED, *NAMED)


@pytest.fixture(scope="module")
def schema():
    return json.loads(SCHEMA.read_text())


def test_committed_schema_is_what_the_code_says_without_a_warning(tmp_path, schema):
    """If this fails on purpose: `make schema`."""
    written = tmp_path / "openapi.json"
    options = {"format": "openapi-json", "fail_on_warn": True, "validate": True}
    call_command("spectacular", file=str(written), **options)

    assert json.loads(written.read_text()) == schema


@pytest.mark.django_db
def test_schema_is_served(client, schema):
    answer = client.get(reverse("api:schema"))

    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    assert answer.json() == schema
    assert schema["openapi"] == "3.1.0"


def followed(schema, part):
    """The part, or what it refers to."""
    while "$ref" in part:
        part = schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    return part


def fields(schema, part, path):
    """A line for every field of an answer: its path and types."""
    part = followed(schema, part)
    variants = part.get("oneOf") or part.get("anyOf")
    if variants:
        for variant in variants:
            yield from fields(schema, variant, path)
        return
    if "allOf" in part:
        yield from fields(schema, part["allOf"][0], path)
        return
    types = part.get("type", "any")
    for kind in [types] if isinstance(types, str) else types:
        yield f"{path} {kind}"
    for name, inner in part.get("properties", {}).items():
        yield from fields(schema, inner, f"{path}.{name}")
    if "items" in part:
        yield from fields(schema, part["items"], f"{path}[]")


def parameters(operation, where):
    for one in operation.get("parameters", []):
        inner = one["schema"]
        kind = inner["type"]
        must = " required" if one.get("required") and one["in"] != "path" else ""
        yield f"{where} {one['in']} {one['name']} {kind}{must}"
        values = inner.get("enum") or inner.get("items", {}).get("enum", [])
        yield from (f"{where} {one['in']} {one['name']}={value}" for value in values)


def promises(schema):
    """What an integrator may rely on, a line each."""
    for path, operations in schema["paths"].items():
        operation = operations["get"]
        yield from parameters(operation, path)
        for status, answer in operation["responses"].items():
            [content] = answer["content"].values()
            yield from fields(schema, content["schema"], f"{path} {status} ")


def test_no_promise_is_broken(schema):
    """A line that is missing breaks somebody's program: it needs a /api/v2/, not an edit here."""
    promised = PROMISES.read_text().splitlines()

    assert [line for line in promised if line not in set(promises(schema))] == []
    required = [line for line in promises(schema) if line.endswith(" required")]
    assert required == []


def test_what_is_new_is_promised_too(schema):
    """If this fails on purpose: append these lines to promises-v1.txt."""
    promised = set(PROMISES.read_text().splitlines())

    assert [line for line in promises(schema) if line not in promised] == []


def texts(schema):
    """(where, text) of everything that needs one."""
    for path, operations in schema["paths"].items():
        operation = operations["get"]
        yield path, operation["summary"]
        yield path, operation["description"]
        for one in operation.get("parameters", []):
            yield f"{path} {one['name']}", one.get("description", "")
        for status, answer in operation["responses"].items():
            if status != "200":
                yield f"{path} {status}", answer["description"]
    for name, one in schema["components"]["schemas"].items():
        for field, inner in one.get("properties", {}).items():
            if name not in {"Error", "Problem"} and field != "results":
                yield f"{name}.{field}", inner.get("description", "")


def test_everything_is_described_in_chinese(schema):
    assert [where for where, text in texts(schema) if not re.search("[一-鿿]", text)] == []


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_example_is_a_whole_valid_document(resource, schema):
    operation = schema["paths"][f"/api/v1/{resource.name}/{{key}}/"]["get"]
    content = operation["responses"]["200"]["content"]["application/json"]
    [example] = content["examples"].values()

    Draft202012Validator({**content["schema"], **schema}).validate(example["value"])
    assert set(example["value"]) == set(resource.document().fields)
