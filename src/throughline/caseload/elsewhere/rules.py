"""What does one row of a provider's sheet say, and what is wrong with it? Authority: R32; docs/caseload-import.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from .. import codes
from ..care.local_time import moments_of
from ..rules import CHECK_MONTHS
from .days import day_in

COLUMNS = ("event_id", "reference", "crn", "client_id", "episode_id", "kind", "on", "time", "code")
NEEDED = ("event_id", "kind", "on")
KINDS = {
    "accepted": "The service took the person on",
    "declined": "The service said no",
    "first_contact": "The person was met for the first time",
    "needs": "The eight needs, as levels",
    "treatment_start": "Specialist treatment began",
    "attendance": "The person came, or did not",
    "exit": "The support ended",
    "recovery_check": "How the person is three, six or twelve months later",
}
CAME = ("attended", "missed", *codes.NO_SESSION)
DECLINED = tuple(
    each for each in codes.DECLINE if each != "OTH"
)  # another reason needs words; a sheet has none
CHECKED = ("sustained", "not", "not_reached")
# What the page says beside a kind that asks for a code; the whole of it stands in docs/caseload-import.md.
CODES = {
    "declined": ", ".join(DECLINED),
    "needs": "all eight, such as ACCOM=low ETE=none FBD=none DNR=high LIFE=low FAM=none EWB=medium SOC=none",
    "attendance": f"attended, missed, or why it was not held: {', '.join(codes.NO_SESSION)}",
    "exit": "completed, drug_free (80), alcohol_free (81), occasional (82), transferred, dropped_out, declined, "
    "returned_to_custody, moved or withdrawn_by_provider",
    "recovery_check": "the months and the answer, such as 3 sustained, 6 not, 12 not_reached",
}
# Treatment monitoring's discharge codes of success; its other codes are unverified, so a sheet says ours.
DISCHARGES = {"80": "drug_free", "81": "alcohol_free", "82": "occasional"}
ENDINGS = codes.PLANNED | codes.UNPLANNED
_REFERENCE = re.compile(r"DR-[0-9B-Z]{3}-[0-9B-Z]{3}|S[0-9A-F]{10}", re.ASCII)  # the second: made up in bulk
_CRN = re.compile(r"[A-Z]\d{6}", re.ASCII)
_LONGEST = 60


class RowError(ValueError):
    """A row is not taken: in which column, and why, in words that repeat nothing of the row."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column, self.why = column, why


@dataclass(frozen=True, slots=True)
class Event:
    """One row, understood. Found by our reference, by the CRN, or by a CLIENTID that is linked already."""

    row: int
    event_id: str
    kind: str
    on: date
    code: str = ""
    clock: time | None = None
    reference: str = ""
    crn: str = ""
    client_id: str = ""
    episode_id: str = ""

    @property
    def says(self) -> str:
        """What happened, without who it happened to: the same id says the same for ever."""
        return "|".join((self.kind, self.on.isoformat(), str(self.clock or ""), self.code))

    @property
    def order(self) -> tuple[date, int, int]:
        """Events are taken in the order in which they happened, whatever the order of the sheet."""
        return self.on, list(KINDS).index(self.kind), self.row


def read_row(row: int, said: Mapping[str, str], today: date) -> Event:
    """The event of a row; RowError names the first column that is wrong."""
    found = {name: said.get(name, "").strip() for name in COLUMNS}
    for name, value in found.items():
        if len(value) > (200 if name == "code" else _LONGEST):
            raise RowError(name, "This is too long.")
    if not found["event_id"]:
        raise RowError("event_id", "Your system’s own id of the event is missing.")
    kind = found["kind"].lower().replace(" ", "_")
    if kind not in KINDS:
        raise RowError("kind", f"This is none of: {', '.join(KINDS)}.")
    reference, crn = found["reference"].upper(), found["crn"].replace(" ", "").upper()
    if reference and not _REFERENCE.fullmatch(reference):
        raise RowError("reference", "This is no reference of ours, such as DR-BCD-FGH.")
    if crn and not _CRN.fullmatch(crn):
        raise RowError("crn", "This is no CRN: one letter and six figures.")
    if not (reference or crn or found["client_id"]):
        raise RowError(
            "reference", "Say whom it is about: our reference, the CRN, or a CLIENTID linked before."
        )
    on, clock = _day(found["on"]), _clock(found["time"])
    if on > today:
        raise RowError("on", "This day is still to come.")
    if clock and not moments_of(on, clock):
        raise RowError("time", "The clocks went forward over this time on that day.")
    return Event(
        row=row,
        event_id=found["event_id"],
        kind=kind,
        on=on,
        code=_code(kind, found["code"]),
        clock=clock,
        reference=reference,
        crn=crn,
        client_id=found["client_id"],
        episode_id=found["episode_id"],
    )


