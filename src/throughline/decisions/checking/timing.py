"""Do the dates hold, was it published in time, and is later money only hoped for?"""

import re
from collections.abc import Iterator

from throughline.kernel.dates import FinancialYear
from throughline.kernel.wording import long_date

from ..reading.dates import dates, years
from ..reading.shape import Finding, RelatedDecision
from .case import Case
from .wording import gap

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur|urs)?day|s|rs|urs)?"
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY}(?:(?<!day)\.)?,?(?: the)? ?$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf" ?\(?,? ?{_WEEKDAY}\b", re.IGNORECASE)


def date_weekday_disagrees(case: Case) -> Iterator[Finding]:
    """A date printed with a weekday falls on that weekday."""
    seen = set()
    for found in dates(case.flow):
        before = _WEEKDAY_BEFORE.search(case.flow, max(0, found.start - 16), found.start)
        after = None if before else _in_brackets(case, found.end)
        printed = before or after
        if printed is None or printed["day"].title() == _DAYS[found.day.weekday()][:3]:
            continue
        start, end = min(printed.start(), found.start), max(printed.end(), found.end)
        named = next(day for day in _DAYS if day.startswith(printed["day"].title()))
        if (named, found.day) not in seen:
            seen.add((named, found.day))
            yield case.find(
                "date-weekday-disagrees",
                "warning",
                f"{long_date(found.day)} was a {_DAYS[found.day.weekday()]}, and the notice says {named}.",
                text=case.quote(start, end),
                field="decided_on" if found.day == case.decision.decided_on else None,
            )


def _in_brackets(case: Case, end: int) -> re.Match[str] | None:
    match = _WEEKDAY_AFTER.match(case.flow, end)
    return match if match and case.flow[end : end + 2].strip()[:1] == "(" else None


def published_late(case: Case) -> Iterator[Finding]:
    """R6: published within the days that the setting allows after the decision; unverified."""
    decided, published = case.decision.decided_on, case.decision.published_on
    if decided is None or published is None:
        return
    days, most = (published - decided).days, case.facts.publish_within_days
    if days > most:
        yield case.find(
            "published-late",
            "warning",
            f"It was published {days} days after the decision; the setting is {most} days (unverified).",
            text=case.evidence("published_on"),
            field="published_on",
        )


_MONEY = r"(?:fund\w*|grants?|allocations?|money|monies|budgets?|investment|awards?|settlement|values?|contributions?)"
_HOPES = (
    # subject to the money itself, not to the recipient's doing
    r"\bsubject to (?!(?:\w+ ){0,3}(?:satisfactory|performance|monitoring|contract|conditions|terms"
    r"|sign\w+|diligence"
    rf"|compliance|audits?|reports?)\b)(?:[\w’'-]+ ){{0,6}}?(?:{_MONEY}"
    r"|(?:comprehensive )?spending review)\b",
    # funding is not yet confirmed, or only for this year
    rf"\b{_MONEY}\b{gap(60)}\b(?:not|yet|still)(?: yet)?(?: been)?(?: to be)? "
    r"(?:confirmed|agreed|secured|known|announced|guaranteed)",
    rf"\b{_MONEY}\b{gap(40)}\bonly\b{gap(20)}\b(?:available|confirmed|known|agreed)",
    # an indicative figure
    rf"\b{_MONEY}\b{gap(60)}\b(?:unconfirmed|to be confirmed|tbc|indicative|provisional\w*|uncertain)\b",
    rf"\b(?:unconfirmed|indicative|provisional)(?:ly)?\b{gap(60)}(?:\b{_MONEY}|£)",
    rf"£[\d,.]+{gap(40)}\b(?:indicative|provisional|to be confirmed|unconfirmed)\b",
    # should funding be available
    rf"\b(?:should|if|where|provided(?: that)?|assuming|were)\b{gap(60)}\b{_MONEY}\b{gap(30)}"
    r"\b(?:be|is|are|becomes?|remains?|continues?|made) (?:available|confirmed|secured|continued|agreed)",
    # it is hoped that funding will continue, that a third round will follow
    r"\b(?:intend\w*|intention|anticipat\w+|expect\w*|envisag\w+|hoped|hopes|plan(?:s|ned)?|propos\w+)\b"
    rf"{gap(80)}\b(?:{_MONEY}|rounds?|phases?)\b{gap(60)}"
    r"\b(?:continu\w+|remain\w*|follow|(?:be )?(?:made )?available|be (?:extended|renewed|repeated|increased))",
    rf"\b(?:intends?|intention|intended)\b{gap(80)}\b(?:depends?|dependent|conditional|contingent"
    r"|subject) (?:on|upon|to)\b",
    r"\bin principle\b",
)
_OPEN = re.compile("|".join(_HOPES), re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:future|subsequent|later|following|further|next|remaining|coming|out|second|third|fourth"
    r"|additional)"
    r" (?:two |three |four |\d )?(?:financial )?years?\b|\byears? (?:two|three|four|[2-5])\b|\bbeyond\b"
    r"|\bthereafter\b"
    r"|\b(?:further|additional|another) (?:12|24|36|twelve|eighteen|18) months\b|\bin (?:the )?future\b"
    r"|\bextension\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:has|have|had|is|are|was|were|been) (?:now |all |both |already |fully )*(?:confirmed|secured"
    r"|agreed)\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(r"\b(?:not|yet|if|should|once|when|unless|subject)\b", re.IGNORECASE)


def year_not_confirmed(case: Case) -> Iterator[Finding]:
    """R13: only confirmed money is committed; later years are intentions. Authority: DN24."""
    first = _first_year(case)
    for sentence in case.sentences:
        match = _OPEN.search(sentence.text)
        if match is None or (_SETTLED.search(sentence.text) and not _UNSETTLED.search(sentence.text)):
            continue
        named = [year.year for year in years(sentence.text) if first is None or year.year > first]
        if named or _LATER.search(sentence.text):
            when = named[-1] if named else "later years"
            yield case.find(
                "year-not-confirmed",
                "note",
                f"Money for {when} is intended but not confirmed, so this decision commits none of it.",
                text=case.quote(sentence.start, sentence.end),
                field="by_year",
            )
            return


def _first_year(case: Case) -> str | None:
    if case.decision.decided_on:
        return str(FinancialYear.of(case.decision.decided_on))
    return min((year.year for year in case.decision.by_year), default=None)


_CALLED_IN = re.compile(r"\bcall(?:ed)?[- ]in\b", re.IGNORECASE)


def related_decision_not_held(case: Case) -> Iterator[Finding]:
    """R10: what the notice leans on is linked; an earlier decision that is not on record here is named."""
    for i, related in enumerate(case.decision.related):
        if _CALLED_IN.search(related.text) or not _is_earlier(case, related):
            continue
        if not _is_held(case, related):
            yield case.find(
                "related-decision-not-held",
                "note",
                f"The notice leans on another decision that is not held here: {_shortened(related.text)}.",
                text=case.evidence(f"related[{i}].text") or related.text,
                field=f"related[{i}]",
            )


def _is_earlier(case: Case, related: RelatedDecision) -> bool:
    own = case.decision.decided_on
    return own is None or related.decided_on is None or related.decided_on < own


def _is_held(case: Case, related: RelatedDecision) -> bool:
    for held in case.facts.held:
        if held.reference and held.reference.casefold() in related.text.casefold():
            return True
        if related.decided_on and held.decided_on:
            if related.decided_on == held.decided_on:
                return True
        elif _words(held.title) and _words(held.title) <= _words(related.text):
            return True
    return False


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.casefold()) if len(word) > 3}


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157].rsplit(' ', 1)[0]}…"
