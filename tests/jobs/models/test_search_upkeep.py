"""A post is found by what it says right after every way of writing, and by nothing else."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from jobs.actions.change_notes import release_tables
from jobs.actions.revisions import apply_revision, propose_revision
from jobs.actions.search_index import missing_parts
from jobs.models import Employer, Posting
from jobs.search.query import parse
from tests.factories import EmployerFactory, OccupationFactory, PostingFactory, RegionFactory
from tests.factories.posting import DraftFactory

pytestmark = pytest.mark.django_db


def found(typed):
    return list(Posting.objects.found_by(parse(typed)).order_by("pk"))


@pytest.fixture
def post():
    """Another post stands beside it, which nothing here asks for."""
    DraftFactory(title="幼儿教师", duties="")
    return DraftFactory(title="数控车工", duties="按图纸编程")


def test_save_of_a_new_post(post):
    assert found("数控") == [post]
    assert found("图纸") == [post]


def test_save_of_a_changed_post(post):
    post.title = "氩弧焊工"
    post.save()
    assert (found("氩弧焊"), found("数控")) == ([post], [])


def test_save_of_some_fields(post):
    post.title = "氩弧焊工"
    post.save(update_fields=["title"])
    assert (found("氩弧焊"), found("数控")) == ([post], [])


def test_save_of_a_post_that_was_loaded_in_part(post):
    partly = Posting.objects.defer("search", "duties").get(pk=post.pk)
    partly.title = "氩弧焊工"
    partly.save()
    assert (found("氩弧焊"), found("图纸"), found("数控")) == ([post], [post], [])


def test_bulk_create(post):
    made = Posting.objects.bulk_create(
        [DraftFactory.build(employer=post.employer, industry=None, region=None, title="叉车司机")]
    )
    assert found("叉车") == made


def test_upsert(post):
    again = Posting(pk=post.pk, employer=post.employer, title="叉车司机")
    Posting.objects.bulk_create(
        [again], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
    )
    assert (found("叉车"), found("数控")) == ([post], [])


def test_update(post):
    Posting.objects.filter(title="数控车工").update(title="叉车司机")
    assert (found("叉车"), found("数控")) == ([post], [])


def test_update_by_an_expression(post):
    Posting.objects.filter(pk=post.pk).update(title="叉车司机", duties="")
    assert (found("叉车"), found("图纸")) == ([post], [])


def test_update_of_nothing_that_is_searched_segments_nothing(post, django_assert_num_queries):
    with django_assert_num_queries(1):
        Posting.objects.update(headcount=5)


def test_bulk_update(post):
    post.title, post.skills = "叉车司机", ["AutoCAD"]
    Posting.objects.bulk_update([post], ["title", "skills"])
    assert (found("叉车"), found("autocad"), found("数控")) == ([post], [post], [])


def test_update_or_create(post):
    Posting.objects.update_or_create(pk=post.pk, defaults={"title": "叉车司机"})
    assert (found("叉车"), found("数控")) == ([post], [])


def test_a_revision_is_found_when_it_is_applied(post, platform_admin):
    posting = PostingFactory(title="数控铣工")
    revision = propose_revision(posting=posting, values={"title": "叉车司机"}, by=platform_admin)
    assert found("叉车") == []
    apply_revision(revision=revision, by=platform_admin)
    assert (found("叉车"), found("数控铣")) == ([posting], [])


def test_delete(post):
    post.delete()
    assert found("数控") == []


def test_delete_of_many(post):
    Posting.objects.filter(pk=post.pk).delete()
    assert found("数控") == []


def test_delete_past_the_collector(post):
    posts = Posting.objects.filter(pk=post.pk)
    posts._raw_delete(posts.db)
    assert found("数控") == []


def test_a_deleted_post_leaves_nothing_to_the_next_one(post):
    pk = post.pk
    post.delete()
    other = DraftFactory(pk=pk, title="叉车司机")
    assert (found("叉车"), found("数控车工")) == ([other], [])


@pytest.mark.parametrize("way", ["save", "save_some", "update", "bulk_update"])
def test_a_renamed_employer(way):
    employer = EmployerFactory(name="华北乐器厂")
    posting = DraftFactory(title="调试工", employer=employer)
    assert found("华北乐器") == [posting]
    employer.name = "京津提琴厂"
    {
        "save": employer.save,
        "save_some": lambda: employer.save(update_fields=["name"]),
        "update": lambda: Employer.objects.filter(pk=employer.pk).update(name=employer.name),
        "bulk_update": lambda: Employer.objects.bulk_update([employer], ["name"]),
    }[way]()
    assert (found("京津提琴"), found("华北乐器")) == ([posting], [])


def test_a_post_that_changes_hands():
    posting = DraftFactory(title="调试工", employer=EmployerFactory(name="华北乐器厂"))
    Posting.objects.update(employer=EmployerFactory(name="京津提琴厂"))
    assert (found("京津提琴"), found("华北乐器")) == ([posting], [])


def test_a_post_whose_circumstances_change():
    posting = DraftFactory(title="调试工", region=RegionFactory(code="110112"))
    Posting.objects.update(
        region=RegionFactory(code="131082"), shift="night", benefits=["包吃住"], address="燕郊镇"
    )
    assert found("通州") == []
    for typed in ("三河", "夜班", "包吃住", "燕郊"):
        assert found(typed) == [posting], typed


def test_the_name_of_an_occupation():
    occupation = OccupationFactory()
    posting = DraftFactory(title="操机员", duties="", occupation=occupation)
    assert found("多工序") == [posting]
    occupation.name = "裁缝"
    occupation.save()
    assert found("多工序") == []


def test_rebuild_fills_what_was_written_past_django(post):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_posting SET title = '叉车司机' WHERE id = %s", [post.pk])
    call_command("rebuild_search", "--quiet")
    assert (found("叉车"), found("数控")) == ([post], [])


@pytest.mark.sqlite
def test_triggers_that_a_migration_dropped_are_missed_and_put_back(post):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER jobs_posting_fts_update")
    assert missing_parts("default") == ["jobs_posting_fts_update"]
    warned = [one.id for one in run_checks(databases=["default"])]
    assert "jobs.W001" in warned
    Posting.objects.filter(pk=post.pk).update(title="叉车司机")
    call_command("migrate", verbosity=0)
    assert missing_parts("default") == []
    assert (found("叉车"), found("数控")) == ([post], [])


@pytest.mark.django_db(transaction=True)
def test_a_remade_table_is_still_searched(post):
    release_tables("default")  # as `migrate` does first
    with connection.schema_editor() as editor:
        field = Posting._meta.get_field("shuttle")
        wider = field.clone()
        wider.max_length = 130
        wider.set_attributes_from_name("shuttle")
        editor.alter_field(Posting, field, wider)
    call_command("migrate", verbosity=0)
    post.refresh_from_db()
    post.title = "叉车司机"
    post.save()
    assert (found("叉车"), found("数控")) == ([post], [])
