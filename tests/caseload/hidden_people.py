"""Whom may somebody not see, with everything that can be on record of a person, and what would give them away?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

from django.apps import apps
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import TODAY, Ward, _somebody, make_referral
from tests.caseload.triage_steps import limit

from throughline.caseload import walls
from throughline.caseload.models import Assessment, Glass, NeedLevel, Referral
from throughline.caseload.sealed import Words, closed, place_of
from throughline.caseload.sight import look
from throughline.caseload.urls import urlpatterns
from throughline.frame.doors import rule_of
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.ledger.tracking import HistoryRow
from throughline.organisations import working
from throughline.organisations.models import Body, WorksIn
from throughline.organisations.models import Person as Staff

# Whom each kind of hidden person is called, with what nobody may read of them.
NAMES = {
    "restricted": ("Zbigniew", "Quixworthy", "Z990001", "1971-05-13"),
    "draft": ("Yolanthe", "Vexbridge", "Z990002", "1982-06-14"),
    "south": ("Xerxes", "Underquill", "Z990003", "1993-07-15"),
    "west": ("Wilhelmina", "Thornjacket", "Z990004", "1964-08-16"),
    "north": ("Vsevolod", "Silverpenny", "Z990005", "1975-09-17"),
}
# Where a value has no default and no choice: what the database's own rules ask for.
SAID: dict[str, dict[str, Any]] = {
    "caseload_transfer": {"state": "offered"},
    "caseload_pathway": {"kind": "brief"},
    "caseload_read": {"what": "overview"},
    "caseload_told": {"kind": "transferred"},
    "caseload_amendment": {"what": "why_now"},
}
# Made with the person, or about a unit or an organisation and no person.
NOT_MADE = {
    f"caseload_{each}"
    for each in (
        "person", "referral", "glass", "limitname", "group", "voice", "askedtosee", "skill", "absence", "imported",
        "importedreject", "importedevent", "probationrecord", "episodelink", "outcome", "taken",
    )
}  # fmt: skip
# Tables that say nothing of anybody on probation: rules of work, evaluations, machines and their tokens.
OF_NO_PERSON = (*walls.OF_NOBODY, walls.through("client_id", "caseload_client"))
WALLED = [
    each
    for each in apps.get_app_config("caseload").get_models()
    if not issubclass(each, HistoryRow) and each.wall not in OF_NO_PERSON  # type: ignore[attr-defined]  # a house test asks it
]
HISTORIES = [
    f"{each._meta.db_table}history" for each in WALLED if walls.model_of(f"{each._meta.db_table}history")
]


def visible() -> date:
    """The day for which sight is asked: today."""
    return timezone.localdate()


@dataclass(frozen=True)
class House:
    """The ward with those who see the hidden, and one who worked in the north unit until yesterday."""

    ward: Ward
    trusted: Actor
    colleague: Actor
    south_practitioner: Actor
    gone: Actor

    def actor(self, name: str) -> Actor:
        return self.__dict__[name] if name in self.__dict__ else getattr(self.ward, name)


@dataclass(frozen=True)
class Hidden:
    """Somebody with a row in every table; `seen_by` is who sees them; `rows` are ids by table."""

    kind: str
    referral: Referral
    seen_by: Actor
    rows: dict[str, UUID]

    @property
    def gives_away(self) -> tuple[str, ...]:
        """No page says any of these to whoever may not see the person."""
        given, family, crn, born = NAMES[self.kind]
        return (
            given,
            family,
            crn,
            born,
            self.referral.reference,
            str(self.referral.id),
            *map(str, self.rows.values()),
        )


def make_house(ward: Ward) -> House:
    """Those around the ward whom this suite asks for besides."""
    probation = Body.objects.get(code="probation-greater-manchester")
    ash = Body.objects.get(id=ward.ash)
    made = House(
        ward,
        trusted=_somebody("trusted", "key-worker", ash, ward.north),
        colleague=_somebody("colleague", "probation-practitioner", probation, ward.north),
        south_practitioner=_somebody("south-practitioner", "probation-practitioner", probation, ward.south),
        gone=_somebody("gone", "key-worker", ash, ward.north),
    )
    [row] = WorksIn.objects.filter(person=made.gone.id.removeprefix("person:"))
    working.end_worker(
        actor=ward.manager, at=timezone.now(), works_in_id=row.id, on=timezone.localdate() - timedelta(days=1)
    )
    return made


def hide(house: House, kind: str) -> Hidden:
    """Somebody of that kind, whom it leaves in no sight."""
    ward, seen_by = house.ward, house.trusted
    if kind == "draft":
        ward = replace(ward, practitioner=house.colleague)
        seen_by = house.colleague
    if kind == "south":
        seen_by = ward.worker_south
        ward = replace(ward, north=ward.south, worker=seen_by, practitioner=house.south_practitioner)
    if kind == "west":
        seen_by = ward.elm_worker
        ward = replace(
            ward, ash=ward.elm, north=ward.west, worker=seen_by, practitioner=ward.west_practitioner
        )
    given, family, crn, born = NAMES[kind]
    referral = make_referral(
        ward,
        "draft" if kind == "draft" else "assigned",
        given_names=given, family_name=family, crn=crn, date_of_birth=born,
    )  # fmt: skip
    look(seen_by, TODAY)
    day = timezone.localdate()
    with act(actor=seen_by, at=timezone.now(), verb="test.moved", subject=("referral", referral.id)):
        Referral.objects.filter(id=referral.id).update(
            practitioner=ward.practitioner.id, release_on=day + timedelta(days=2), is_urgent=True
        )
        referral.refresh_from_db()
        rows: dict[str, UUID] = {}
        by = ward.worker if kind != "draft" else seen_by
        done = {"caseload_assessment": _completed(referral, by)}
        for model in sorted(WALLED, key=_after):
            if model._meta.db_table not in NOT_MADE and (kind, model.__name__) != ("draft", "Transfer"):
                its = rows | done if model is NeedLevel else rows
                rows[model._meta.db_table] = _row(model, referral, by, its)
    if kind == "restricted":
        limit(house.ward, referral, house.trusted.id)
        _broken_and_over(house, referral)
    look(house.ward.officer, TODAY)
    return Hidden(kind, referral, seen_by, rows)


def _broken_and_over(house: House, referral: Referral) -> None:
    """The worker broke the glass this morning; its hours are over, and the manager reviewed it."""
    now, worker = timezone.now(), house.ward.worker
    look(worker, TODAY)
    with act(actor=worker, at=now, verb="test.moved", subject=("person", referral.person_id)):
        Glass(
            person_id=referral.person_id, unit_id=referral.unit_id, staff=worker.id, broken_at=now - timedelta(hours=5),
            open_until=now - timedelta(hours=1), broken_by=worker.id, reviewed_at=now, was_right=True,
            reviewed_by=house.ward.manager.id,
        ).save(force_insert=True)  # fmt: skip


def _completed(referral: Referral, by: Actor) -> UUID:
    """An assessment that is complete: no other has levels."""
    made = _row(Assessment, referral, by, {})
    Assessment.objects.filter(id=made).update(
        state="complete", completed_at=timezone.now(), completed_by=by.id
    )
    return made


def _after(model: type[models.Model]) -> int:
    """Rows come after those that they name."""
    order = ["Group", "Pathway", "Imported", "Assessment", "Appointment"]
    return order.index(model.__name__) if model.__name__ in order else len(order)


def _row(model: type[models.Model], referral: Referral, worker: Actor, rows: dict[str, UUID]) -> UUID:
    """A row of that table that belongs to the referral, every column with something in it."""
    table, row_id = model._meta.db_table, uuid4()
    known: dict[str, Any] = {"id": row_id, **SAID.get(table, {})}
    for field in model._meta.concrete_fields:
        if field.name in known or field.name in ("group", "replaces", "corrects", "link"):
            continue
        value = _value(field, referral, worker, rows)
        if value is not None:
            known[field.name if not field.is_relation else field.attname] = value
    known = {name: value for name, value in known.items() if value is not ...}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.BinaryField) and (not field.null or field.name in known):
            known[field.name] = closed(
                referral.person, Words("In confidence."), place_of(table, row_id, field.name)
            )
    model(**known).save(force_insert=True)
    return row_id


def _value(field: Any, referral: Referral, worker: Actor, rows: dict[str, UUID]) -> Any:
    if field.is_relation:
        own = {"Referral": referral.id, "Person": referral.person_id, "Body": referral.provider_id}
        own |= {"ProbationDeliveryUnit": referral.unit_id, "Place": referral.place_id}
        name = field.related_model.__name__
        if name in own:
            return own[name]
        if name == "Intervention":
            from throughline.caseload.models import Intervention

            return Intervention.objects.values_list("id", flat=True).first()
        return rows.get(field.related_model._meta.db_table)
    if field.null or field.has_default() or (field.blank and field.name != "chased_by"):
        return None
    if field.choices:
        return field.choices[0][0]
    if field.name.endswith("_by") or field.name in ("staff", "owner", "with_whom", "worker"):
        return worker.id
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(minutes=30)
    if isinstance(field, models.DateField):
        return timezone.localdate() + timedelta(days=3 if field.name == "away_until" else 0)
    if isinstance(field, models.IntegerField):
        return 1
    if isinstance(field, models.CharField):
        return uuid4().hex[: field.max_length or 12]
    return None


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed_in(actor: Actor | None) -> Client:
    """The actor's browser; nobody's for None. It gets an answer to whatever happens on the server."""
    client = Client(raise_request_exception=True)
    if actor is not None:
        client.force_login(Staff.objects.get(id=actor.id.removeprefix("person:")))
    return client


def arguments(hidden: Hidden) -> dict[str, Any]:
    """What addresses that name this person carry."""
    rows = hidden.rows
    return {
        "reference": hidden.referral.reference,
        "appointment_id": rows["caseload_appointment"],
        "treatment_id": rows["caseload_treatment"], "onward_id": rows["caseload_onward"],
        "assessment_id": rows["caseload_assessment"], "note_id": rows["caseload_note"],
        "question_id": rows["caseload_question"], "transfer_id": rows.get("caseload_transfer", uuid4()),
        "concern_id": rows["caseload_concern"], "check_id": rows["caseload_recoverycheck"],
        "report_id": rows["caseload_courtreport"], "access_id": rows["caseload_subjectaccess"],
        "outcome": "attended", "step": "accept", "kind": "first", "section": "needs", "part": "why",
        "person_id": hidden.referral.person_id, "name": "crn",
    }  # fmt: skip


# These addresses name no person: configuration, organisations, and asks or glass that their own tests look at.
OF_NOBODY = {
    "code",
    "group_id",
    "import_id",
    "client_id",
    "unit_id",
    "clinic_id",
    "protocol_id",
    "absence_id",
    "worker_id",
    "glass_id",
    "asked_id",
    "evaluation_id",
}


OF_A_DAY = {"day"}


def addresses_of(hidden: Hidden, actor: Actor) -> list[tuple[str, str]]:
    """Every address that names this person by reference or row, of those whose door the actor may come through."""
    from django.urls import reverse

    given, found = arguments(hidden), []
    for pattern in urlpatterns:
        names = set(pattern.pattern.regex.groupindex)
        if names - OF_A_DAY and not names & OF_NOBODY and _admits(pattern, actor):
            found.append((str(pattern.name), reverse(str(pattern.name), kwargs={n: given[n] for n in names})))
    return found


def lists_for(actor: Actor | None) -> list[str]:
    """Every address without arguments, or of today, whose door the actor may come through."""
    from django.urls import reverse

    today = {"day": timezone.localdate().isoformat()}
    return [
        reverse(str(pattern.name), kwargs={name: today[name] for name in pattern.pattern.regex.groupindex})
        for pattern in urlpatterns
        if not set(pattern.pattern.regex.groupindex) - OF_A_DAY and _admits(pattern, actor)
    ]


def _admits(pattern: Any, actor: Actor | None) -> bool:
    from throughline.kernel.actor import PUBLIC

    rule = rule_of(pattern.callback)
    assert rule is not None, pattern.name
    return bool(rule.admits(actor or PUBLIC))


def plain(answer: Any) -> str:
    """The status, where it leads, and the content without what changes from one asking to the next."""
    content = b"".join(answer) if answer.streaming else answer.content
    text = _workbook(content) if content[:2] == b"PK" else content.decode("utf-8", "replace")
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce|name="\w*key" value)="[^"]*"', r"\1", text)
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", text)
    text = re.sub(r"\b\d\d?[:.]\d\d(am|pm)?\b", "TIME", text)
    text = re.sub(r"\b\d+ (minute|hour|second)s?\b", "A WHILE", text)
    return f"{answer.status_code} {answer.get('Location', '')}\n{text}"


def _workbook(content: bytes) -> str:
    """What a workbook says, without when it was made."""
    with ZipFile(BytesIO(content)) as parts:
        said = [parts.read(name) for name in sorted(parts.namelist()) if not name.startswith("docProps/")]
    return b"\n".join(said).decode("utf-8", "replace")


def rows_of_each() -> dict[str, int]:
    """How many rows each table and each history shows to whoever looks; one statement."""
    tables = [*(each._meta.db_table for each in WALLED), *HISTORIES]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def fingerprint(actor: Actor) -> str:
    """All that is on record in this room, as far as this actor sees."""
    look(actor, timezone.localdate())
    parts = " || ".join(
        f"(SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t.id)), '') FROM {model._meta.db_table} t)"
        for model in WALLED
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}, (SELECT count(*) FROM ledger_act)")
        return str(cursor.fetchone())
