"""Posts beside a post: those like it, and its employer's others."""

import pytest

from jobs.models.posting_neighbours import MOST_SIMILAR, others_of_employer, similar_posts
from tests.factories import EmployerFactory, PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lathe():
    return PostingFactory(title="数控车工")


def test_same_work_is_found_and_another_trade_is_not(lathe):
    alike = PostingFactory(title="数控车床操作工")
    PostingFactory(title="数控车间保洁员", duties="清扫地面，擦拭门窗，清运垃圾。")

    assert similar_posts(lathe) == [alike]


def test_post_is_not_beside_itself_nor_its_employers_others(lathe):
    PostingFactory(title="数控车工", employer=lathe.employer)

    assert similar_posts(lathe) == []


def test_only_what_is_public_is_shown(lathe):
    PostingFactory(title="数控车工", closed=True)
    PostingFactory(title="数控车工", expired=True, employer=lathe.employer)

    assert similar_posts(lathe) == []
    assert list(others_of_employer(lathe)) == []


def test_at_most_six_and_of_as_many_employers(lathe):
    many = PostingFactory.create_batch(8, title="数控车工", employer=EmployerFactory())
    few = PostingFactory.create_batch(4, title="数控车工", duties="按图纸编程、装夹。")
    found = similar_posts(lathe)

    assert len(found) == MOST_SIMILAR
    assert {posting.pk for posting in few} < {posting.pk for posting in found}
    assert len([posting for posting in found if posting in many]) == 2


def test_others_of_the_employer_are_the_newest_first(lathe):
    second = PostingFactory(title="保安员", employer=lathe.employer)
    third = PostingFactory(title="会计", employer=lathe.employer)
    PostingFactory(title="别家的")

    assert list(others_of_employer(lathe)) == [third, second]


def test_post_that_has_ended_has_neighbours_too():
    ended = PostingFactory(title="数控车工", expired=True)
    alike = PostingFactory(title="数控车工")
    other = PostingFactory(title="会计", employer=ended.employer)

    assert similar_posts(ended) == [alike]
    assert list(others_of_employer(ended)) == [other]
