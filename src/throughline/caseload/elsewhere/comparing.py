"""Who of a provider's people is in its treatment monitoring extracts, who is not, and why? Authority: R32, R41.

A provider may send two: the adult set holds structured treatment, the criminal justice set whom its justice team saw.
They are compared each by itself, because somebody may rightly be in one and not in the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .days import day_in

SETS = {"adult": "adult set", "justice": "criminal justice set"}
DAYS = ("triaged", "modexit")
NEEDED = ("clientid", "episodid", *DAYS)
ENDED = ("exited", "closed", "withdrawn", "declined", "redirected")


@dataclass(frozen=True, slots=True)
class There:
    """A row of an extract: of which set, its number, its episode, and its days."""

    row: int
    client_id: str
    episode_id: str
    triaged_on: date | None
    ended_on: date | None
    in_set: str = "adult"


@dataclass(frozen=True, slots=True)
class Here:
    """A referral of ours, as far as the comparison asks."""

    reference: str
    state: str
    client_id: str
    episode_id: str
    sent_on: date
    started_on: date | None
    ended_on: date | None
    said_no_to_monitoring: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the comparison: the row and its set, our reference, and what to know or do."""

    where: str
    row: int | None
    reference: str
    why: str
    agrees: bool = False
    in_set: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """How many of our referrals are in both sets, in one alone, and in none."""

    both: int
    adult_alone: int
    justice_alone: int
    none: int


def read_row(row: int, said: Mapping[str, str], in_set: str = "adult") -> There | str:
    """The row of the extract, or what is wrong with it in words that repeat nothing of it."""
    client = said.get("clientid", "").strip().upper()
    if not client:
        return "CLIENTID is missing."
    try:
        triaged, ended = (day_in(cell) if (cell := said.get(name, "").strip()) else None for name in DAYS)
    except ValueError:
        return "TRIAGED or MODEXIT is no day."
    return There(row, client, said.get("episodid", "").strip().upper(), triaged, ended, in_set)


def compare(there: Iterable[There], here: Iterable[Here], sets: Iterable[str] = ("adult",)) -> list[Found]:
    """Every row once, and every referral once for each set compared that lacks it: where, and why."""
    here, there, sets = list(here), list(there), list(sets)
    ours: dict[str, list[Here]] = {}
    for each in here:
        if each.client_id:
            ours.setdefault(each.client_id, []).append(each)
    found: list[Found] = []
    met: dict[str, set[str]] = {}
    for row in there:
        known = ours.get(row.client_id, [])
        if not known:
            why = "This CLIENTID is linked to nobody here: not referred by probation, or not linked yet."
            found.append(Found("only_there", row.row, "", why, in_set=row.in_set))
            continue
        same = [each for each in known if row.episode_id and each.episode_id == row.episode_id]
        one = max(same or known, key=lambda each: (each.sent_on, each.reference))
        met.setdefault(one.reference, set()).add(row.in_set)
        differences = list(_differences(row, one, is_same_episode=bool(same)))
        why = " ".join(differences) or "Agrees."
        found.append(Found("both", row.row, one.reference, why, not differences, row.in_set))
    for each in here:
        there_in = met.get(each.reference, set())
        if not there_in:
            found.append(Found("only_here", None, each.reference, _missing(each)))
            continue
        for lacking in (name for name in sets if name not in there_in):
            agrees, why = _in_one_alone(each, lacking)
            found.append(Found("one_set", None, each.reference, why, agrees, lacking))
    return found


def membership(found: Iterable[Found], here: Iterable[Here]) -> Membership:
    """In which of the two sets our referrals are; together they are all of them."""
    met: dict[str, set[str]] = {}
    for each in found:
        if each.where == "both":
            met.setdefault(each.reference, set()).add(each.in_set)
    sets = [met.get(each.reference, set()) for each in here]
    return Membership(
        sum(len(each) == len(SETS) for each in sets),
        sets.count({"adult"}),
        sets.count({"justice"}),
        sets.count(set()),
    )


def _differences(row: There, one: Here, *, is_same_episode: bool) -> Iterable[str]:
    if not is_same_episode and row.episode_id and one.episode_id:
        yield "Another EPISODID is linked here."
    if row.ended_on and one.state not in ENDED:
        yield "Ended there, still open here."
    elif not row.ended_on and one.state in ENDED:
        yield "Ended here, still open there."
    elif row.ended_on and one.ended_on and row.ended_on != one.ended_on:
        yield "The end is on another day."
    if row.triaged_on and row.triaged_on < one.sent_on:
        yield "Triaged there before the referral: treatment was under way already."
    if one.started_on and row.triaged_on and one.started_on < row.triaged_on:
        yield "Treatment starts here before TRIAGED there."


def _in_one_alone(one: Here, lacking: str) -> tuple[bool, str]:
    """Whether that is as it should be, and why somebody is in one set and not in the other."""
    if lacking == "justice":
        return (
            True,
            "In the adult set alone: the criminal justice team did not see them, or their episode is closed.",
        )
    if one.started_on is None:
        return (
            True,
            "In the criminal justice set alone: no treatment has started, so no adult episode is expected.",
        )
    return (
        False,
        "Treatment started here, and only the criminal justice set has them: submit the adult episode.",
    )


def _missing(one: Here) -> str:
    if one.said_no_to_monitoring:
        return "The person said no to national monitoring."
    if one.client_id:
        return "Linked, but not in this extract: check its period, and whether the episode was submitted."
    if one.state == "sent":
        return "Not decided yet."
    if one.state in ENDED and one.started_on is None:
        return "Ended without treatment: no episode is expected."
    if one.started_on is None:
        return "No treatment has started: an episode may not exist yet. Link it when it does."
    return "Treatment started, and no CLIENTID is linked. Link it."
