"""Which text about a person does each audience read? Asked of the pages themselves; docs/who-reads-what.md says it.

Every sealed text says its own name. Each audience opens every address that lets it in, and what it was shown is noted.
`THROUGHLINE_WRITE=1` in the environment writes the page anew.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from tests.api.conftest import make_machine
from tests.api.test_who_speaks import operations
from tests.caseload.conftest import AT, SUPPLIER, TODAY, _staff, make_ward
from tests.caseload.hidden_people import (
    NAMES,
    Hidden,
    House,
    addresses_of,
    hide,
    lists_for,
    make_house,
    plain,
    signed_in,
    undone,
    visible,
)
from tests.harness import ROOT

from throughline.caseload import interventions_supplied
from throughline.caseload.actions import own_page
from throughline.caseload.actions.together import Held
from throughline.caseload.models import Appointment, Referral
from throughline.caseload.queries.held import held_about
from throughline.caseload.sealed import Asked, Said, Session, Words
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor
from throughline.ledger.actions import act
from throughline.organisations.models import Body

pytestmark = pytest.mark.slow
PAGE = ROOT / "docs" / "who-reads-what.md"
IDENTITY = ("phone", "email", "address", "postcode", "accessibility", "caring", "safe_contact_words")
ASKED = ("why_now", "risk_words", "children_words", "availability", "prison", "practitioner_name", "office")
SESSION = tuple(each.name for each in fields(Session))
SAID = ("reasons", "effects", "motivation", "strengths", "plan", "goals")
# The parts of a text that has several; every other sealed text is one.
PARTS = {
    "CaseMeeting.said": tuple(each.name for each in fields(Held)),
    "CourtReport.said": ("tests", "view"),
    "Concern.said": ("seen", "doing", "receipt", "came_of_it"),
    "DeathReview.said": ("learned",),
    "Handover.said": ("team", "sent", "receipt", "came_back"),
}
WHOLE = ("Note.text", "Question.question", "Question.answer", "Amendment.sealed", "Transfer.because")
TEXTS = (
    "name", "date of birth", "CRN",
    *(f"Identity.{each}" for each in IDENTITY), *(f"Asked.{each}" for each in ASKED),
    *(f"Session.{each}" for each in SESSION), *(f"Said.{each}" for each in SAID),
    *(f"{place}.{part}" for place, parts in PARTS.items() for part in parts), *WHOLE,
)  # fmt: skip
TITLES = {
    "Identity": "who they are", "Asked": "the referral", "Session": "a meeting", "Said": "the assessment",
    "CaseMeeting": "a case meeting", "CourtReport": "a court report", "Concern": "a concern", "DeathReview": "a death",
    "Handover": "a handover to prison healthcare",
    "Note": "a note", "Question": "a question about the referral", "Amendment": "a change of the referral",
    "Transfer": "a transfer",
}  # fmt: skip
OUTSIDE = (
    "programme-officer", "analyst", "auditor", "data-protection", "clinical-safety", "administrator", "director",
    "hmpps-analyst", "lived-experience",
)  # fmt: skip


HEAD = """Made by `tests/caseload/test_who_reads_what.py` from the pages themselves: every text says its own name, and
every audience opens every address that lets it in. A dot says that the text was there. Who sees a person at all is
asked first, and by the database: [keeping](keeping.md). Documents to print are left out; they hold what the page beside
them holds. The single point of contact of a unit is a desk without an account: it reads nothing here. Evaluation files
and extracts hold codes and days, and no text ([exports](exports.md))."""


def token(text: str) -> str:
    """What the text of that name says."""
    return f"zq-{text}-q"


def words(text: str) -> str:
    """How a text is called on the page."""
    model, _, rest = text.partition(".")
    part = rest.rpartition(".")[2].replace("_", " ")
    return f"{TITLES[model]}: {part}" if rest else text


def says(place: str) -> Any:
    """What stands in that column: each of its parts says its own name."""
    if place == "Appointment.notes":
        return Session(**{each: token(f"Session.{each}") for each in SESSION})
    if place == "Assessment.said":
        texts = {each: token(f"Said.{each}") for each in SAID if each != "goals"}
        return Said(**texts, goals={"DNR": token("Said.goals")})
    if place in PARTS:
        return Words(more={each: token(f"{place}.{each}") for each in PARTS[place]})
    return Words(token(place))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[House, Hidden]]:
    """Somebody with a row in every table, met once, whom the court referred; undone at the end."""
    with (
        django_db_blocker.unblock(),
        override_settings(SECOND_STEP_REQUIRED=False, DEMONSTRATION=True),
        transaction.atomic(),
    ):
        ward = make_ward()
        with act(actor=SUPPLIER, at=AT, verb="test.made", subject=("body", "others")):
            gmca = Body.objects.get(code="gmca")
            others = _staff(TODAY, **{role: (role, role, gmca, None) for role in OUTSIDE})
        house = replace(make_house(ward), others=others)
        interventions_supplied.load(actor=SUPPLIER, at=AT)
        asked = Asked(**{each: token(f"Asked.{each}") for each in ASKED})
        identity = {each: token(f"Identity.{each}") for each in IDENTITY}
        person = hide(house, "north", says, asked=asked, **identity)
        look(person.seen_by, visible())
        now = timezone.now()
        with act(actor=SUPPLIER, at=now, verb="test.moved", subject=("referral", person.referral.id)):
            Referral.objects.filter(id=person.referral.id).update(begun_by=house.ward.court.id)
            Appointment.objects.filter(id=person.rows["caseload_appointment"]).update(
                state="attended",
                begins_at=now - timedelta(hours=2),
                recorded_at=now,
                recorded_by=house.trusted.id,
            )
        yield house, person
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shown(world: tuple[House, Hidden]) -> dict[str, str]:
    """All that each audience was shown, one after the other."""
    house, person = world
    ward = house.ward
    found = {
        "key worker": seen_by(house.trusted, person),
        "provider manager": seen_by(ward.manager, person),
        "practitioner": seen_by(ward.practitioner, person),
        "head of unit": seen_by(ward.head, person),
        "court team": seen_by(ward.court, person),
        "another provider": seen_by(ward.elm_manager, person),
        "every other role": " ".join(seen_by(actor, person) for actor in house.others.values()),
    }
    with undone():
        look(house.trusted, visible())
        code = own_page.make_code(actor=house.trusted, at=timezone.now(), referral_id=person.referral.id)
        browser = Client()
        assert browser.post("/my-page/", {"code": code}).status_code == 302
        found["the person’s page"] = plain(browser.get("/my-page/plan/"))
    with undone():
        look(ward.manager, visible())
        sections = held_about(person.referral.person)
        found["the person’s copy"] = json.dumps(
            [line for each in sections for piece in each.pieces for line in piece.lines], ensure_ascii=False
        )
    for name, maker in (("probation’s machine", ward.head), ("provider’s machine", ward.manager)):
        with undone():
            machine = make_machine(maker, ward.north)
            answers = [
                machine.ask(method, path).content.decode()
                for method, path, _ in operations(person.referral.reference)
                if method == "GET"
            ]
            found[name] = " ".join(answers)
    return found


def seen_by(actor: Actor, person: Hidden) -> str:
    """All that this actor's pages and downloads show; what asking leaves behind is taken back."""
    browser, found = signed_in(actor), []
    with undone():
        for path in [*lists_for(actor), "/", *(path for _, path in addresses_of(person, actor))]:
            answer = browser.get(path)
            assert answer.status_code < 500, path
            if answer.status_code == 200 and answer["Content-Type"] != "application/pdf":
                found.append(plain(answer))
    return " ".join(found)


