"""5,000 valid posts imported by us and by django-import-export's default path, in one run.

`python -m tests.bench.import_postings`; needs a scratch database in DATABASE_URL. Prints seconds
and queries of each, and fails unless ours takes at most a quarter of the time.
"""

import io
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongwulang.settings")

import django

django.setup()

# ruff: noqa: E402 - models are there only after the set-up
import tablib
import xlsxwriter
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from import_export import fields, resources, widgets

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus
from jobs.imports.runs import work_on
from jobs.models import Employer, Posting
from tongwulang.accounts.models import Organization, User
from tongwulang.regions.models import Education, Region

ROWS = 5_000
EMPLOYERS = 300
ROUNDS = 3
MOST = 0.25
HEADINGS = ["employer", "own_number", "title", "headcount", "salary_min", "salary_max", "duties"]
HEADINGS += ["education_min", "region", "expires_on"]
DUTIES = "按图纸完成加工与首件检验，维护设备，填写记录，遵守安全规程，服从现场安排。"


def table() -> list[list[str]]:
    """Posts whose cells both readers understand: plain numbers, codes and ISO dates."""
    dice = random.Random(5_000)
    return [
        [
            f"量测单位第 {number % EMPLOYERS} 号",
            f"N{number}",
            dice.choice(["焊工", "电工", "车工", "钳工", "会计", "保安"]) + str(number),
            str(dice.randint(1, 20)),
            str(5_000 + number % 7 * 100),
            str(8_000 + number % 9 * 100),
            DUTIES,
            dice.choice(["20", "30", "60"]),
            dice.choice(["131003", "131082", "120114"]),
            "2027-12-31",
        ]
        for number in range(ROWS)
    ]


def workbook(headings: list[str], rows: list[list[str]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("岗位")
    for number, row in enumerate([headings, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return content.getvalue()


class PostingResource(resources.ModelResource):
    """What a project gets by naming model and fields, foreign keys by name and code."""

    employer = fields.Field("employer", "employer", widgets.ForeignKeyWidget(Employer, "name"))
    education_min = fields.Field(
        "education_min", "education_min", widgets.ForeignKeyWidget(Education)
    )
    region = fields.Field("region", "region", widgets.ForeignKeyWidget(Region))

    class Meta:
        model = Posting
        fields = HEADINGS
        import_id_fields = ["own_number"]


def theirs(rows: list[list[str]]) -> None:
    """django-import-export as it comes: the workbook read with openpyxl, row by row."""
    content = workbook(HEADINGS, rows)
    data = tablib.Dataset().load(content, format="xlsx")
    result = PostingResource().import_data(data, raise_errors=True)
    assert result.totals["new"] == ROWS, result.totals


def ours(rows: list[list[str]]) -> None:
    """Upload, check of every row and rule with preview, and the import."""
    headings = ["单位名称", "岗位编号", "岗位名称", "招聘人数", "薪资下限", "薪资上限", "岗位职责"]
    headings += ["学历要求", "工作地区", "截止日期"]
    names = {"20": "本科", "30": "大专", "60": "高中"}
    content = workbook(headings, [[*row[:7], names[row[7]], *row[8:]] for row in rows])
    by = User.objects.get(email="bench@example.invalid")
    run = import_runs.upload_workbook(
        organization=Organization.objects.get(region="131000", kind="hr"),
        kind=ImportKind.POSTINGS,
        file_name="bench.xlsx",
        content=content,
        by=by,
    )
    run = work_on(import_runs.settle_headings(run=run, chosen={}, by=by))
    run = work_on(import_runs.start_import(run=run, by=by))
    assert (run.status, run.counts) == (ImportStatus.DONE, {"made": ROWS}), run.counts


def prepare() -> None:
    if "bench" not in str(settings.DATABASES["default"]["NAME"]):
        sys.exit("DATABASE_URL must name a scratch database with “bench” in its name.")
    call_command("migrate", verbosity=0)
    call_command("load_seeds", quiet=True)
    User.objects.get_or_create(email="bench@example.invalid", defaults={"is_staff": True})
    bureau = Organization.objects.get(region="131000", kind="hr")
    for number in range(EMPLOYERS):
        Employer.objects.get_or_create(
            name=f"量测单位第 {number} 号", organization=bureau, region_id="131003"
        )


def seconds_of(way: Callable[[list[list[str]]], None], rows: list[list[str]]) -> float:
    """How long it takes; what it wrote is undone."""
    with transaction.atomic():
        started = time.perf_counter()
        way(rows)
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    return seconds


def queries_of(way: Callable[[list[list[str]]], None], rows: list[list[str]]) -> int:
    """How many questions it asks of the database; what it wrote is undone."""
    count = 0

    def counted(execute: Any, *args: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*args)

    with transaction.atomic(), connection.execute_wrapper(counted):
        way(rows)
        transaction.set_rollback(True)
    return count


def main() -> int:
    prepare()
    rows = table()
    ways = {"django-import-export": theirs, "ours": ours}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, way in ways.items():
            seconds[name].append(seconds_of(way, rows))
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    for name, way in ways.items():
        report(f"{name:<22}{medians[name]:>8.2f} s {queries_of(way, rows):>8,} queries")
    ratio = medians["ours"] / medians["django-import-export"]
    report(f"ratio {ratio:.2f} (at most {MOST})")
    return int(ratio > MOST)


def report(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
