"""A reader's own display choices, kept in one plain cookie so that they also work signed out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 3600

SIZES = {"normal": "Normal", "large": "Large", "largest": "Largest"}
SPACINGS = {"normal": "Normal", "wide": "More space between words and lines"}
THEMES = {"system": "Same as my device", "light": "Light", "dark": "Dark"}
OUTLOOKS = {
    "closed": "Closed, I open it when I want to",
    "open": "Always open",
    "hidden": "Leave it out",
}
ENERGIES = {"full": "Show everything", "low": "Show less, one thing at a time"}
CHOICES: dict[str, dict[str, str]] = {
    "size": SIZES,
    "spacing": SPACINGS,
    "theme": THEMES,
    "outlook": OUTLOOKS,
    "energy": ENERGIES,
}


@dataclass(frozen=True)
class Display:
    """How one reader wants pages to look; the defaults are what a first visit gets."""

    size: str = "normal"
    spacing: str = "normal"
    theme: str = "system"
    outlook: str = "closed"
    energy: str = "full"

    @property
    def low_energy(self) -> bool:
        """True when the reader asked for less on each page."""
        return self.energy == "low"

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Display":
        """Take the known choices and leave out whatever is not one of them."""
        return cls(**{name: v for name, v in values.items() if v in CHOICES.get(name, {})})

    @classmethod
    def from_cookie(cls, cookie: str) -> "Display":
        """Read `size:large|theme:dark`; anything else a browser may send counts as no choice."""
        pairs = (part.partition(":") for part in cookie.split("|")[: len(fields(cls))])
        return cls.of({name: value for name, _, value in pairs})

    def to_cookie(self) -> str:
        """Only what differs from the defaults, so that most people have an empty cookie."""
        plain = asdict(Display())
        return "|".join(f"{k}:{v}" for k, v in asdict(self).items() if v != plain[k])
