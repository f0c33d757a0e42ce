"""What is held about a person, in every table that names them or a referral of theirs? Authority: UK GDPR 15, R39.

It is read off the models themselves, so that a new table is in it from its first day; `NOT_HELD` says what is not, and
why. Only what the reader sees is there: another organisation's record is asked for there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from throughline.kernel.wording import long_date
from throughline.ledger.tracking import HistoryRow
from throughline.organisations.queries import names_of

from .. import codes
from ..actions.people import TABLE as PEOPLE
from ..actions.people import identity_of
from ..care.courses import NOT_TAKEN
from ..exports.subject_access import Piece, Section
from ..models import NeedLevel, Person, Read, Referral
from ..sealed import Asked, Said, Session, Words, opened, place_of

# What a person finds in their copy, in this order, and under which words.
TITLES = {
    "Person": "Who you are, and how your record is kept",
    "Referral": "How you were referred",
    "NeedSought": "What help was asked for",
    "Amendment": "What was changed after sending",
    "Alert": "What your service was told that probation changed",
    "Question": "What the service asked probation",
    "Consent": "What you agreed to",
    "Assessment": "What was found out about your needs",
    "NeedLevel": "How great each need is",
    "OutcomesProfile": "How the last weeks went",
    "Appointment": "When we met",
    "Note": "Notes",
    "Pathway": "What was done",
    "Delivered": "Sessions of interventions",
    "Treatment": "Specialist treatment",
    "HarmReduction": "Staying safe",
    "Onward": "Help with other needs",
    "ReleasePlan": "Your release",
    "Told": "What probation was told",
    "Concern": "Worries about somebody’s safety",
    "Handover": "What prison healthcare was told about you",
    "CaseMeeting": "Meetings of several services",
    "CourtReport": "Reports for the court",
    "Transfer": "Moves to another team",
    "Outcome": "What was achieved",
    "RecoveryCheck": "How you were afterwards",
    "DeathReview": "Death and its review",
    "EpisodeLink": "Your number in treatment monitoring",
    "LimitName": "Who may, or may not, see your record",
    "Glass": "Who opened your record in an emergency",
    "OwnCode": "Codes for your own page",
    "SubjectAccess": "When you asked for your record",
    "Read": "Who looked at your record",
}
NOT_HELD = {
    "Taken": "which message of another system made which entry; the entries stand above",
    "SearchHash": "keyed hashes by which the record is found; they say nothing beyond the name and number above",
    "ImportedEvent": "which event of the service’s own system made which entry; the entries stand above",
}
CLOSE = frozenset(
    {
        "Concern",
        "CaseMeeting",
        "Handover",
        "Note",
        "LimitName",
        "Glass",
        "Transfer",
        "DeathReview",
        "Amendment",
    }
)
_SEALED: dict[tuple[str, str], type[Any]] = {
    ("Referral", "asked"): Asked,
    ("Appointment", "notes"): Session,
    ("Assessment", "said"): Said,
    ("OutcomesProfile", "answers"): Said,
}
_PASSED_OVER = frozenset({
    "id", "referral", "person", "send_key", "booking_key", "hash", "client_hash", "wrapped_key", "revision",
    "identity", "content", "left_out", "assessment", "access_good_until", "follows", "pathway",
})  # fmt: skip
_STAFF = ("_by", "staff", "owner", "with_whom", "key_worker", "practitioner")
# What a code means, where its column has no choices of its own.
_CODES: dict[str, dict[str, str]] = {
    "safe_contact": codes.SAFE_CONTACT,
    "sentence": {each.code: each.words for each in codes.SENTENCES},
    "requirement": codes.REQUIREMENTS,
    "triage_reason": codes.DECLINE | codes.REDIRECT,
    "exit_reason": codes.PLANNED | codes.UNPLANNED,
    "ended_for": codes.PLANNED | codes.UNPLANNED | NOT_TAKEN,
    "code": codes.PLANNED | codes.UNPLANNED | codes.WITHDRAWAL | codes.PATHWAYS | codes.NO_SESSION,
    "level": codes.LEVELS,
    **dict.fromkeys(codes.CHILDREN, codes.ANSWERS),
}
_LABELS = {
    "crn": "CRN",
    "nomis": "Prison number",
    "pnc": "Police number",
    "body": "Whose record it is",
    "is_made_up": "Made up for a demonstration",
    "said_on": "Day",
    "about_on": "Day",
    "with_whom": "With whom",
    "staff": "Who",
}
_WORDS = codes.NEEDS | codes.OUTCOMES | codes.CHILDREN | codes.RISK_TO | codes.RISK_LEVELS | codes.FLAGS


def models_about() -> list[type[models.Model]]:
    """Every table of this room whose rows belong to a person, by the order of the titles; those without one last."""
    found = []
    for model in apps.get_app_config("caseload").get_models():
        if issubclass(model, HistoryRow) or model.__name__ in NOT_HELD:
            continue
        names = {field.name for field in model._meta.get_fields()}
        if model in (Person, NeedLevel) or names & {"referral", "person"}:
            found.append(model)
    order = list(TITLES)
    return sorted(
        found, key=lambda each: order.index(each.__name__) if each.__name__ in TITLES else len(order)
    )


def held_about(person: Person) -> list[Section]:
    """Every section with its pieces; one query for each table and one for the names of staff."""
    referrals = {each.id: each for each in Referral.objects.filter(person=person).order_by("begun_at", "id")}
    rows = [(model, list(_rows(model, person, referrals))) for model in models_about()]
    names = names_of(_staff_in(rows))
    return [
        Section(
            TITLES.get(model.__name__, str(model._meta.verbose_name_plural)),
            tuple(piece for row in found for piece in _pieces(row, person, names)),
        )
        for model, found in rows
        if found
    ]


def keys_of(sections: Iterable[Section]) -> set[str]:
    """By which keys its pieces are told apart; looks are left aside, for asking adds some."""
    return {
        piece.key
        for section in sections
        for piece in section.pieces
        if not piece.key.startswith(("caseload_read/", "caseload_subjectaccess/"))
    }


def _rows(model: type[models.Model], person: Person, referrals: dict[UUID, Referral]) -> Iterator[Any]:
    manager = model._default_manager
    if model is Person:
        yield person
        return
    if model is Referral:
        yield from referrals.values()
        return
    if model is NeedLevel:
        rows = manager.filter(assessment__referral__in=referrals).select_related("assessment")
        yield from rows.order_by("assessment__begun_at", "need", "id")
        return
    related = [f.name for f in model._meta.concrete_fields if f.is_relation and f.name not in _PASSED_OVER]
    is_by_person = any(field.name == "person" for field in model._meta.concrete_fields)
    of = {"person": person} if is_by_person else {"referral__in": list(referrals)}
    found = manager.filter(**of).select_related(*related).order_by(*_order(model))
    yield from found


def _order(model: type[models.Model]) -> tuple[str, ...]:
    """By the first moment or day that a row has."""
    if model is Read:
        return ("-read_at", "id")
    days = [f.name for f in model._meta.concrete_fields if isinstance(f, models.DateField)]
    return (*days[:1], "pk")


def _pieces(row: Any, person: Person, names: dict[str, str]) -> Iterator[Piece]:
    table, kind = row._meta.db_table, type(row).__name__
    heading, is_close = _heading(row), kind in CLOSE
    plain = tuple(_plain(row, names))
    if kind == "Person":
        plain = (*_lines(asdict(identity_of(person))), *plain)
    if plain:
        yield Piece(f"{table}/{row.pk}/facts", heading, plain, kind in ("LimitName", "Glass"))
    for field in row._meta.concrete_fields:
        if (
            isinstance(field, models.BinaryField)
            and field.name not in _PASSED_OVER
            and getattr(row, field.name)
        ):
            place = place_of(table if table != PEOPLE else PEOPLE, row.pk, field.name)
            said = opened(person, getattr(row, field.name), _SEALED.get((kind, field.name), Words), place)
            lines = tuple(_lines(asdict(said)))
            if lines:
                yield Piece(f"{table}/{row.pk}/{field.name}", heading, lines, is_close)


def _heading(row: Any) -> str:
    if isinstance(row, Referral):
        return row.reference
    if isinstance(row, NeedLevel):
        return codes.NEEDS.get(row.need, row.need)
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, models.DateField) and value:
            return _written(value)
    return ""


def _plain(row: Any, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        if field.name in _PASSED_OVER or isinstance(field, models.BinaryField):
            continue
        if field.is_relation:
            other = getattr(row, field.name)
            value = getattr(other, "name", None) or getattr(other, "title", None) or ""
        elif field.name.endswith(_STAFF):
            value = names.get(getattr(row, field.name), "")
        elif field.choices:
            value = getattr(row, f"get_{field.name}_display")()
        else:
            value = getattr(row, field.name)
        if value not in ("", None):
            yield _label(field.name), _written(value, field.name)


def _lines(said: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Each thing that a sealed record says, in words; what it does not say is passed over."""
    for name, value in said.items():
        label = f"{under}: {_label(name)}" if under else _label(name)
        if isinstance(value, dict):
            yield from _lines(value, label if name != "more" else under)
        elif value not in ("", None, False, [], {}):
            yield label, _written(value, name)


def _label(name: str) -> str:
    if name in _LABELS:
        return _LABELS[name]
    words = _WORDS.get(name, name).replace("_", " ")
    for ending, better in ((" at", " when"), (" by", " by whom"), (" on", " day")):
        if words.endswith(ending) and name == name.lower():
            words = words.removesuffix(ending) + better
    return words[:1].upper() + words[1:]


def _written(value: Any, name: str = "") -> str:
    if name == "date_of_birth":
        return long_date(date.fromisoformat(value))
    if isinstance(value, str) and value in _CODES.get(name, {}):
        return _CODES[name][value]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{long_date(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return ", ".join(_WORDS.get(each, str(each)) for each in value)
    return _WORDS.get(value, value) if isinstance(value, str) else str(value)


def _staff_in(rows: Iterable[tuple[type[models.Model], list[Any]]]) -> set[str]:
    return {
        getattr(row, field.name)
        for model, found in rows
        for field in model._meta.concrete_fields
        if field.name.endswith(_STAFF) and not field.is_relation
        for row in found
    } - {""}
