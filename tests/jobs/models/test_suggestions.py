"""What the search box offers while somebody types."""

import pytest

from jobs.models import Posting
from jobs.models.suggestions import suggestions
from jobs.search.query import parse
from jobs.search.suggestions import Kind, Suggestion
from tests.factories import EmployerFactory, OccupationFactory, PostingFactory

pytestmark = pytest.mark.django_db

TITLES = """
    数控车工 数控铣工 数控编程员 电焊工 氩弧焊工 焊接机器人调试员 叉车司机 货车司机 仓库管理员
    质检员 质量工程师 设备维修工 机械工程师 电气工程师 自动化工程师 会计 出纳 成本会计 人事专员
    行政前台 Java开发工程师 C++开发工程师 前端工程师 测试工程师 数据分析师 产品经理 新媒体运营
    平面设计师 销售代表 大客户经理 客服专员 护士 药剂师 幼儿教师 保育员 厨师 面点师 服务员 保安
    保洁员 快递员 分拣员 施工员 造价员 资料员 安全员 电工 钳工 注塑工 包装工
""".split()  # noqa: SIM905

# What somebody has typed so far, and what is meant.
PREFIXES = {
    **{title[: max(2, len(title) // 2)]: title for title in TITLES if title.isalpha()},
    "c+": "C++开发工程师",
    "skcg": "数控车工",
    "ccsj": "叉车司机",
    "ckgl": "仓库管理员",
    "kj": "会计",
    "java": "Java开发工程师",
    "jav": "Java开发工程师",
    "ＪＡＶＡ": "Java开发工程师",
}


@pytest.fixture
def market():
    employer = EmployerFactory(name="燕郊精密机械有限公司")
    for title in TITLES:
        PostingFactory(title=f"{title}（五险一金）", duties="详谈", employer=employer)
    occupation = OccupationFactory(code="4-02-02-09", name="货运代理服务员")
    PostingFactory(title="揽货员", occupation=occupation, employer=employer)
    OccupationFactory(code="4-02-02-10", name="货运代办员")


def offered(typed):
    return suggestions(typed, Posting.objects.published())


def test_the_right_one_is_among_five_for_every_prefix(market):
    assert len(PREFIXES) >= 50
    missed = [
        (typed, meant)
        for typed, meant in PREFIXES.items()
        if meant not in [one.text for one in offered(typed)]
    ]
    assert missed == []


@pytest.mark.parametrize("typed", ["燕郊精密", "yjjm"])
def test_an_employer_is_offered_by_name_and_by_initials(market, typed):
    assert Suggestion(Kind.EMPLOYER, "燕郊精密机械有限公司") in offered(typed)


def test_every_offer_leads_to_posts(market):
    for typed in [*PREFIXES, "燕郊", "yj", "货运", "工", "c"]:
        for one in offered(typed):
            assert Posting.objects.published().found_by(parse(one.text)).exists(), one


def test_an_employer_or_an_occupation_without_a_public_post_is_not_offered(market):
    EmployerFactory(name="香河电气有限公司")
    PostingFactory(employer=EmployerFactory(name="香河建材有限公司"), expired=True)
    assert offered("香河") == offered("xhjc") == []
    assert offered("货运代办") == offered("hydb") == []


def test_what_is_a_title_and_an_occupation_is_offered_once(market):
    PostingFactory(title="装卸搬运工", occupation=OccupationFactory(name="装卸搬运工"))
    assert offered("装卸") == offered("zxby") == [Suggestion(Kind.TITLE, "装卸搬运工")]


@pytest.mark.parametrize("typed", ["货运代", "hydl"])
def test_an_occupation_is_offered_by_name_and_by_initials(market, typed):
    assert Suggestion(Kind.OCCUPATION, "货运代理服务员") in offered(typed)


def test_at_most_five_are_offered_each_once(market):
    texts = [one.text for one in offered("工程师")]
    assert len(texts) == len(set(texts)) == 5


@pytest.mark.parametrize("typed", ["", " ", "？", '"', "*"])
def test_nothing_is_offered_for_nothing(market, typed):
    assert offered(typed) == []
