"""What stands in an extract of the caseload, table by table? Rows about people, pseudonymised: personal data still. R40

This is the one place that says it: the caseload writes its tables by it, the agreements posts and costs, and whoever
reads one asks `may_be_read` first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughline.frame.ports import Port
from throughline.frame.sealed_file import Part
from throughline.kernel.verdict import Allowed, Refused, Verdict

from .codes import CODES, Codes

SCHEMA = "throughline extract"
VERSION = 2
KINDS = {
    "pseudonym": "a keyed hash, 32 hexadecimal digits; the same in every extract of one installation and secret",
    "code": "a code of this product or of the national systems, never a text that somebody typed",
    "day": "a day as 2026-05-28; empty when there is none",
    "month": "a month as 2026-05",
    "number": "a whole number; empty when it is not known",
    "yes_no": "yes, no, or empty when it is not known",
}
NEVER = (
    "names",
    "CRN and other numbers of a person",
    "dates of birth",
    "addresses and postcodes",
    "telephone numbers and e-mail addresses",
    "anything that somebody wrote in their own words",
    "names of staff",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its kind of KINDS, what it says, and which codes may stand in it if it is one of them."""

    name: str
    kind: str
    means: str
    codes: Codes | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what a row is, its columns; the first column names the row or whom it belongs to."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _columns(*said: str) -> tuple[Column, ...]:
    """Columns from lines such as "sent_on day When it was sent"; `code:need` is a code of the list of that name."""
    found = []
    for line in said:
        name, kind, means = line.split(" ", 2)
        kind, _, of = kind.partition(":")
        found.append(Column(name, kind, means, CODES[of] if kind == "code" else None))
    return tuple(found)


_OF = "referral pseudonym The referral that it belongs to"
TABLES = (
    Table(
        "people",
        "a person as one provider's record knows them; the pseudonym is the same at every provider that has the CRN",
        _columns(
            "person pseudonym The person",
            "provider code:provider Whose record it is",
            "sex code:sex F, M or other; empty when not said",
            "ethnicity code:ethnicity asian, black, mixed, white, other or not_coded; empty when not said",
            "disability yes_no Whether a disability is on record",
            "died_in month The month of death",
        ),
    ),
    Table(
        "referrals",
        "a referral that was sent",
        _columns(
            "referral pseudonym The referral",
            "person pseudonym The person",
            "provider code:provider The service",
            "unit code:unit Probation delivery unit, by name",
            "place code:place Locality, by name",
            "worker pseudonym The key worker now",
            "follows pseudonym The referral of the same person that it follows",
            "age_band code:age_band Age when sent: 18-24, 25-34, 35-44, 45-54, 55-64, 65+",
            "source code:source From where: community, custody, court, walk_in",
            "sentence code:sentence Kind of sentence",
            "requirement code:requirement DRR, ATR and others",
            "sentenced_on day When the requirement was made",
            "sentence_ends_on day End of the sentence",
            "release_on day Release from custody",
            "is_urgent yes_no Whether it was urgent",
            "risk_at_start code:risk Highest risk of serious harm to others when sent: LOW, MEDIUM, HIGH, VERY_HIGH",
            "risk_latest code:risk The same as probation said last",
            "sent_on day When it was sent",
            "state code:state Where it stands",
            "triaged_on day When the service decided",
            "triage_reason code:triage Why it was declined or redirected",
            "assigned_on day When a key worker was named",
            "first_contact_on day First appointment that the person came to",
            "paused_on day Since when it is paused",
            "pause code:pause Why",
            "exited_on day When support ended or the referral was withdrawn",
            "exit_reason code:exit Why support ended",
            "was_planned yes_no Whether that was planned",
            "withdrawn_for code:withdrawal Why probation withdrew it",
        ),
    ),
    Table(
        "needs_sought",
        "a need for which the referral asked for help",
        _columns(_OF, "need code:need One of the eight", "complexity code:complexity LOW, MEDIUM or HIGH"),
    ),
    Table(
        "needs",
        "a need as an assessment found it",
        _columns(
            _OF,
            "assessment pseudonym The assessment",
            "kind code:assessment first, review or exit",
            "completed_on day When it was completed",
            "need code:need One of the eight",
            "level code:level none, low, medium or high",
            "is_linked_to_harm yes_no Linked to harm",
            "is_linked_to_reoffending yes_no Linked to reoffending",
            "is_strength yes_no A strength",
        ),
    ),
    Table(
        "profiles",
        "an item of a Treatment Outcomes Profile; its crime items are never asked",
        _columns(
            _OF,
            "stage code:stage start, review or exit",
            "taken_on day When it was taken",
            "item code:item Which item",
            "value number The answer",
        ),
    ),
    Table(
        "contacts",
        "an appointment; one that was moved has its own row",
        _columns(
            _OF,
            "kind code:contact assessment, one_to_one, group, clinic, review or check",
            "mode code:mode In person, by phone or video",
            "state code:contact_state What became of it",
            "on day Its day",
            "minutes number How long it was to last",
            "late_minutes number How late the person came",
            "no_session code:no_session Why there was no session",
        ),
    ),
    Table(
        "pathways",
        "what was done for the person, from when until when",
        _columns(
            _OF,
            "kind code:pathway specialist, brief, extended or coordination",
            "runs_from day First day",
            "runs_until day First day on which it did not run",
        ),
    ),
    Table(
        "treatments",
        "a referral to specialist treatment as the treatment service confirmed it",
        _columns(
            _OF,
            "state code:treatment What became of it",
            "referred_on day Asked for",
            "accepted_on day Accepted",
            "started_on day Started",
            "ended_on day Ended",
            "ended_for code:treatment_end Why",
        ),
    ),
    Table(
        "interventions",
        "a session of a brief or extended intervention",
        _columns(
            _OF,
            "intervention code:intervention Which one, from the catalogue",
            "version number Its version",
            "kind code:intervention_kind brief or extended",
            "session number Which session",
            "of number How many make it complete",
            "given_on day When",
        ),
    ),
    Table(
        "harm_reduction",
        "naloxone, a blood-borne virus test, an overdose",
        _columns(_OF, "kind code:harm What", "on day When"),
    ),
    Table(
        "onward",
        "help with another need elsewhere",
        _columns(
            _OF,
            "need code:need Which need",
            "sent_on day When",
            "outcome code:onward What came of it",
            "outcome_on day When that was known",
        ),
    ),
    Table(
        "outcomes",
        "an outcome judged at the end",
        _columns(
            _OF,
            "outcome code:outcome Which",
            "achieved code:achieved ACHIEVED, PARTIALLY_ACHIEVED or NOT_ACHIEVED",
        ),
    ),
    Table(
        "checks",
        "a recovery check",
        _columns(
            _OF,
            "months number 3, 6 or 12",
            "due_on day When it was due",
            "done_on day When it was made",
            "answer code:answer sustained, not, not_reached, or empty",
        ),
    ),
    Table(
        "concerns",
        "a concern about somebody's safety",
        _columns(
            _OF,
            "route code:route To which statutory body",
            "about code:about The person, a child or somebody else",
            "raised_on day When",
            "due_on day By when it was to be acted on",
            "acknowledged_on day When its owner had read it",
            "closed_on day When it was closed with the receipt",
        ),
    ),
    Table(
        "deaths",
        "a death and its review",
        _columns(
            _OF,
            "died_in month When",
            "is_drug_related code:drug_related yes, no or unknown",
            "review_due_on day By when it is reviewed",
            "reviewed_on day When it was",
        ),
    ),
    Table(
        "told",
        "what probation was told, and when it read it",
        _columns(
            _OF, "kind code:told What", "told_on day When", "acknowledged_on day When somebody had read it"
        ),
    ),
    Table(
        "posts",
        "a span of a funded post: filled by somebody, or vacant",
        _columns(
            "post pseudonym The post",
            "provider code:provider Who employs",
            "place code:place Locality, by name",
            "unit code:unit Probation delivery unit, by name; empty when it sits in none",
            "hundredths number Whole-time equivalent in hundredths",
            "days_on_site number Days a week in the unit",
            "state code:post filled or vacant",
            "runs_from day First day",
            "runs_until day First day on which it did not run; empty while it runs",
        ),
    ),
    Table(
        "costs",
        "money for this support in a place and month; of our grants a twelfth of the year’s award",
        _columns(
            "place code:place Locality, by name",
            "month month When",
            "stream code:stream grant, or other for money of another payer",
            "pence number How much",
        ),
    ),
)

