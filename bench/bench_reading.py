"""How long does reading a notice take in a warm process?

The floor is one pass of a plain regular expression for amounts, dates and labels over the same text: what nothing
that looks at every character can avoid. Medians of the same run; nothing is gated. The real notices are read where
THROUGHLINE_NOTICES names their folder, else the made-up ones of the tests.
"""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from throughline.decisions.checking import check, supplied_facts
from throughline.decisions.reading.files import read_file
from throughline.decisions.reading.reader import read_decisions
from throughline.decisions.reading.shape import Place
from throughline.organisations.places import known_places

ROUNDS, AIM_MS = 31, 50
PLAIN = re.compile(r"£\s?[\d,.]+|\d{1,2}[/ ]\w+[/ ]\d{2,4}|^[A-Z][\w ?]+:", re.MULTILINE)
MADE_UP = Path(__file__).resolve().parents[1] / "tests" / "decisions" / "notices"


def main() -> None:
    named = os.environ.get("THROUGHLINE_NOTICES")
    files = sorted(Path(named or MADE_UP).glob("*.txt"))[:6]
    places = [Place(*place) for place in known_places()]
    facts = supplied_facts()
    print(f"reading {'the given' if named else 'made-up'} notices (median of {ROUNDS}, aim < {AIM_MS} ms)")
    for path in files:
        text = read_file(path).text
        decisions = read_decisions(text, places)
        floor = _median_ms(lambda text=text: list(PLAIN.finditer(text)))
        reading = _median_ms(lambda text=text: read_decisions(text, places))
        checking = _median_ms(lambda text=text, found=decisions: [check(each, text, facts) for each in found])
        print(
            f"  {path.name:<36} floor {floor:6.2f} ms   read {reading:7.2f} ms   check {checking:7.2f} ms   "
            f"both {(reading + checking) / floor:6.0f} × floor"
        )


def _median_ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - began))
    return median(took)


if __name__ == "__main__":
    main()
