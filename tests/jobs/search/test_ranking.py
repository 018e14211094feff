"""Who comes first."""

from collections import Counter

from jobs.search.learning import Example, learn
from jobs.search.query import parse
from jobs.search.ranking import Candidate, rank
from jobs.search.relations import Related, Relations, lines, read
from jobs.search.similarity import Described, Profiles, rank_similar

TEXTS = {1: "会计审计", 2: "负责焊接", 3: "数控编程", 4: ""}


def order(typed, titles, relations=None, **options):
    candidates = [Candidate(number, title) for number, title in titles.items()]
    texts = {number: TEXTS[number] for number in titles}
    ranked = rank(parse(typed), candidates, lambda ids: texts, relations or Relations(), **options)
    return [number for number, _score in ranked]


def test_the_title_counts_more_than_the_text():
    assert order("焊接", {1: "会计", 2: "普工", 3: "焊接工艺员"}) == [3, 2, 1]


def test_equals_keep_the_order_given():
    assert order("焊工", {4: "焊工", 1: "焊工"}) == [4, 1]


def test_posts_beyond_those_read_in_full_come_later():
    assert order("焊工", {1: "会计", 2: "焊工", 3: "电焊工"}, read_in_full=1)[0] == 2


def test_a_post_named_as_asked_comes_first():
    candidates = [Candidate(1, "普工"), Candidate(2, "普工", is_named=True)]
    ranked = rank(parse("某厂"), candidates, lambda ids: {1: "", 2: ""}, Relations())
    assert [number for number, _score in ranked] == [2, 1]


def test_relations_find_what_says_it_otherwise():
    relations = Relations(labels={"软件测试": Related(title={"qa": 2.0})})
    assert order("软件测试", {1: "会计", 2: "QA"}, relations) == [2, 1]
    assert order("软件测试", {1: "会计", 2: "QA"}) == [1, 2]


def test_learning_keeps_what_is_typical_and_survives_its_file(tmp_path):
    tester = Example("测试QA", "黑盒用例", ["软件测试"])
    other = Example("Java开发", "黑盒代码", ["后端开发"])
    relations = learn([tester] * 6 + [other] * 6)
    title = relations.of_label("软件测试").title
    assert "qa" in title
    assert "java" not in title
    path = tmp_path / "relations.tsv"
    path.write_text("".join(f"{line}\n" for line in lines(relations)), "utf-8")
    assert list(lines(read(path))) == list(lines(relations))


def test_rare_names_numbers_and_addresses_are_not_learned():
    address = "某路100号" * 8
    relations = learn([Example("焊工1380013", "", ["焊工", address])] * 4)
    assert set(relations.labels) == {"焊工"}
    assert not any("138" in term for term in relations.of_label("焊工").title)


def test_similar_posts_share_kinds_of_work_where_they_share_no_word():
    relations = learn(
        [Example("测试", "用例缺陷", ["软件测试"])] * 6
        + [Example("会计", "凭证报税", ["财务"])] * 6
    )
    asked = Described(0, "", "用例用例")
    posts = [Described(1, "会计", "凭证"), Described(2, "测试", "缺陷")]
    assert rank_similar(asked, posts, Profiles(relations))[0][0] == 2


def test_profiles_of_nothing_are_empty():
    assert Profiles(Relations()).of(Counter(), Counter()) == {}