def read(text: str, said: str) -> bool:
    """Whether what was shown holds this text."""
    given, family, crn, _ = NAMES["north"]
    if text == "name":
        return given in said and family in said
    if text == "date of birth":
        return "17 September 1975" in said or "1975-09-17" in said
    return (crn if text == "CRN" else token(text)) in said


def page(shown: dict[str, str]) -> str:
    """docs/who-reads-what.md."""
    lines = [
        "# Who reads what about a person",
        "",
        *HEAD.splitlines(),
        "",
        f"| text | {' | '.join(shown)} |",
        f"|---|{'|'.join(':-:' for _ in shown)}|",
    ]
    lines += [
        f"| {words(text)} | {' | '.join('●' if read(text, said) else '' for said in shown.values())} |"
        for text in TEXTS
    ]
    return "\n".join(lines) + "\n"


class TestWhatIsShown:
    def test_is_what_the_page_of_the_documents_says(self, shown: dict[str, str]) -> None:
        made = page(shown)
        if os.environ.get("THROUGHLINE_WRITE"):
            PAGE.write_text(made, encoding="utf-8")
        assert PAGE.read_text(encoding="utf-8") == made

    def test_is_each_text_to_somebody(self, shown: dict[str, str]) -> None:
        """A text that nobody reads would be asked for in vain."""
        assert [text for text in TEXTS if not any(read(text, said) for said in shown.values())] == []

    @pytest.mark.parametrize("audience", ["another provider", "every other role"])
    def test_is_nothing_to_whoever_does_not_see_the_person(
        self, shown: dict[str, str], audience: str
    ) -> None:
        assert [text for text in TEXTS if read(text, shown[audience])] == []

    @pytest.mark.parametrize(
        "audience",
        ["practitioner", "head of unit", "court team", "probation’s machine", "provider’s machine"],
    )
    def test_is_no_clinical_word_to_probation_or_to_a_machine(
        self, shown: dict[str, str], audience: str
    ) -> None:
        clinical = [text for text in TEXTS if text.partition(".")[0] in ("Note", "Session", "Said")]
        assert [text for text in clinical if read(text, shown[audience])] == []

    def test_is_no_risk_and_no_note_to_the_person_on_their_page(self, shown: dict[str, str]) -> None:
        ours = ("Asked.risk_words", "Note.text", "Concern.said.seen", "Session.summary")
        assert [text for text in ours if read(text, shown["the person’s page"])] == []
