"""QR codes, read as a phone reads them."""

import io
import re

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from tests.factories import (
    DraftFactory,
    EmployerFactory,
    FairFactory,
    PostingFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db

SITE = "https://tongwulang.example"
MAKE = {
    "posting_qr": PostingFactory,
    "employer_qr": EmployerFactory,
    "fair_qr": FairFactory,
    "venue_qr": VenueFactory,
}


@pytest.fixture(autouse=True)
def named_host(settings):
    settings.ALLOWED_HOSTS = ["tongwulang.example"]


def get(client, url):
    return client.get(url, secure=True, headers={"host": "tongwulang.example"})


def qr_address(name, shown, form):
    arguments = {
        "posting_qr": lambda: [shown.pk],
        "employer_qr": lambda: [shown.pk],
        "fair_qr": lambda: [shown.slug],
        "venue_qr": lambda: [shown.fair.slug, shown.pk],
    }[name]()
    return reverse(name, args=[*arguments, form])


def read(picture):
    """The text in the picture, as the decoder reads it."""
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text


def drawn(svg):
    """An SVG of one path of horizontal strokes, as segno writes it, as a picture."""
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg).group(1))
    picture = Image.new("L", (size, size), 255)
    x, y = 0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", svg.split('class="qrline"')[1]):
        step = [float(number) for number in numbers.split()]
        if command == "h":
            for module in range(int(step[0])):
                picture.putpixel((int(x) + module, int(y)), 0)
            x += step[0]
        else:
            x, y = (x + step[0], y + step[1]) if command == "m" else step
    return picture.resize((size * 8, size * 8), Image.Resampling.NEAREST)


@pytest.mark.parametrize("name", MAKE)
def test_png_and_svg_lead_to_the_page(client, name):
    shown = MAKE[name]()
    png = get(client, qr_address(name, shown, "png"))
    svg = get(client, qr_address(name, shown, "svg"))

    assert (png["Content-Type"], svg["Content-Type"]) == ("image/png", "image/svg+xml")
    assert read(Image.open(io.BytesIO(png.content))) == SITE + shown.get_absolute_url()
    assert read(drawn(svg.content.decode())) == SITE + shown.get_absolute_url()


@pytest.mark.parametrize("name", MAKE)
def test_codes_are_kept_by_browsers(client, name):
    answer = get(client, qr_address(name, MAKE[name](), "svg"))

    assert answer["Cache-Control"] == "public, max-age=86400"
    assert answer.cookies == {}


def test_png_is_sharp_enough_for_a_poster(client):
    png = get(client, qr_address("fair_qr", FairFactory(), "png"))

    assert min(Image.open(io.BytesIO(png.content)).size) >= 800
    assert len(png.content) < 8_000


def test_what_is_not_public_has_no_code(client):
    hidden = {
        "posting_qr": DraftFactory(),
        "employer_qr": EmployerFactory(unverified=True),
        "fair_qr": FairFactory(status="draft"),
        "venue_qr": VenueFactory(fair__status="draft"),
    }
    statuses = {
        name: get(client, qr_address(name, shown, "svg")).status_code
        for name, shown in hidden.items()
    }

    assert statuses == dict.fromkeys(MAKE, 404)


def test_other_forms_are_not_offered(client):
    assert get(client, qr_address("posting_qr", PostingFactory(), "gif")).status_code == 404


@pytest.mark.parametrize("name", MAKE)
def test_page_shows_its_code_and_its_address_in_words(client, name):
    shown = MAKE[name]()
    html = get(client, shown.get_absolute_url() + "?page=1").content.decode()

    assert f'src="{qr_address(name, shown, "svg")}"' in html
    assert f'href="{qr_address(name, shown, "png")}"' in html
    assert f'<p class="address">{SITE}{shown.get_absolute_url()}</p>' in html
