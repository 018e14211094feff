"""A résumé on its way out: always an attachment, never shown in the site's own pages."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from jobs.models import Resume


def download_of(resume: Resume) -> HttpResponse:
    """The answer with the file. What it is opened in is the reader's own program: a browser that
    would guess and show it under this site's name is told not to."""
    answer = HttpResponse(bytes(resume.content), content_type=resume.content_type)
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=resume.file_name
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
