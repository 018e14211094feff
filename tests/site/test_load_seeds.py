"""manage.py load_seeds: what it writes, that it repeats without writing, and how it refuses."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from jobs.choices import FairStatus
from jobs.models import Fair, FairOrganization, ReportedFigure, Venue
from tongwulang.accounts.models import Organization
from tongwulang.regions.models import Education, Industry, Region, RegionNeighbour, SeedTable
from tongwulang.site.seed_tables import load_seeds

SEEDS = settings.BASE_DIR / "seeds"
TALENT, VETERANS = "talent-2024", "veterans-2024"

pytestmark = pytest.mark.django_db

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Replace a text in one file of a copy of seeds/ and return the copy's folder."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for path in [*SEEDS.glob("*.csv"), *SEEDS.glob("*.json")]:
        shutil.copy(path, folder)

    def replace(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace


def run(folder: Path = SEEDS, *options: str) -> str:
    output = StringIO()
    call_command("load_seeds", "--folder", str(folder), *options, stdout=output)
    return output.getvalue()


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    models = (
        SeedTable,
        Region,
        RegionNeighbour,
        Industry,
        Education,
        Organization,
        Fair,
        FairOrganization,
        ReportedFigure,
    )
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def test_second_run_reads_once_and_writes_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    run()
    before = snapshot()
    with django_assert_num_queries(1) as captured:
        outcomes = list(load_seeds(SEEDS))
    assert captured[0]["sql"].startswith("SELECT")
    assert not any(outcome.was_loaded for outcome in outcomes)
    assert snapshot() == before


def test_load_prints_one_line_per_table_and_nothing_when_quiet() -> None:
    assert [line.split() for line in run().splitlines()] == [
        ["regions", "419", "行", "已载入"],
        ["neighbours", "51", "行", "已载入"],
        ["industries", "1984", "行", "已载入"],
        ["educations", "13", "行", "已载入"],
        ["occupations", "2103", "行", "已载入"],
        ["majors", "2533", "行", "已载入"],
        ["organizations", "6", "行", "已载入"],
        ["fairs", "10", "行", "已载入"],
        ["retention_rules", "2", "行", "已载入"],
    ]
    assert run(SEEDS, "--quiet") == ""


def test_changed_file_updates_rows_in_place(edit: Edit) -> None:
    run()
    outcomes = {
        outcome.table: outcome.was_loaded
        for outcome in load_seeds(edit("educations.csv", "47,技校,3", "47,技工学校,3"))
    }
    assert Education.objects.get(code="47").name == "技工学校"
    assert Education.objects.count() == 13
    assert [table for table, was_loaded in outcomes.items() if was_loaded] == ["educations"]


def test_row_missing_from_a_newer_file_stays(edit: Edit) -> None:
    run()
    run(edit("educations.csv", "90,其他,0\n", ""))
    assert Education.objects.filter(code="90").exists()


def test_neighbours_confirmed_by_a_bureau_are_not_overwritten(edit: Edit) -> None:
    run()
    pair = RegionNeighbour.objects.filter(region="110112", neighbour="131082")
    pair.update(is_confirmed=True, source="三河市民政局核实")
    edit("neighbours.csv", "110112,131082,0,一般", "110112,131082,0,新的一般")
    run(edit("neighbours.csv", "131024,131028,0,一般", "131024,131028,0,新的一般"))
    assert pair.values_list("is_confirmed", "source").get() == (True, "三河市民政局核实")
    other = RegionNeighbour.objects.get(region="131024", neighbour="131028")
    assert other.source.startswith("新的一般")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("regions.csv", "110102,西城", "110101,西城", "第 4 行：110101 与第 3 行重复"),
        ("regions.csv", "西城,county,", "西城,canton,", "第 4 行：level：值 'canton'"),
        ("regions.csv", "county,110000", "county,99", "第 3 行：parent 指向不存在的代码 99"),
        ("educations.csv", "14,硕士,6", "14,硕士", "第 4 行：应有 3 列"),
        ("educations.csv", "14,硕士,6", '14,"硕士,6', "第 4 行：引号不成对"),
        ("educations.csv", "14,硕士,6", "14,硕士,六", "第 4 行：rank"),
        ("educations.csv", "code,name", "code,title", "第 1 行：表头应为 code,name,rank"),
        ("neighbours.csv", "110105,110112", "110112,110105", "第 2 行：应把较小的代码写在前面"),
        ("neighbours.csv", "110105,110112", "110199,110112", "第 2 行：region 指向不存在的代码"),
        ("organizations.csv", "110112,hr", "110112,xx", "第 2 行：kind"),
        ("sources.csv", "regions.csv", "lost.csv", "第 2 行：没有文件 lost.csv"),
        ("sources.csv", "majors,majors.csv", "minors,majors.csv", "第 7 行：不认识的表 minors"),
        ("sources.csv", "2023-06-30", "2023.6.30", "第 2 行：日期应为"),
        ("fairs.json", '"employers"', '"bosses"', "第 1 场招聘会"),
        ("fairs.json", '{\n  "fairs"', "{\n  fairs", "第 2 行：不是有效的 JSON"),
    ],
)
def test_bad_row_is_refused_naming_file_and_line(
    edit: Edit, name: str, old: str, new: str, message: str
) -> None:
    folder = edit(name, old, new)
    with pytest.raises(CommandError) as refused:
        run(folder)
    assert str(refused.value).startswith(f"{name} {message}")


def test_bad_file_loads_nothing_of_itself_and_keeps_those_before(edit: Edit) -> None:
    with pytest.raises(CommandError):
        run(edit("fairs.json", '"research_platforms"', '"unknown"'))
    assert Organization.objects.count() == 6
    assert not Fair.objects.exists()
    assert not ReportedFigure.objects.exists()


def figures(fair: Fair | None) -> dict[str, str]:
    rows = ReportedFigure.objects.filter(fair=fair)
    return {row.measure: row.text for row in rows}


def test_talent_fair_is_exactly_as_reported() -> None:
    run()
    fair = Fair.objects.get(slug=TALENT)
    assert fair.name == "“通武廊”人才一体化发展示范区系列招聘活动"
    assert figures(fair) == {
        "employers": "200",
        "postings": "5,000+",
        "venues": "未报道",
        "visitors": "未报道",
    }
    assert fair.reported_fields == ["高端装备制造", "生物医药", "电子信息"]
    assert (fair.year, fair.dates_text) == (2024, "2024年3月底，具体日期未报道")
    assert (fair.status, fair.audience) == (FairStatus.HELD, "")
    assert fair.organizations.count() == 0


def test_veterans_fair_is_exactly_as_reported() -> None:
    run()
    fair = Fair.objects.get(slug=VETERANS)
    assert fair.name == "2024年“通武廊”退役军人及随军家属专场招聘会"
    assert figures(fair) == {
        "employers": "173",
        "postings": "3,100+",
        "venues": "3",
        "visitors": "2,000+",
    }
    assert fair.reported_fields == ["信息工程师", "销售主管", "教务管理"]
    assert fair.reported_services == [
        "征集岗位精准对接",
        "招聘服务高效协同",
        "退役大学生精准服务",
    ]
    assert fair.reported_plans[:4] == [
        "退役军人就业创业协同机制",
        "培训就业资源共享平台",
        "退役军人就业创业扶持长效机制",
        "常态化岗位供给机制",
    ]
    assert (fair.year, fair.dates_text) == (2024, "2024年，具体日期未报道")
    assert (fair.status, fair.audience) == (FairStatus.HELD, "veterans")
    assert set(fair.organizations.all()) == set(Organization.objects.all())


def test_unreported_figures_are_absent_and_never_zero() -> None:
    run()
    unreported = ReportedFigure.objects.filter(value=None).values_list("fair__slug", "measure")
    assert sorted(unreported) == [(TALENT, "venues"), (TALENT, "visitors")]
    assert not ReportedFigure.objects.filter(value=0).exists()


def test_background_figures_belong_to_no_fair() -> None:
    run()
    assert figures(None) == {"shared_platforms": "86", "research_platforms": "16"}


def test_no_date_hall_or_address_is_invented() -> None:
    run()
    assert set(Fair.objects.values_list("starts_on", "ends_on")) == {(None, None)}
    assert not Venue.objects.exists()


def test_every_figure_and_fair_cites_its_source() -> None:
    run()
    sources = [
        *Fair.objects.values_list("source", flat=True),
        *ReportedFigure.objects.values_list("source", flat=True),
    ]
    cited = ("刘畅", "《“通武廊”向“新”而行》", "《“通武廊”退役军人招聘会提供超3000个岗位》")
    assert [s for s in sources if not all(part in s for part in cited)] == []


def test_state_set_by_an_organizer_survives_a_newer_file(edit: Edit) -> None:
    run()
    Fair.objects.filter(slug=TALENT).update(status=FairStatus.CANCELLED)
    run(edit("fairs.json", '"value": 200', '"value": 201'))
    fair = Fair.objects.get(slug=TALENT)
    assert (fair.status, figures(fair)["employers"]) == (FairStatus.CANCELLED, "201")


def test_six_bureaus_one_of_each_kind_per_place() -> None:
    run()
    assert set(Organization.objects.values_list("region", "kind", "name")) == {
        ("110112", "hr", "北京市通州区人力资源和社会保障局"),
        ("110112", "veterans", "北京市通州区退役军人事务局"),
        ("120114", "hr", "天津市武清区人力资源和社会保障局"),
        ("120114", "veterans", "天津市武清区退役军人事务局"),
        ("131000", "hr", "廊坊市人力资源和社会保障局"),
        ("131000", "veterans", "廊坊市退役军人事务局"),
    }
