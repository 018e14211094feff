"""manage.py import_postings: a workbook from the command line, with every bad row named."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jobs.models import ImportRun, Posting
from tests.conftest import organizer_of
from tests.factories import IndustryFactory

pytestmark = pytest.mark.django_db

TEXT = "单位名称,岗位名称,薪资,备用\n甲,焊工,5-8K,x\n甲,电工,高薪,x\n"


@pytest.fixture
def run(tmp_path):
    """Runs the command on a file of this text; gives what it said on stdout and stderr."""
    clerk = organizer_of("131000")
    IndustryFactory()

    def run(text=TEXT, **options):
        path = tmp_path / "岗位.csv"
        path.write_text(text, encoding="gb18030")
        out, err = StringIO(), StringIO()
        named = {"organization": "廊坊市hr局", "by": clerk.email, **options}
        call_command("import_postings", str(path), stdout=out, stderr=err, **named)
        return out.getvalue(), err.getvalue()

    return run


def test_good_rows_are_imported_and_bad_ones_named(run):
    out, err = run()

    assert out == "2 行：新增 1，有问题 1\n已导入：新增 1，有问题 1\n"
    assert "没有导入的列：D 备用\n" in err
    assert "第 3 行 C 列（薪资）：“高薪”，应为：薪资，如" in err
    assert Posting.objects.get().title == "焊工"
    assert run()[0].endswith("已导入：不变 1，有问题 1\n")


def test_of_columns_that_mean_the_same_the_one_left_out_is_named(run):
    _out, err = run("单位名称,岗位名称,工作城市,所在区县\n甲,焊工,廊坊,三河市\n")

    assert "没有导入的列：D 所在区县\n" in err


def test_check_writes_nothing(run):
    out, _err = run(check=True)

    assert out == "2 行：新增 1，有问题 1\n"
    assert not Posting.objects.exists()
    assert ImportRun.objects.get().status == "cancelled"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"text": "甲,乙\n1,2\n"}, "没有认出必需的列"),
        ({"text": "一句话"}, "没有找到表头"),
        ({"organization": "没有的局"}, "没有这个负责单位。已有：廊坊市hr局"),
        ({"by": "nobody@example.invalid"}, "没有电子邮箱为 nobody@example.invalid 的工作人员"),
    ],
)
def test_what_cannot_be_done_is_said(run, options, said):
    with pytest.raises(CommandError, match=said):
        run(**options)
