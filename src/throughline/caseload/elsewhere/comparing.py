"""Who of a provider's people is in its treatment monitoring extract, who is not, and why? Authority: R32, R41."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .days import day_in

DAYS = ("triaged", "modexit")
NEEDED = ("clientid", "episodid", *DAYS)
ENDED = ("exited", "closed", "withdrawn", "declined", "redirected")


@dataclass(frozen=True, slots=True)
class There:
    """A row of the extract: its number, its episode, and its days."""

    row: int
    client_id: str
    episode_id: str
    triaged_on: date | None
    ended_on: date | None


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
    """One line of the comparison: `rows` of the extract, our reference, and what to know or do."""

    where: str
    row: int | None
    reference: str
    why: str
    agrees: bool = False


def read_row(row: int, said: Mapping[str, str]) -> There | str:
    """The row of the extract, or what is wrong with it in words that repeat nothing of it."""
    client = said.get("clientid", "").strip().upper()
    if not client:
        return "CLIENTID is missing."
    try:
        triaged, ended = (day_in(cell) if (cell := said.get(name, "").strip()) else None for name in DAYS)
    except ValueError:
        return "TRIAGED or MODEXIT is no day."
    return There(row, client, said.get("episodid", "").strip().upper(), triaged, ended)


def compare(there: Iterable[There], here: Iterable[Here]) -> list[Found]:
    """Every row and every referral once: in both, only there, only here, each with why."""
    ours: dict[str, list[Here]] = {}
    unlinked = []
    for each in here:
        if each.client_id:
            ours.setdefault(each.client_id, []).append(each)
        else:
            unlinked.append(each)
    found, met = [], set()
    for row in there:
        known = ours.get(row.client_id, [])
        same = [each for each in known if row.episode_id and each.episode_id == row.episode_id]
        if not known:
            why = "This CLIENTID is linked to nobody here: not referred by probation, or not linked yet."
            found.append(Found("only_there", row.row, "", why))
            continue
        one = max(same or known, key=lambda each: (each.sent_on, each.reference))
        met.add(one.reference)
        differences = list(_differences(row, one, is_same_episode=bool(same)))
        found.append(
            Found("both", row.row, one.reference, " ".join(differences) or "Agrees.", not differences)
        )
    for each in [*(one for group in ours.values() for one in group), *unlinked]:
        if each.reference not in met:
            found.append(Found("only_here", None, each.reference, _missing(each)))
    return found


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
