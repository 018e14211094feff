"""Every hostile workbook gets a clear answer within bounds, and the next one is read as ever."""

import re
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus
from jobs.imports import runs, uploads
from jobs.imports.files import limits
from jobs.imports.files.opening import open_workbook
from jobs.models import Posting
from tests.conftest import organizer_of
from tests.jobs.imports.hostile_files import FILES, HEADINGS, ROW, rows

pytestmark = pytest.mark.django_db

CHINESE = re.compile("[\u4e00-\u9fff]{3}")
KILOBYTE = 1024
MOST_MEMORY = 512 * limits.MEGABYTE

# Files that hold something readable after all: how many rows become posts.
READABLE = {
    "names_outside.xlsx": 1,
    "error_cells.xlsx": 0,
    "formula_texts.csv": 0,
    "control_characters.csv": 1,
    "wrong_types.xlsx": 0,
    "huge_numbers.xlsx": 0,
    "not_a_number.csv": 0,
    "heading_of_10000_characters.xlsx": 1,
    "text_of_30000_characters.xlsx": 0,
    "merged_to_the_end.xlsx": 0,
    "five_thousand_merges.xlsx": 0,
    "open_quote.csv": 0,
    "name_beyond_the_plane.xlsx": 1,
    "name_with_dots.xlsx": 1,
    "name_turned_round.xlsx": 1,
    "name_of_spaces.xlsx": 0,
    "sheet_named_like_a_formula.xlsx": 1,
}


def take(content, clerk):
    """The run after upload, check and import."""
    run = uploads.take_in(
        organization=clerk.memberships.get().organization,
        kind=ImportKind.POSTINGS,
        file_name="x",
        content=content,
        by=clerk,
    )
    if run.status == ImportStatus.MAPPING:
        run = import_runs.settle_headings(run=run, chosen={}, by=clerk)
    while run.status == ImportStatus.CHECKING:
        run = runs.work_on(run)
    return runs.work_on(import_runs.start_import(run=run, by=clerk))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The files, made by a process of their own, which takes much memory for them."""
    folder = tmp_path_factory.mktemp("hostile")
    script = [sys.executable, "-m", "tests.jobs.imports.hostile_files", str(folder)]
    subprocess.run(script, check=True, cwd=settings.BASE_DIR)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_gets_a_clear_answer(name, tables, folder):
    clerk = organizer_of("131000")
    content = (folder / name).read_bytes()
    started = time.monotonic()

    if name in READABLE:
        run = take(content, clerk)
        assert run.status == ImportStatus.DONE
        assert Posting.objects.count() == READABLE[name]
        if not READABLE[name]:
            assert run.problems
    else:
        with pytest.raises(ValidationError) as refusal:
            take(content, clerk)
        assert CHINESE.search(refusal.value.messages[0])

    assert time.monotonic() - started < limits.WALL_SECONDS
    assert open_workbook(rows(HEADINGS, ROW))[0].rows[1] == ROW


OPENING = """
import pathlib, resource, sys
from django.core.exceptions import ValidationError
from jobs.imports.files.opening import open_workbook
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        open_workbook(path.read_bytes())
    except ValidationError:
        pass
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    print(resource.getrusage(who).ru_maxrss)
"""


def test_neither_the_site_nor_its_child_takes_much_memory(folder):
    # A process of its own, started by a small shell: a child's peak counts what its parent held
    # when it was started, and the process of the tests holds much.
    script = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", OPENING, str(folder)]
    said = subprocess.run(script, check=True, cwd=settings.BASE_DIR, capture_output=True)
    peaks = [int(line) * KILOBYTE for line in said.stdout.split()]

    assert max(peaks) < MOST_MEMORY, peaks


def test_there_are_enough_of_them():
    assert len(FILES) >= 40
