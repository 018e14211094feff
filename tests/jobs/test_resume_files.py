"""What a résumé's file may be, told by its content."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from jobs import resume_files
from jobs.resume_files import ResumeKind, checked

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


def picture(kind="JPEG", size=(60, 40), **options):
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, format=kind, **options)
    return made.getvalue()


def word(parts=("[Content_Types].xml", "word/document.xml"), **more):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**dict.fromkeys(parts, "<x/>"), **more}.items():
            # Of a fixed day: without it each call would make other bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def named_by_text(value):
    """The id of a case: what is expected, not the bytes of a file."""
    return value if isinstance(value, str) else "file"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, ResumeKind.PDF),
        (word(), ResumeKind.DOCX),
        (picture(), ResumeKind.JPEG),
        (picture("PNG"), ResumeKind.PNG),
    ],
    ids=named_by_text,
)
def test_kind_is_told_by_content(content, kind):
    assert checked(content).kind == kind


def test_documents_are_kept_as_they_are():
    assert (checked(PDF).content, checked(word()).content) == (PDF, word())


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "文件是空的"),
        (b"%PDF-" + b"x" * resume_files.MOST_BYTES, "不能超过 5 MB"),
        (b"<html><script>alert(1)</script>", "只收 PDF"),
        (b"\xd0\xcf\x11\xe0old word", "只收 PDF"),
        (b"GIF89a", "只收 PDF"),
        (PDF.replace(b"%%EOF", b""), "不完整"),
        (PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript >> /Type"), "脚本或附件"),
        (PDF.replace(b"/Type", b"/S /J#61vaScript /Type"), "脚本或附件"),
        (b"PK\x03\x04 no archive", "打不开"),
        (word(["word/document.xml"]), "不是 Word"),
        (word(["[Content_Types].xml", "xl/workbook.xml"]), "不是 Word"),
        (word(**{"word/vbaProject.bin": b"x"}), "宏"),
        (word(**{"word/embeddings/oleObject1.bin": b"x"}), "嵌入对象"),
        (
            word(
                **{
                    "word/_rels/settings.xml.rels": '<Relationship Type="http://schemas/'
                    'attachedTemplate" Target="http://evil.invalid/t" TargetMode="External"/>'
                }
            ),
            "外部模板",
        ),
        (word(**{"word/media/bomb": b"\0" * (resume_files.UNPACKED_BYTES + 1)}), "不是 Word"),
        (b"\xff\xd8\xff\xe0 cut off", "图片打不开"),
        (picture()[:300], "图片打不开"),
    ],
    ids=named_by_text,
)
def test_everything_else_is_refused_in_words(content, complaint):
    with pytest.raises(ValidationError, match=complaint):
        checked(content)


def test_picture_that_declares_too_many_pixels_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(resume_files, "MOST_PIXELS", 1000)
    with pytest.raises(ValidationError, match="像素太多"):
        checked(picture())


def test_picture_loses_what_cannot_be_seen():
    exif = Image.Exif()
    exif[0x010F] = "camera of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(exif=exif, comment=b"a secret")
    assert b"camera of somebody" in content
    made = checked(content).content

    assert (b"camera of somebody" in made, b"a secret" in made) == (False, False)
    assert dict(Image.open(io.BytesIO(made)).getexif()) == {}


def test_picture_that_lies_on_its_side_is_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = checked(picture(exif=exif)).content

    assert Image.open(io.BytesIO(made)).size == (40, 60)


def test_large_picture_is_made_smaller():
    made = checked(picture(size=(6000, 300))).content

    assert Image.open(io.BytesIO(made)).size == (3000, 150)


def test_what_hangs_on_behind_a_picture_is_gone():
    assert b"<script>" not in checked(picture("PNG") + b"<script>").content


def test_transparent_scan_is_read_on_white_paper():
    made = io.BytesIO()
    scan = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    scan.putpixel((5, 5), (0, 0, 0, 255))
    scan.save(made, format="PNG")

    seen = Image.open(io.BytesIO(checked(made.getvalue()).content))

    assert (seen.getpixel((0, 0)), seen.getpixel((5, 5))) == ((255, 255, 255), (0, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_picture_of_any_mode_is_kept_as_it_looks(mode):
    made = io.BytesIO()
    picture = Image.new("RGB", (4000, 40), "white").convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = Image.new(mode, picture.size, 65535)
    picture.save(made, format="JPEG" if mode == "CMYK" else "PNG")

    seen = Image.open(io.BytesIO(checked(made.getvalue()).content))

    assert (seen.mode, seen.size) == ("RGB", (3000, 30))
    assert min(seen.getpixel((1500, 15))) > 250


PEAK_OF = """
import io, resource, sys
from PIL import Image
made = io.BytesIO()
Image.new(sys.argv[1], (8300, 8400), 0).save(made, format="PNG", compress_level=1)
content = made.getvalue()
del made
from jobs.resume_files import checked
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
checked(content)
print(before, peak())
"""


@pytest.mark.parametrize(("mode", "most"), [("L", 3), ("RGB", 6), ("RGBA", 10), ("P", 10)])
def test_memory_for_the_largest_picture_is_a_few_times_its_pixels(mode, most):
    """Bytes a pixel: of what is unpacked, and of what is turned into another mode to be averaged
    where pixels show through."""
    asked = [sys.executable, "-c", PEAK_OF, mode]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    before, peak = map(float, said.split())

    assert (peak - before) * 2**20 < most * 8300 * 8400


def test_colour_that_shows_through_is_no_colour_where_a_picture_is_made_smaller():
    """Black lines that are declared transparent, between white ones: white paper, not grey."""
    made = io.BytesIO()
    scan = Image.new("L", (6000, 40))
    scan.putdata([255 * (number % 2) for number in range(6000 * 40)])
    scan.save(made, format="PNG", transparency=0)

    seen = Image.open(io.BytesIO(checked(made.getvalue()).content))

    assert seen.size == (3000, 20)
    assert min(seen.getpixel((1500, 10))) > 250
