"""Which number to ring, by country. Numbers as the countries' own authorities publish them.

Not in the list means not known: then the page says "your local emergency number" and guesses nothing, save
that 112 reaches help from most mobile phones (GSM 02.30 / 3GPP TS 22.101).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and its number for an ambulance."""

    name: str
    number: str


_EU_112 = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "HR": "Croatia", "CY": "Cyprus", "CZ": "Czechia",
    "DK": "Denmark", "EE": "Estonia", "FI": "Finland", "FR": "France", "DE": "Germany", "GR": "Greece",
    "HU": "Hungary", "IS": "Iceland", "IE": "Ireland", "IT": "Italy", "LV": "Latvia", "LT": "Lithuania",
    "LU": "Luxembourg", "MT": "Malta", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "RO": "Romania",
    "SK": "Slovakia", "SI": "Slovenia", "ES": "Spain", "SE": "Sweden", "TR": "Türkiye", "UA": "Ukraine",
}  # fmt: skip
_OTHERS = {
    "AU": Country("Australia", "000"),
    "BR": Country("Brazil", "192"),
    "CA": Country("Canada", "911"),
    "CH": Country("Switzerland", "144"),
    "CN": Country("China", "120"),
    "GB": Country("United Kingdom", "999"),
    "IN": Country("India", "112"),
    "JP": Country("Japan", "119"),
    "KR": Country("South Korea", "119"),
    "MX": Country("Mexico", "911"),
    "NO": Country("Norway", "113"),
    "NZ": Country("New Zealand", "111"),
    "US": Country("United States", "911"),
    "ZA": Country("South Africa", "112"),
}

COUNTRIES: dict[str, Country] = {code: Country(name, "112") for code, name in _EU_112.items()} | _OTHERS


def number_for(country: str | None) -> str | None:
    """Give the emergency number of a country (ISO 3166, two letters), or None where it is not known."""
    known = COUNTRIES.get((country or "").upper())
    return known.number if known else None