OFFENCES = Table(
    "offences",
    "a proven offence of somebody whom the ministry matched, or that it knows of none; in a file of its own",
    _columns(
        "person pseudonym The person; whoever is in no row was not matched",
        "offence_on day When it was committed; empty when none is proven",
        "proven_on day When a court or a caution proved it",
        "group code:offence_group The ministry's group of offences",
    ),
)

FUNDED: Port[[date, date, bool], tuple[Iterable[tuple[object, ...]], Iterable[tuple[object, ...]]]] = Port(
    "posts and costs of the support",
    "Which posts are funded and what does the support cost in these days, as rows of `posts` and `costs`? R21, R40",
)


def part_of_rows(table: Table, rows: Iterable[Sequence[object]]) -> Part:
    """Rows of texts as a part of a sealed extract, in Parquet; written as they come."""
    from . import store  # it brings the engines' libraries, which no page waits for

    return store.part_of_rows(table, rows)


def rows_of(pieces: Iterable[bytes]) -> Iterator[tuple[object, ...]]:
    """The rows of a part in Parquet, as texts; what is empty is empty."""
    from . import store

    for row in store.rows_of(pieces):
        yield tuple("" if value is None else str(value) for value in row)


def may_be_read(manifest: Mapping[str, Any]) -> Verdict:
    """Whether an extract with this manifest is one of this schema and version, with exactly its tables and columns."""
    if manifest.get("schema") != SCHEMA:
        return Refused("This is no extract of a caseload.")
    if manifest.get("version") != VERSION:
        return Refused(
            f"This extract has version {manifest.get('version')} of its schema, and version {VERSION} is read here.",
            "Make the extract again, or read it with the release that made it.",
        )
    there = [(part["name"], tuple(part["columns"])) for part in manifest["parts"]]
    if there != [(table.name, table.names) for table in TABLES]:
        return Refused("The tables of this extract are not those of its schema.")
    return Allowed()
