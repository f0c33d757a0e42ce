"""What does the draft of a variation's decision say when it begins?

Officers write on from here in the draft itself; its figures must stay the variation's, to the penny.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date

from .rules import Line, net, value


@dataclass(frozen=True, slots=True)
class Named:
    """A grant that a variation names, as a decision names it."""

    place: str
    recipient: str
    programme: str
    programme_code: str
    year: str
    decision: str = ""


def part_of(line: Line, grant: Named, *, several: bool) -> dict[str, Any]:
    """The row of the draft's parts for a changed award; where an area has several grants, each says which it is."""
    which = f"{grant.recipient}: {grant.programme}, {grant.year}" if several else grant.recipient
    return {
        "place": grant.place,
        "recipient": which,
        "legal_recipient": grant.recipient if several else "",
        "pence": _pence(line.after) - _pence(line.before),
    }


def parts(lines: Sequence[Line], grants: Sequence[Named]) -> list[dict[str, Any]]:
    """One row for each award that changes, in the order of the lines."""
    several = len({(each.programme_code, each.year) for each in grants}) > 1
    return [
        part_of(line, grant, several=several)
        for line, grant in zip(lines, grants, strict=True)
        if line.what == "amount"
    ]


def sections(
    title: str,
    reason: str,
    by_notice: str,
    lines: Sequence[Line],
    grants: Sequence[Named],
    *,
    decision_type: str,
    function: str,
    known_programmes: frozenset[str],
) -> dict[str, dict[str, Any]]:
    """The sections of the draft, as its forms would save them; what is not known here stays unsaid."""
    codes = sorted({each.programme_code for each in grants})
    earlier = {each.decision for each in grants if each.decision}
    years = sorted({each.year for each in grants})
    rows = parts(lines, grants)
    subject = {"title": title, "purpose": f"a change of {_counted(lines)}"}
    if len(codes) == 1 and codes[0] in known_programmes:
        subject["programme"] = codes[0]
    when: dict[str, Any] = {"varies": "varies"}
    if rows:
        when["new_award_pence"] = value(lines).new_award.pence
    if len(earlier) == 1:
        when["varied_number"] = min(earlier)
    if len(codes) == 1 and len(years) == 1:
        when["purpose_key"] = codes[0]
    return {
        "subject": subject,
        "type": {"decision_type": decision_type, "stage": "final"},
        "function": {"function": function},
        "decision": {"decision": _decision(lines, rows, by_notice)},
        "reasons": {"reasons": reason},
        "financial": {
            "total_pence": net(lines).pence,
            **({"parts": rows} if rows else {}),
            **(
                {"by_year": [{"year": years[0], "pence": net(lines).pence}]}
                if rows and len(years) == 1
                else {}
            ),
        },
        "when": when,
    }


def in_words(what: str, said: Money | str, names: dict[str, str]) -> str:
    """One side of a line as a person reads it; `names` has the titles of specifications by id."""
    if isinstance(said, Money):
        return str(said)
    if what == "ends_on" and said:
        day = date.fromisoformat(said)
        return long_date(day)
    if what == "specification":
        return names.get(said, "None")
    return said or "Nothing beside the clauses"


def _decision(lines: Sequence[Line], rows: Sequence[dict[str, Any]], by_notice: str) -> str:
    said = []
    if rows:
        change = net(lines)
        how = "rise" if change > Money(0) else "fall" if change < Money(0) else "change"
        amount = f" by {abs(change)} in total" if change else ", with no change of their total"
        said.append(f"The awards of {_counted(lines)} {how}{amount}, each as listed.")
    others = sorted({line.what for line in lines} - {"amount"})
    words = {"ends_on": "the last day", "specification": "the specification", "words": "further words"}
    if others:
        said.append(f"Of the agreements change: {', '.join(words[each] for each in others)}, as attached.")
    said.append(
        "The agreements let the authority change the award by notice."
        if by_notice
        else "Each grant changes when both sides have signed its varied agreement."
    )
    return " ".join(said)


def _counted(lines: Sequence[Line]) -> str:
    count = len({line.grant for line in lines})
    return "1 grant" if count == 1 else f"{count} grants"


def _pence(said: Money | str) -> int:
    return said.pence if isinstance(said, Money) else 0
