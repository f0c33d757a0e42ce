"""Is anything that is known of a person asked of them again, from referral to coming back? Asked over the forms."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.caseload.conftest import AT, TODAY, Ward, make_referral
from tests.caseload.person_steps import NEEDS, begin, save
from tests.caseload.test_referring_cells import WHOLE

from throughline.caseload.actions import episodes, leaving, pausing, referring, treatment
from throughline.caseload.models import Assessment, Referral
from throughline.caseload.referring import PARTS
from throughline.caseload.sight import look
from throughline.kernel.actor import Actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Actor], Client]
KNOWN = {
    "why_now": "A new order.", "hoped_for": ["use"], "self_risk": ["coping"], "flags": ["violent"],
    "risk_words": "Not alone.", "children_words": "None.", "availability": "Mondays.", "prison": "HMP Made Up",
    "practitioner_email": "practitioner@example.org", "practitioner_phone": "0161 496 0001",
    "team_phone": "0161 496 0002", "office": "Made-up office", "enforceable_days": 40,
    "risk_public": "LOW", "risk_children": "LOW", "risk_known_adult": "LOW", "risk_staff": "LOW",
    "sex": "Female", "phone": "0161 496 0000", "safe_contact": "text", "safe_contact_words": "After two.",
    "needs_interpreter": True, "language": "Polish", "accessibility": "Stairs.", "caring": "A mother.",
    "address": "1 Made Up Street", "is_urgent": True, "sentence": "CO", "requirement": "DRR", "source": "custody",
}  # fmt: skip
# What happens on a day, or is decided on one, is not known before; what is measured is measured anew.
OF_THE_DAY = {
    "on", "then", "because", "reason", "to", "where", "question", "key_worker", "since", "text", "about",
    "route", "kind", "service", "need", "what", "runs_from", "held_on", "attended", "gateway", "shared", "decided",
    "period_from", "period_until", "tests", "view", "day", "clock", "which", "minutes", "mode", "place", "with_whom",
    "anyway", "note", "for_whom", "answer", "said_on", "died_on", "is_unknown", "learned_on", "is_drug_related",
    "notified", "released_on", "handed_back", "cohort", "exit_step",
}  # fmt: skip
NEW_EACH_TIME = {
    ("pause", "release_on"): "a recall has a day of release of its own",
    ("pause", "release_unknown"): "and a reason of its own why it is not known",
    ("concern", "is_urgent"): "how urgent a concern is has nothing to do with the referral",
    ("back", "complete_by"): "a day that the earlier order set holds no more",
    ("back", "why_now"): "why now is asked of each time",
    ("back", "is_urgent"): "and how urgent it is",
    ("back", "prison"): "whoever comes back may be elsewhere",
    ("back", "release_on"): "whoever comes back may be elsewhere",
    ("back", "source"): "where they are is said by who refers them",
}
MEASURED = re.compile(r"q\d+$|.*(_level|_harm|_reoffending|_strength)$|outcome_")


class Form(HTMLParser):
    """What the visible fields of the page's forms say now, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.says: dict[str, str] = {}
        self.inside, self.area, self.choice = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "main":
            self.inside = True
        if not self.inside or (not name and tag != "option"):
            return
        if tag == "textarea":
            self.area = name
            self.says.setdefault(name, "")
        elif tag == "select":
            self.choice = name
            self.says.setdefault(name, "")
        elif tag == "option" and "selected" in given:
            self.says[self.choice] = given.get("value", "")
        elif tag == "input" and kind not in ("hidden", "submit", "file"):
            is_said = kind not in ("radio", "checkbox") or "checked" in given
            self.says[name] = self.says.get(name) or (given.get("value", "") if is_said else "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area:
            self.says[self.area] += data.strip()


@dataclass
class Asked:
    """What was answered so far, and what was asked again although it was."""

    answered: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def on(self, client: Client, path: str, page: str = "") -> None:
        """Every field of the page is answered already, asked for the first time, or of the day."""
        answer = client.get(path)
        assert answer.status_code == 200, path
        form = Form()
        form.feed(answer.content.decode())
        for part, says in form.says.items():
            name = part.removesuffix("_day").removesuffix("_month").removesuffix("_year")
            if name in OF_THE_DAY or MEASURED.match(name) or (page, name) in NEW_EACH_TIME:
                continue
            self.seen.add(name)
            if says:
                self.answered.add(name)
            elif name in self.answered:
                self.twice.append(f"{path}: {name}")


def whole(ward: Ward) -> Referral:
    """A draft in which every question of the referral is answered."""
    made = make_referral(ward, "draft", asked=WHOLE)
    look(ward.practitioner, TODAY)
    day = timezone.localdate() + timedelta(days=30)
    referring.save_part(
        actor=ward.practitioner,
        at=AT,
        referral_id=made.id,
        values=KNOWN
        | {"release_on": day, "sentence_ends_on": day + timedelta(days=300), "complete_by": day}
        | {f"need_{each}": "LOW" for each in ("ACCOM", "ETE", "FBD", "DNR", "LIFE", "FAM", "EWB", "SOC")},
        revision=0,
    )
    return Referral.objects.get(id=made.id)


def of_referral(asked: Asked, client: Client, start: str, page: str = "") -> None:
    for part in PARTS:
        asked.on(client, f"{start}{part}/", page)


class TestAWholeCase:
    def test_asks_nothing_again_that_was_answered(self, ward: Ward, browse: Browse) -> None:
        made, asked = whole(ward), Asked()
        reference = made.reference
        refers, helps = browse(ward.practitioner), browse(ward.worker)
        of_referral(asked, refers, f"/referrals/{reference}/refer/")
        assert asked.answered >= {*KNOWN, "crn", "family_name", "date_of_birth", "need_SOC", "complete_by"}
        look(ward.practitioner, TODAY)
        referring.send(actor=ward.practitioner, at=AT, referral=made.id, send_key="")
        of_referral(asked, refers, f"/referrals/{reference}/amend/")

        for step in ("redirect", "decline", "in-treatment", "ask", "transfer"):
            asked.on(helps, f"/inbox/{reference}/{step}/")
        helps.post(f"/inbox/{reference}/accept/", {"then": "mine"})
        asked.on(helps, f"/release-board/{reference}/")
        self._is_assessed(asked, helps, made)
        self._is_treated(asked, helps, ward, made)
        self._is_recalled(asked, helps, ward, made)
        for page in ("book", "concern", "meetings", "report", "support/harm", "support/onward", "agreed"):
            asked.on(refers if page == "report" else helps, f"/people/{reference}/{page}/", page)
        self._comes_back(asked, helps, ward, made)
        assert asked.twice == []

    def _is_assessed(self, asked: Asked, helps: Client, made: Referral) -> None:
        """The first time and at a review: drugs, goals, strengths and the plan stand there again."""
        draft = begin(helps, made)
        save(helps, draft, "needs", NEEDS)
        save(helps, draft, "drugs", {"heroin_used": "recent"})
        save(helps, draft, "strengths", {"strengths": "A sister.", "motivation": "Sleep."})
        save(helps, draft, "plan", {"DNR_step": "Prescriber on Tuesday.", "plan": "Meet weekly."})
        for section in ("needs", "drugs", "strengths", "plan"):
            asked.on(helps, f"{draft}{section}/")
        assert {"DNR_goal", "heroin_used", "strengths", "DNR_step", "plan"} <= asked.answered
        assert helps.post(f"{draft}complete/").status_code == 302
        asked.on(helps, f"/people/{made.reference}/start/")
        said = {"kind": "specialist"} | {
            f"runs_from_{part}": getattr(timezone.localdate(), part) for part in ("day", "month", "year")
        }
        assert helps.post(f"/people/{made.reference}/start/", said).status_code == 302
        again = begin(helps, made, "review")
        for section in ("needs", "drugs", "strengths", "plan"):
            asked.on(helps, f"{again}{section}/")
        assert helps.post(f"{again}discard/").status_code == 302

    def _is_treated(self, asked: Asked, helps: Client, ward: Ward, made: Referral) -> None:
        """The numbers of treatment monitoring that the record says stand where treatment starts."""
        look(ward.worker, timezone.localdate())
        who: dict[str, Any] = {"actor": ward.worker, "at": timezone.now()}
        episodes.link(**who, referral_id=made.id, client_id="78001", episode_id="1")
        sent = treatment.refer(
            **who, referral_id=made.id, service="Made-up treatment", referred_on=timezone.localdate()
        )
        asked.answered |= {"client_id", "episode_id"}
        asked.on(helps, f"/people/{made.reference}/support/treatment/{sent.id}/accept/")
        look(ward.worker, timezone.localdate())
        treatment.accept(**who, treatment_id=sent.id, confirmed=treatment.Confirmed(timezone.localdate()))
        asked.on(helps, f"/people/{made.reference}/support/treatment/{sent.id}/start/")
        assert "client_id" in asked.seen

    def _is_recalled(self, asked: Asked, helps: Client, ward: Ward, made: Referral) -> None:
        asked.on(helps, f"/inbox/{made.reference}/pause/", "pause")
        look(ward.worker, timezone.localdate())
        pausing.pause(
            actor=ward.worker,
            at=timezone.now(),
            referral_id=made.id,
            reason="recall",
            since=timezone.localdate(),
            prison="HMP Made Up",
            release_on=timezone.localdate() + timedelta(days=3),
            release_unknown="",
        )
        asked.on(helps, f"/people/{made.reference}/prison-healthcare/")
        asked.on(helps, f"/release-board/{made.reference}/")
        asked.on(helps, f"/inbox/{made.reference}/resume/")
        look(ward.worker, timezone.localdate())
        pausing.resume(
            actor=ward.worker,
            at=timezone.now(),
            referral_id=made.id,
            released_on=timezone.localdate(),
            handed_back="",
        )

    def _comes_back(self, asked: Asked, helps: Client, ward: Ward, made: Referral) -> None:
        """What the person said before they left stands in the new referral, and in its first assessment."""
        asked.on(helps, f"/people/{made.reference}/leave/")
        look(ward.worker, timezone.localdate())
        leaving.leave(
            actor=ward.worker,
            at=timezone.now(),
            referral_id=made.id,
            reason="dropped_out",
            on=timezone.localdate(),
        )
        answer = helps.post(f"/people/{made.reference}/back/")
        again = str(answer["Location"]).split("/")[2]
        of_referral(asked, helps, f"/referrals/{again}/refer/", "back")
        address = f"/referrals/{again}/refer/why/"
        page = Form()
        page.feed(helps.get(address).content.decode())
        helps.post(f"/referrals/{again}/refer/check/", {"send_key": "k"})
        look(ward.worker, timezone.localdate())
        row = Referral.objects.get(reference=again)
        referring.save_part(
            actor=ward.worker,
            at=timezone.now(),
            referral_id=row.id,
            values={"why_now": "Used again.", "is_urgent": False},
            revision=row.revision,
        )
        referring.send(actor=ward.worker, at=timezone.now(), referral=row.id, send_key="")
        helps.post(f"/inbox/{again}/accept/", {"then": "mine"})
        draft = begin(helps, Referral.objects.get(reference=again))
        for section in ("needs", "drugs", "strengths", "plan"):
            asked.on(helps, f"{draft}{section}/")
        assert "was said in the assessment of" in helps.get(f"{draft}drugs/").content.decode()
        assert Assessment.objects.filter(referral__reference=again).exists()
