"""Prints as a clerk asks for them, read back as text and as pictures."""

import pypdfium2
import pytest
import zxingcpp

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.exports.fair_rows import keys_of
from tests.factories import (
    BoothFactory,
    EmployerFactory,
    ParticipationFactory,
    PostingFactory,
    ZoneFactory,
)

SITE = "https://jobs.example"
DOTS_A_POINT = 1.2  # pictures in which a QR code is read as by a phone


@pytest.fixture
def printed(langfang_organizer):
    """The finished run of one kind for a fair, as the worker makes it."""

    def printed(kind, fair, by=None, venue=None):
        by = by or langfang_organizer
        run = export_runs.request_export(
            kind=kind, keys=keys_of(kind, fair, venue, by), by=by, site=SITE, fair=fair
        )
        run = runs.work_on(run)
        assert run.status == "done", run.failure
        return Read(bytes(run.content))

    return printed


@pytest.fixture
def stand():
    """An employer with so many posts at a booth: stand(3, name="…", number="A07")."""
    zone = ZoneFactory(code="A", venue__name="第一会场")

    def stand(posts=1, number="A07", of=zone, booth=True, titles=None, **employer):
        company = EmployerFactory(**employer)
        titles = titles or [f"数控车工{n:02d}" for n in range(1, posts + 1)]
        brought = [PostingFactory(employer=company, title=title) for title in titles]
        place = (
            {"booth": BoothFactory(zone=of, number=number)} if booth else {"fair": of.venue.fair}
        )
        return ParticipationFactory(employer=company, postings=brought, **place)

    return stand


class Read:
    """A PDF as its reader has it."""

    def __init__(self, content):
        assert content.startswith(b"%PDF")
        self.document = pypdfium2.PdfDocument(content)

    @property
    def texts(self):
        """The text of each page in one line, without what stands outside the sheet."""
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in self.document]

    @property
    def sizes(self):
        """Millimetres, once each."""
        return {
            tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in self.document
        }

    def codes(self, page=0):
        """What the QR codes of a page say."""
        picture = self.document[page].render(scale=DOTS_A_POINT).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(picture)]

    def right_edge_is_free(self, page=0):
        """Nothing is cut off at the right: the last millimetres of paper are white."""
        picture = self.document[page].render(scale=0.6).to_pil().convert("L")
        width, height = picture.size
        edge = picture.crop((width - 8, height // 3, width, height))
        return edge.getextrema()[0] > 250
