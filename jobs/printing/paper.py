"""Pages made of HTML, gathered from several documents into one PDF.

Laying pages out is what takes time, and it is done part by part, so that whoever waits can be told
how far it is. The fonts are read once; each PDF has those characters of them that it uses.
"""

import io
from typing import Any

import pypdfium2
from django.template.loader import render_to_string


class Paper:
    """A stack of pages in one style; `style` is a template of CSS."""

    def __init__(self, style: str) -> None:
        # Loads pango, which a machine that does not print may lack.
        import weasyprint  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self._maker = weasyprint
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(string=render_to_string(style), font_config=self._fonts)
        self._documents: list[Any] = []

    def lay_out(self, template: str, context: dict[str, Any]) -> Any:
        """Pages of a template, not yet in the stack: `pages` of what comes back are theirs."""
        html = render_to_string(template, context)
        page = self._maker.HTML(string=html, url_fetcher=_fetch_nothing)
        return page.render(font_config=self._fonts, stylesheets=[self._style])

    def add(self, document: Any) -> None:
        """Put what was laid out at the end of the stack."""
        self._documents.append(document)

    def take(self) -> bytes:
        """The stack as a PDF, with the title of its first part; there must be a page. The stack is
        empty then: what was laid out takes some 4 MB a page."""
        pages = [page for document in self._documents for page in document.pages]
        written: bytes = self._documents[0].copy(pages).write_pdf()
        self._documents.clear()
        return written


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