def levels_in(code: str) -> dict[str, str]:
    """The level of each need in the code of an event of the kind `needs`."""
    return dict(part.split("=", 1) for part in code.split())


def check_in(code: str) -> tuple[int, str]:
    """After how many months a recovery check was made, and its answer."""
    months, _, answer = code.partition(" ")
    return int(months), answer


def ending_in(code: str) -> tuple[str, dict[str, str]]:
    """Why the support ended, and what was achieved of each outcome that is judged."""
    reason, *judged = code.split()
    return reason, dict(each.split("=", 1) for each in judged)


def _code(kind: str, said: str) -> str:
    match kind:
        case "declined":
            return _one_of(said.upper(), DECLINED)
        case "attendance":
            return _one_of(said if said in codes.NO_SESSION else said.lower(), CAME)
        case "exit":
            return _ending(said)
        case "needs":
            return _needs(said)
        case "recovery_check":
            months, _, answer = said.lower().partition(" ")
            if months not in map(str, CHECK_MONTHS) or answer not in CHECKED:
                raise RowError("code", "Write the months and the answer, such as: 3 sustained.")
            return f"{months} {answer}"
    return ""


def _needs(said: str) -> str:
    parts = [part.partition("=") for part in said.replace(";", " ").replace(",", " ").split()]
    levels = {need.upper(): level.lower() for need, _, level in parts}
    if set(levels) != set(codes.NEEDS) or not set(levels.values()) <= set(codes.LEVELS):
        raise RowError(
            "code", "Write all eight needs with their levels, such as: ACCOM=low ETE=none and so on."
        )
    return " ".join(f"{need}={levels[need]}" for need in codes.NEEDS)


def _ending(said: str) -> str:
    """The reason, and what was achieved of any of the three outcomes: completed use=ACHIEVED."""
    reason, *parts = said.replace(";", " ").split() or [""]
    reason = _one_of(DISCHARGES.get(reason, reason.lower()), tuple(ENDINGS))
    if reason == "died":
        raise RowError(
            "code", "A death is notified here, by a person: whoever must know is told, and it is reviewed."
        )
    pairs = [part.partition("=") for part in parts]
    judged = {outcome.lower(): achieved.upper() for outcome, _, achieved in pairs}
    if not (set(judged) <= set(codes.OUTCOMES) and set(judged.values()) <= set(codes.ACHIEVED)):
        raise RowError(
            "code", f"Outcomes are {', '.join(codes.OUTCOMES)}; each is {', '.join(codes.ACHIEVED)}."
        )
    return " ".join([reason, *(f"{each}={judged[each]}" for each in codes.OUTCOMES if each in judged)])


def _one_of(said: str, known: tuple[str, ...]) -> str:
    if said not in known:
        raise RowError("code", f"This is none of: {', '.join(known)}.")
    return said


def _day(said: str) -> date:
    try:
        return day_in(said)
    except ValueError:
        raise RowError("on", "This is no day such as 2026-05-28 or 28/05/2026.") from None


def _clock(said: str) -> time | None:
    try:
        clock = time.fromisoformat(said) if said else None
    except ValueError:
        raise RowError("time", "This is no time such as 14:30.") from None
    if clock and clock.tzinfo:
        raise RowError("time", "Write the time as London’s clocks show it, such as 14:30, without a zone.")
    return clock
