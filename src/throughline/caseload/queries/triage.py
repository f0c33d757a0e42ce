"""What does a unit read of one referral before it decides: risk first, then who, why and what for?"""

from dataclasses import dataclass
from datetime import date

from throughline.kernel.wording import long_date
from throughline.organisations.queries import names_of

from .. import codes, sealed
from ..actions.after_sending import amendment_of, words_of
from ..actions.joining import known
from ..models import Alert, Amendment, Protocol, Question, Referral, Transfer
from ..rectifying import FIELDS, STATEMENT
from ..risks import risks_in_words
from ..rules import Clock
from .alerts import unread_of
from .candidates import needs_of
from .cases import Case
from .inbox import need_in_words
from .referring import LABELS

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the service with its answer, if there is one."""

    question: str
    answer: str
    by: str
    row: Question


@dataclass(frozen=True, slots=True)
class Changed:
    """What probation changed after sending, and why."""

    what: str
    before: str
    after: str
    because: str
    row: Amendment
    by: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the referral itself says, in the order in which a key worker asks."""

    risks: tuple[str, ...]
    risk_pairs: Pairs
    children: Pairs
    needs: tuple[str, ...]
    order: Pairs
    practical: Pairs
    referrer: Pairs


@dataclass(frozen=True, slots=True)
class Whole:
    """One referral, ready for its page."""

    said: Said
    clock: Clock | None
    questions: list[Asked]
    changes: list[Changed]
    protocol: Protocol | None
    sender: str
    key_worker: str
    offer: Transfer | None
    known: Referral | None
    unread: list[Alert]


def whole(case: Case) -> Whole:
    """What the referral says, what was asked and changed since, and who it may be already; eight queries."""
    referral = case.referral
    questions = list(Question.objects.filter(referral=referral).order_by("-asked_at", "id"))
    changes = list(Amendment.objects.filter(referral=referral).order_by("-amended_at", "id"))
    staff = {each.asked_by for each in questions} | {each.amended_by for each in changes}
    names = names_of(({referral.sent_by, referral.key_worker} | staff) - {""})
    offers = Transfer.objects.filter(referral=referral, state="offered")
    return Whole(
        said=said(case),
        clock=case.clock if referral.first_contact_on is None else None,
        questions=[
            Asked(*words_of(each, referral), names.get(each.asked_by, ""), each) for each in questions
        ],
        changes=[_changed(each, case, names.get(each.amended_by, "")) for each in changes],
        protocol=protocol_of(referral),
        sender=names.get(referral.sent_by, ""),
        key_worker=names.get(referral.key_worker, ""),
        offer=offers.select_related("to_unit", "to_provider").first(),
        known=known(referral, case.identity),
        unread=unread_of(referral) if case.has_unread else [],
    )


def protocol_of(referral: Referral) -> Protocol | None:
    """The version of the protocol under which the referral was made."""
    return Protocol.objects.filter(id=referral.protocol_id).first() if referral.protocol_id else None


def said(case: Case) -> Said:
    """Risk first, then children, why and what for, the order, what is practical, who refers; one query."""
    referral, asked, person = case.referral, case.asked, case.identity
    needs = sorted(needs_of(case), key=lambda each: each.need)
    return Said(
        risks=risks_in_words(asked),
        risk_pairs=[
            *((codes.RISK_TO.get(to, to), codes.RISK_LEVELS.get(level, level))
              for to, level in asked.risk_levels.items() if level),
            ("To themselves", _listed(codes.SELF_RISK, asked.self_risk)),
            ("Registrations", _listed(codes.FLAGS, asked.flags)),
            *_said(("In words", asked.risk_words)),
        ],
        children=_children(asked),
        needs=tuple(need_in_words(each) for each in needs),
        order=_said(
            ("Comes from", codes.SOURCES[referral.source]),
            ("Sentence", next((each.words for each in codes.SENTENCES if each.code == referral.sentence), "")),
            ("Requirement", codes.REQUIREMENTS.get(referral.requirement, "") if referral.requirement else ""),
            ("Sentence ends", _day(referral.sentence_ends_on)),
            ("Prison", asked.prison),
            ("Release", _day(referral.release_on) or referral.get_release_unknown_display()),
            ("Complete by", _day(date.fromisoformat(asked.complete_by)) if asked.complete_by else ""),
            ("Days that can be enforced", str(asked.enforceable_days or "")),
        ),
        practical=_said(
            ("Can come", asked.availability),
            ("Interpreter", f"Yes, {person.language}" if person.needs_interpreter else ""),
            ("Accessibility", person.accessibility),
            ("Cares for others", person.caring),
            ("Lives at", ", ".join(part for part in (person.address, person.postcode) if part)),
            ("CRN", person.crn),
        ),
        referrer=_said(
            ("Practitioner", asked.practitioner_name or ("None allocated yet" if asked.is_unallocated else "")),
            ("Phone", asked.practitioner_phone),
            ("Email", asked.practitioner_email),
            ("Team", asked.team_phone),
            ("Office", asked.office),
        ),
    )  # fmt: skip


def _children(asked: sealed.Asked) -> Pairs:
    answered = [
        (question, codes.ANSWERS.get(asked.children.get(code, ""), "Not answered"))
        for code, question in codes.CHILDREN.items()
    ]
    if not asked.children:
        answered = [("All five questions", "Not answered: ask at the first meeting")]
    return [*answered, *_said(("In words", asked.children_words))]


def _listed(words: dict[str, str], found: list[str]) -> str:
    return ", ".join(words.get(each, each) for each in found) or "None named"


def _changed(row: Amendment, case: Case, by: str) -> Changed:
    said = amendment_of(row, case.referral)
    before, after = said.more.get("before", ""), said.more.get("after", "")
    return Changed(label_of(row.what), before, after, said.text, row, by)


def label_of(what: str) -> str:
    """What an amendment is about, in words."""
    return (FIELDS | LABELS | {STATEMENT: "What the person says"}).get(what, what)


def _said(*pairs: tuple[str, str]) -> Pairs:
    return [(label, value) for label, value in pairs if value]


def _day(value: date | None) -> str:
    return long_date(value) if value else ""
