"""Does the money reach the places that the notice speaks of, each once?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ..reading.areas import names_of
from ..reading.shape import Finding, PlacePart
from .case import Case
from .wording import EVERY_PLACE, GIVING, NUMBER, number

_LEFT_OUT = re.compile(
    r"\b(?:except\w*|exclud\w+|other than|apart from|save for|but not|opted out|declin\w+|withdr[ae]w\w*"
    r"|not (?:to )?(?:part|take"
    r"|appl|includ|receiv|seek|ask|need|request|eligible)\w*|did not|does not|no (?:allocation|grant"
    r"|award|funding|bid)"
    r"|separate\w*|own arrangements|already|nil|n/a|tbc|to be confirmed|not applicable)\b",
    re.IGNORECASE,
)


_SOME_OF = re.compile(
    rf"\b(?:{NUMBER}|one|some|most|several|many|few|part|rest|majority|half) of $", re.IGNORECASE
)


def place_missing(case: Case) -> Iterator[Finding]:
    """The text says each or all, and a known place has no part."""
    given = [part.place for part in case.decision.breakdown]
    known = [place.name for place in case.facts.places]
    named = [name for name in known if any(_same_place(name, place) for place in given)]
    if len(named) < 3 or len(named) * 2 < len(given) or len(named) == len(known):
        return
    claim = _claim(case, len(known), len(given))
    if claim is None:
        return
    for name in known:
        if name not in named and not _accounted_for(case, name):
            yield case.find(
                "place-missing",
                "warning",
                f"The notice speaks of “{' '.join(claim.split())}”, and {name} has no part of the money.",
                text=claim,
                field="breakdown",
            )


def _claim(case: Case, known: int, given: int) -> str | None:
    """The words that promise a part to every place; a number that the parts fulfil promises no more."""
    found: str | None = None
    for match in EVERY_PLACE.finditer(case.flow):
        if _SOME_OF.search(case.flow, max(0, match.start() - 20), match.start()):
            continue
        count = match["number"] or match["count"]
        if count and number(count) != known:
            if number(count) == given:
                return None
            continue
        found = found or case.quote(*match.span())
    return found


def _accounted_for(case: Case, name: str) -> bool:
    """Whether the text says why the place has no part, or shows it in a row without a figure."""
    for match in _name_pattern(name).finditer(case.flow):
        sentence = case.sentence_at(match.start())
        if sentence and _LEFT_OUT.search(
            case.flow, max(sentence.start, match.start() - 160), match.end() + 160
        ):
            return True
        before = case.clean[max(0, match.start() - 1) : match.start()]
        after = case.clean[match.end() : match.end() + 1]
        if (before in ("", "\n", "\t") and after == "\t") or (before == "\t" and after in ("", "\n")):
            return True
    return False


def place_repeated(case: Case) -> Iterator[Finding]:
    """The same place stands twice in one list for the same purpose."""
    seen: dict[tuple[str, str], int] = {}
    parts = case.decision.breakdown
    for i, part in enumerate(parts):
        key = (_key(part), _purpose(case, i))
        if key in seen and _same_list(case, seen[key], i):
            yield case.find(
                "place-repeated",
                "error",
                f"{part.place} stands twice among the parts, so its money is counted twice or another "
                "place's is missing.",
                text=case.evidence(f"breakdown[{i}].place") or part.place,
                field=f"breakdown[{i}].place",
            )
        seen[key] = i


def _key(part: PlacePart) -> str:
    return part.gss_code or part.place.casefold()


def _purpose(case: Case, i: int) -> str:
    """What stands between a place and its amount, and before it on its line: a provider, another grant."""
    place, amount = case.span(f"breakdown[{i}].place"), case.span(f"breakdown[{i}].pence")
    if place is None or amount is None:
        return ""
    between = case.clean[place[1] : amount[0]] if place[1] <= amount[0] else ""
    line = case.clean.rfind("\n", 0, place[0]) + 1
    before = case.clean[line : place[0]]
    return " ".join(
        re.sub(r"[^a-z ]", " ", f"{'' if '£' in before else before} {between}".casefold()).split()
    )


def _same_list(case: Case, first: int, second: int) -> bool:
    """Whether no other text than rows stands between two parts: another heading begins another grant."""
    begin, end = case.span(f"breakdown[{first}].pence"), case.span(f"breakdown[{second}].place")
    if begin is None or end is None or begin[1] > end[0]:
        places = [_key(part) for part in case.decision.breakdown]
        return len(set(map(places.count, places))) > 1 or len(set(places)) == 1
    rows = case.clean[begin[1] : end[0]].split("\n")
    above = {row.strip() for row in case.clean[: begin[0]].split("\n")}  # a page break repeats the heading
    return not any(
        row.strip() and row.strip() not in above and "£" not in row and not re.search(r"\d", row)
        for row in rows[1:-1]
    )


# Words around another place's name that say why it is named: the comparison, the neighbour, the institution.
_ELSEWHERE = re.compile(
    r"\b(?:pilot\w*|previous\w*|neighbour\w*|similar\w*|model(?:led|s)? (?:in|from|on|used)|alongside"
    r"|learn\w*|other|also|too"
    r"|same as|compar\w+|based (?:in|at|on)|successful\w*|already|earlier|visit\w*|evaluat\w+|like|unlike"
    r"|jointly|both|between"
    r"|shared?|cross-border|partner\w*|university|court|prison|hospital|police station|college|football"
    r"|city centre|as in|well as"
    r"|host\w*|on behalf|lead authority|covering|including|expand\w*|extend\w*|roll\w*|follow\w*"
    r"|building on|elsewhere|beyond)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'&-]+")
_PLAIN = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "of",
            "for",
            "in",
            "and",
            "to",
            "with",
            "on",
            "at",
            "by",
            "from",
            "decision",
            "notice",
        ),
        *(
            "award",
            "awards",
            "awarding",
            "grant",
            "grants",
            "funding",
            "fund",
            "funds",
            "approval",
            "approve",
        ),
        *(
            "provision",
            "project",
            "programme",
            "scheme",
            "service",
            "services",
            "contract",
            "council",
            "borough",
        ),
        *("city", "metropolitan", "district", "local", "authority", "continuation", "extension", "delivery"),
        *("support", "extend", "police", "crime", "county"),
    )
)


def place_inconsistent(case: Case) -> Iterator[Finding]:
    """The text gives another place's name to the programme that the subject names."""
    title = case.decision.title or ""
    known = tuple(place.name for place in case.facts.places)
    for names in (_names((*known, *names_of("district"))), _names(names_of("region"))):
        own = set(names.findall(title))
        if not own:
            continue
        programme = _programme(names.sub(" ", title))
        for sentence in case.sentences:
            other = _other_place(sentence.text, programme, own, names)
            if other:
                yield case.find(
                    "place-inconsistent",
                    "warning",
                    f"The subject names {' and '.join(sorted(own))}, and the text names {other} for the "
                    "same programme.",
                    text=case.quote(sentence.start, sentence.end),
                    field="title",
                )
                return


