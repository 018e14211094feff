"""How a visitor wants pages to look: size of type and colours, kept in one cookie."""

from dataclasses import dataclass, replace

from django.http import HttpRequest

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 60 * 60
SIZES = ("normal", "large")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Display:
    """What is not in the lists falls back to the first of them."""

    size: str = SIZES[0]
    theme: str = THEMES[0]

    @property
    def cookie(self) -> str:
        return f"{self.size}.{self.theme}"

    def changed(self, size: str, theme: str) -> "Display":
        """The display with those of the two that are known values; the rest stays."""
        return replace(
            self,
            size=size if size in SIZES else self.size,
            theme=theme if theme in THEMES else self.theme,
        )


def display_of(request: HttpRequest) -> Display:
    """What the request's cookie asks for."""
    size, _, theme = request.COOKIES.get(COOKIE, "").partition(".")
    return Display().changed(size, theme)
