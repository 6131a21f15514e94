"""Duckling's native port in a process of its own, because it ends the process on some ordinary sentences.

    python benchmarks/duckling_worker.py LANGUAGE SECONDS < sentences

Reads sentences, one a line, and parses each for dates and quantities until SECONDS of work are done; writes a line for
each with the microseconds that it took. Where it dies, the caller starts it again after the sentence that killed it.
"""

from __future__ import annotations

import sys
import time

DIMENSIONS = ["time", "number", "ordinal", "duration", "amount-of-money", "quantity", "distance", "volume"]


def main() -> None:
    import duckling

    language, limit = sys.argv[1].upper(), float(sys.argv[2])
    zone = duckling.parse_ref_time(duckling.load_time_zones("/usr/share/zoneinfo"), "UTC", 1_438_387_200)
    lang = duckling.parse_lang(language)
    context = duckling.Context(zone, duckling.parse_locale(language, duckling.default_locale_lang(lang)))
    dimensions = duckling.parse_dimensions(DIMENSIONS)
    duckling.parse("2015", context, dimensions)  # its rules are built before the clock starts
    spent = 0.0
    for line in sys.stdin:
        started = time.process_time()
        duckling.parse(line.rstrip("\n"), context, dimensions)
        took = time.process_time() - started
        spent += took
        print(round(took * 1e6), flush=True)
        if spent > limit:
            break


if __name__ == "__main__":
    main()
