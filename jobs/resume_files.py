"""What a résumé's file really is: told by its content, never by its name; pictures made anew."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
# A page of A3 at 600 dpi; what declares more is a bomb, and is refused before it is unpacked.
MOST_PIXELS = 70_000_000
LONGEST_SIDE = 3000  # pixels: a page of A4 at 250 dpi
# Modes whose pixels are averaged without becoming more bytes first.
SCALED_AS_IS = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
ARCHIVE_PARTS = 500
UNPACKED_BYTES = 60 * 1024 * 1024
# What acts by itself when somebody opens the file.
ACTIVE_IN_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
# A name may be spelled by codes in part: /J#61vaScript.
SPELLED_IN_PDF = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE_IN_DOCX = ("vbaproject", "activex", "embeddings/")
REMOTE_TEMPLATE = re.compile(rb"<[^>]*attachedTemplate[^>]*>")


class ResumeKind(TextChoices):
    """Kinds of files; the value is the ending of the name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"


CONTENT_TYPES = {
    ResumeKind.PDF: "application/pdf",
    ResumeKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ResumeKind.JPEG: "image/jpeg",
    ResumeKind.PNG: "image/png",
}


@dataclass(frozen=True)
class Checked:
    """A file as it is kept: of a picture, the pixels alone."""

    kind: ResumeKind
    content: bytes


def checked(content: bytes) -> Checked:
    """The file as it may be kept. Raises ValidationError, in Chinese, saying what is wrong."""
    if not content:
        raise ValidationError(_("文件是空的。"), code="empty")
    if len(content) > MOST_BYTES:
        raise ValidationError(_("文件不能超过 5 MB。"), code="too_big")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _docx(content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content)
    raise ValidationError(
        _("只收 PDF、Word（docx）、JPEG 或 PNG；按内容识别，改文件名没有用。"), code="unknown_kind"
    )


def _pdf(content: bytes) -> Checked:
    if b"%%EOF" not in content[-2048:]:
        raise ValidationError(_("PDF 文件不完整，请重新导出。"), code="broken")
    plain = SPELLED_IN_PDF.sub(lambda found: bytes([int(found[1], 16)]), content)
    if ACTIVE_IN_PDF.search(plain):
        raise ValidationError(_("PDF 里有脚本或附件，请另存为普通 PDF。"), code="active")
    return Checked(ResumeKind.PDF, content)


def _docx(content: bytes) -> Checked:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        names = {part.filename.lower() for part in parts}
        is_bomb = len(parts) > ARCHIVE_PARTS or sum(p.file_size for p in parts) > UNPACKED_BYTES
        if is_bomb or not {"[content_types].xml", "word/document.xml"} <= names:
            raise ValidationError(_("这不是 Word（docx）文件。"), code="unknown_kind")
        if any(mark in name for name in names for mark in ACTIVE_IN_DOCX) or _is_remote(archive):
            raise ValidationError(
                _("Word 文件里有宏、嵌入对象或外部模板，请另存为 PDF。"), code="active"
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValidationError(_("Word 文件打不开，请重新保存。"), code="broken") from error
    return Checked(ResumeKind.DOCX, content)


def _is_remote(archive: zipfile.ZipFile) -> bool:
    """Whether opening it would fetch a template from elsewhere."""
    settings = "word/_rels/settings.xml.rels"
    if settings not in archive.namelist():
        return False
    return any(b'"External"' in tag for tag in REMOTE_TEMPLATE.findall(archive.read(settings)))


def _small(picture: Image.Image) -> Image.Image:
    """No larger than a page has to be; before anything else, for what is done to every pixel of a
    large picture takes as much memory again."""
    if picture.mode not in SCALED_AS_IS or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Pixels alone, and nothing that shows through: a transparent scan is read on white paper."""
    paper = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper.paste(seen, mask=seen)
    else:
        paper.paste(picture.convert("RGB"))
    return paper


def _picture(content: bytes) -> Checked:
    """Only what can be seen, the right way up: place, camera and thumbnail are gone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("图片像素太多，请缩小后再传。"), code="too_big")
            kind = ResumeKind.PNG if picture.format == "PNG" else ResumeKind.JPEG
            seen = _on_white(ImageOps.exif_transpose(_small(picture)))
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise ValidationError(_("图片打不开，请重新拍或导出。"), code="broken") from error
    made = io.BytesIO()
    seen.save(made, format="PNG" if kind == ResumeKind.PNG else "JPEG", quality=85)
    return Checked(kind, made.getvalue())
