"""manage.py eval_run runs the engine over files, in a database of its own."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.django_db, pytest.mark.once]

POSTS = [
    {"id": "p1", "title": "电焊工", "description": "负责焊接", "company": None, "benefits": "双休"},
    {"id": "p2", "title": "会计", "description": "负责报税", "benefits": ["五险一金"]},
    {"id": "p3", "title": "出纳", "description": "负责报税\u2028和\x85付款", "unknown": 1},
]


def jsonl(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "postings.jsonl").write_text(jsonl(POSTS), "utf-8")
    return tmp_path


def run(task, folder, *options):
    call_command("eval_run", task, folder, folder / "out", *options)
    lines = (folder / "out").read_text("utf-8").splitlines()
    return [tuple(line.split()[:2]) for line in lines]


def test_search_ranks_the_posts_of_the_file(folder):
    (folder / "queries.tsv").write_text("q1\t焊工\nq2\t五险一金\nq3\t？\n", "utf-8")
    assert run("search", folder) == [("q1", "p1"), ("q2", "p2")]


def test_scores_fall_down_the_ranking(folder):
    (folder / "queries.tsv").write_text("q1\t报税\n", "utf-8")
    run("search", folder)
    scores = [float(line.split()[2]) for line in (folder / "out").read_text("utf-8").splitlines()]
    assert scores == sorted(set(scores), reverse=True)
    assert len(scores) == 2


def test_similar_never_returns_what_is_excluded(folder):
    asked = {"qid": "q1", "text": "负责报税", "exclude": ["p2", "gone"]}
    (folder / "queries.jsonl").write_text(jsonl([asked]), "utf-8")
    ranked = run("similar", folder, "--relations", "none")
    assert ranked[0] == ("q1", "p3")
    assert ("q1", "p2") not in ranked


def test_an_unknown_task_names_those_that_exist(folder):
    with pytest.raises(CommandError, match="search、similar"):
        run("nonsense", folder)


@pytest.mark.parametrize(
    ("queries", "complaint"), [(None, "queries.tsv"), ("q1 without a tab\n", "queries.tsv:1")]
)
def test_a_bad_file_is_named_with_its_line(folder, queries, complaint):
    if queries:
        (folder / "queries.tsv").write_text(queries, "utf-8")
    with pytest.raises(CommandError, match=complaint):
        run("search", folder)


def test_learned_relations_are_used(folder):
    labelled = [{**post, "functions": ["财务"]} for post in POSTS[1:]] * 4
    (folder / "labelled.jsonl").write_text(jsonl([*labelled, *POSTS[:1] * 8]), "utf-8")
    call_command("learn_relations", folder / "labelled.jsonl", folder / "relations.tsv")
    (folder / "queries.tsv").write_text("q1\t财务\n", "utf-8")
    ranked = run("search", folder, "--relations", str(folder / "relations.tsv"))
    assert {docid for _qid, docid in ranked} == {"p2", "p3"}


def test_one_field_lets_the_text_count_as_much_as_the_title(folder):
    posts = [
        {"id": "p1", "title": "报税员", "description": "负责整理"},
        {"id": "p2", "title": "文员", "description": "报税、报税、报税"},
    ]
    (folder / "postings.jsonl").write_text(jsonl(posts), "utf-8")
    (folder / "queries.tsv").write_text("q1\t报税\n", "utf-8")
    assert run("search", folder, "--relations", "none") == [("q1", "p1"), ("q1", "p2")]
    one_field = run("search", folder, "--relations", "none", "--one-field")
    assert one_field == [("q1", "p2"), ("q1", "p1")]
