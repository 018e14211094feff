"""manage.py import_postings FILE: a workbook of posts into the tables of one organization."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus, RowOutcome
from jobs.imports.checking import workbook_of
from jobs.imports.kinds import KINDS
from jobs.imports.runs import work_on
from jobs.models import HeadingChoice, ImportRun
from tongwulang.accounts.models import Organization, User

SHOWN = 20


class Command(BaseCommand):
    help = "导入岗位表格（xlsx、xls、csv）：新岗位为草稿，重复导入不会产生重复。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="表格文件")
        parser.add_argument("--organization", required=True, help="负责单位的名称")
        parser.add_argument("--by", required=True, help="经手人的电子邮箱")
        parser.add_argument("--check", action="store_true", help="只检查，不导入")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = self._checked(options)
            self._report(run)
            if options["check"]:
                import_runs.cancel_import(run=run, by=run.uploaded_by)
                return
            run = work_on(import_runs.start_import(run=run, by=run.uploaded_by))
        except ValidationError as refusal:
            raise CommandError("；".join(refusal.messages)) from refusal
        if run.status != ImportStatus.DONE:
            raise CommandError(run.failure or f"导入没有完成：{run.get_status_display()}")
        self.stdout.write(f"已导入：{counts_text(run)}")

    def _checked(self, options: dict[str, Any]) -> ImportRun:
        organization, by = self._people(options)
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"读不到文件 {options['file']}") from error
        run = import_runs.upload_workbook(
            organization=organization,
            kind=ImportKind.POSTINGS,
            file_name=options["file"].name,
            content=content,
            by=by,
        )
        chosen = HeadingChoice.objects.of(organization, run.kind)
        workbook = workbook_of(run, chosen)
        lacking = set(KINDS[ImportKind.POSTINGS].needed) - workbook.named(chosen)
        if lacking:
            raise CommandError("没有认出必需的列；请在后台上传这个文件，指定各列的含义。")
        rivals = [column for _field, columns in workbook.rivals(chosen) for column in columns[1:]]
        for column in workbook.unknown(chosen) + rivals:
            self.stderr.write(f"没有导入的列：{column.letter} {column.heading}")
        if run.status in (ImportStatus.READY, ImportStatus.MAPPING):
            run = import_runs.settle_headings(run=run, chosen={}, by=by)
        return work_on(run)

    def _people(self, options: dict[str, Any]) -> tuple[Organization, User]:
        organization = Organization.objects.filter(name=options["organization"]).first()
        if organization is None:
            names = "、".join(Organization.objects.values_list("name", flat=True))
            raise CommandError(f"没有这个负责单位。已有：{names}")
        by = User.objects.filter(email=options["by"], is_staff=True, is_active=True).first()
        if by is None:
            raise CommandError(f"没有电子邮箱为 {options['by']} 的工作人员。")
        return organization, by

    def _report(self, run: ImportRun) -> None:
        self.stdout.write(f"{run.row_count:,} 行：{counts_text(run)}")
        for problem in run.problems[:SHOWN]:
            self.stderr.write(problem_text(problem))
        if len(run.problems) > SHOWN:
            self.stderr.write(f"还有 {len(run.problems) - SHOWN:,} 处，请在后台查看。")


def counts_text(run: ImportRun) -> str:
    """新增 12，不变 3: what becomes of the rows, in the order of RowOutcome."""
    parts = [f"{kind.label} {run.counts[kind]:,}" for kind in RowOutcome if run.counts.get(kind)]
    return "，".join(parts) or "没有内容"


def problem_text(problem: dict[str, Any]) -> str:
    """工作表“岗位”第 5 行 C 列（薪资）：“高薪”，应为……"""
    sheet = f"工作表“{problem['sheet']}”" if problem["sheet"] else ""
    cell = (
        f" {problem['column']} 列（{problem['heading']}）：“{problem['said']}”"
        if problem["column"]
        else "："
    )
    return f"{sheet}第 {problem['row']} 行{cell}，应为：{problem['meant']}"
