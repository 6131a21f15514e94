"""Write ``words/currencies.tsv`` of the language packs: codes and names of money from Unicode CLDR (through Babel).

Run by hand when the data should be renewed: ``python tools/make_currencies.py``. What the press writes otherwise stands
in ``words/money.toml``, which comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

HERE = Path(__file__).parent.parent / "factcheck" / "languages"
LETTERS = {"ar": re.compile(r"[\u0621-\u064a\s]+"), "en": re.compile(r"[A-Za-z\s'-]+")}
# Codes and names that are first of all words, or units, of the language.
COMMON = {
    "ar": """
        أفغاني أوقية بات باخت بانغا بولا بير تاكا تالا تينغ جورد جوردى داسي درام دراهم درهمان دوبرا
        دولارات راند روفيه رييال سول سوم سيدى سيدي فلورن قرطبة كولن كولون كيب كينا لاري لوتي لي ليف
        ليك ليون مارك مانات مانت متكال ناكفا
    """,
    "en": """
        all amd ang ars bam bif bob cad cdf colon cop crown cup dinar dirham dollar ern euro franc
        gel gold guilder guilders kina kip kips krona krone kroner kronor lak lari laris lei lek leu
        lev lira mad manat manats mark marks mop mur nad pab pen peso php pound rand real reals rial
        riyal ron rub ruble rupee rupees sar scr shilling silver sol som soms sos stn sum taka takas
        tala top try unit ves won yen yuan
    """,
}
COUNTS = (0, 1, 2, 3, 11, 100)


def main() -> None:
    """Write the files."""
    current = {code for territory in Locale("en").territories for code in get_territory_currencies(territory)}
    for language, letters in LETTERS.items():
        names: dict[str, set[str]] = defaultdict(set)
        alone: dict[str, set[str]] = defaultdict(set)
        for code in sorted(current & set(Locale(language).currencies)):
            if code.lower() not in COMMON["en"].split():
                names[code.lower()].add(code)
            for count in COUNTS:
                name = get_currency_name(code, count=count, locale=language).replace("\u200f", "").strip()
                if not letters.fullmatch(name):
                    continue
                names[name.lower()].add(code)
                words = name.lower().split()
                kind = words[-1] if language == "en" else words[0]
                alone[kind].add(code)
        for kind, codes in alone.items():
            if len(codes) == 1 and kind not in COMMON[language].split() and len(kind) > 2:
                names[kind] |= codes
        rows = [
            f"currency\t{min(codes)}\t{name}"
            for name, codes in sorted(names.items(), key=lambda item: (min(item[1]), item[0]))
            if len(codes) == 1 and name not in COMMON[language].split()
        ]
        out = HERE / language / "words" / "currencies.tsv"
        out.write_text("# Money: CLDR. Made by tools/make_currencies.py\n" + "\n".join(rows) + "\n", "utf-8")
        print(out, len(rows))


if __name__ == "__main__":
    main()