def _other_place(text: str, programme: list[str], own: set[str], names: re.Pattern[str]) -> str | None:
    named = set(names.findall(text))
    if len(named) != 1 or named & own or _ELSEWHERE.search(text):
        return None
    return named.pop() if _speaks_of(names.sub(" ", text), programme) else None


def _programme(title: str) -> list[str]:
    """The subject's own words for the programme, without the place."""
    return [word.casefold() for word in _WORD.findall(title) if not any(letter.isdigit() for letter in word)]


def _speaks_of(text: str, programme: list[str]) -> bool:
    """Whether two neighbouring words of the programme's name, not both plain, stand together in the text."""
    pairs = {pair for pair in pairwise(programme) if not _PLAIN.issuperset(pair)}
    return not pairs.isdisjoint(pairwise(word.casefold() for word in _WORD.findall(text)))


def _same_place(name: str, printed: str) -> bool:
    return _name_pattern(name).search(printed) is not None


def _name_pattern(name: str) -> re.Pattern[str]:
    return _names((name,))


def listed_places(case: Case) -> tuple[int, int] | None:
    """Where money is given to at least two known places by name."""
    names = "|".join(re.escape(place.name) for place in case.facts.places)
    if not names:
        return None
    given = re.compile(
        rf"{GIVING}(?:(?!\bto\b|\bfor\b)(?:[^.;]|\.(?=\d))){{0,90}}?(?:£[\d,.]+\w*)?(?:(?!\bto\b"
        rf"|\bfor\b)(?:[^.;]|\.(?=\d))){{0,60}}?"
        rf"\b(?:to|between|among|amongst)(?: the)? (?:{names})(?:(?:,| and| &|, and) (?:{names}))+\b",
        re.IGNORECASE,
    )
    found = case.search(given)
    return found.span() if found else None


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Places' names as words of their own: not Greater Manchester for Manchester, not Manchester Road."""
    longest_first = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?<!Greater )(?:{longest_first})(?![\w-])"
        r"(?! (?:Road|Street|Lane|Crown|Magistrates|University|Airport|Combined|Arena|Piccadilly|Royal"
        r"|Evening|Central)\b)"
    )
