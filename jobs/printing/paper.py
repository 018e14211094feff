"""Pages made of HTML, gathered from several documents into one PDF.

Knows nothing of the site, so that a process that only lays pages out loads nothing else. The fonts
are read once; each PDF has those characters of them that it uses.
"""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2


class Laid(NamedTuple):
    """What was laid out: how many pages it takes, and on which of them, from 0, an anchor is."""

    pages: int
    anchors: dict[str, int]


class Paper:
    """A stack of pages in one style, which is CSS."""

    def __init__(self, style: str) -> None:
        # Loads pango, which a machine that does not print may lack.
        import weasyprint  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self._maker = weasyprint
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(string=style, font_config=self._fonts)
        self._documents: list[Any] = []

    def lay_out(self, ways: Sequence[str], *, on_top: bool = False) -> Laid:
        """Put a document at the end of the stack, or on top of it: the first of the ways to write
        it that fits on one page, and the first of all where none does."""
        tried = []
        for html in ways:
            tried.append(self._rendered(html))
            if len(tried[-1].pages) == 1:
                break
        kept = tried[-1] if len(tried[-1].pages) == 1 else tried[0]
        self._documents.insert(0 if on_top else len(self._documents), kept)
        anchors = {name: place for place, page in enumerate(kept.pages) for name in page.anchors}
        return Laid(len(kept.pages), anchors)

    def take(self) -> bytes:
        """The stack as a PDF, with the title of its first part; there must be a page. The stack is
        empty then: what was laid out takes some 4 MB a page."""
        pages = [page for document in self._documents for page in document.pages]
        written: bytes = self._documents[0].copy(pages).write_pdf()
        self._documents.clear()
        return written

    def _rendered(self, html: str) -> Any:
        page = self._maker.HTML(string=html, url_fetcher=_fetch_nothing)
        return page.render(font_config=self._fonts, stylesheets=[self._style])


def bound(parts: list[bytes]) -> bytes:
    """Several PDFs as one, in their order."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part) as source:
            whole.import_pages(source)
    content = io.BytesIO()
    whole.save(content)
    whole.close()
    return content.getvalue()


def _fetch_nothing(url: str, *args: Any, **kwargs: Any) -> Any:
    """Paper is made of what is in the page: no address is ever asked."""
    raise ValueError(url)
