"""What is made up for a demonstration is read by those who have signed in, and is in no public byte. Authority: R46."""

from datetime import UTC, datetime
from typing import Any

import pytest

from throughline.decisions import demonstration_law
from throughline.decisions.actions.revisions import correct_decision, supersede_decision
from throughline.decisions.models import CallIn, Notice
from throughline.decisions.queries.law import past_awards
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.organisations import demonstration as people
from throughline.organisations.queries import person_named
from throughline.publication.models import Edition

from .published import LEAD, everything_public

AT = datetime.now(UTC)  # roles are those of today
SUPPLIER = Actor("system:supplied", frozenset({"supplier"}))


@pytest.fixture
def made_up(alone: str, settings: Any) -> list[str]:
    """The numbers of the made-up decisions."""
    settings.DEMONSTRATION = True
    settings.SECOND_STEP_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    people.load(actor=SUPPLIER, at=AT)
    assert demonstration_law.load(actor=SUPPLIER, at=AT) is True
    assert demonstration_law.load(actor=SUPPLIER, at=AT) is False
    return list(
        Notice.objects.filter(is_illustration=True).order_by("number").values_list("number", flat=True)
    )


class TestAnIllustration:
    def test_is_no_decision_of_the_public(self, made_up: list[str], client: Any) -> None:
        assert len(made_up) == 3
        addresses = [
            address.format(number=number)
            for number in made_up
            for address in (
                "/register/decisions/{number}/", "/register/decisions/{number}.json",
                "/register/decisions/{number}.pdf", "/register/decisions/{number}.proof.json",
                "/register/decisions/{number}/1.json", "/call-in/{number}/",
            )
        ]  # fmt: skip
        for address in addresses:
            assert client.get(address).status_code == 404, address
        for address, content in everything_public(
            client, "/search/?q=illustration", "/forward-plan/?all=yes", "/forward-plan.json", "/forward-plan.csv",
            "/call-in/", "/register/grants.json", "/register/decisions.json?q=outreach",
        ):  # fmt: skip
            assert b"Illustration:" not in content, address
        assert not Edition.objects.filter(decision__number__in=made_up).exists()
        assert not Act.objects.filter(subject_id__in=made_up, public=True).exists()

    def test_is_read_by_those_who_have_signed_in_and_says_what_it_is(
        self, made_up: list[str], client: Any
    ) -> None:
        person = person_named("monitoring-officer@demonstration.example")
        assert person is not None
        client.force_login(person)
        for address in (
            "/forward-plan/",
            "/call-in/",
            f"/decisions/{made_up[0]}/",
            f"/call-in/{made_up[1]}/",
        ):
            assert "Illustration" in client.get(address).content.decode(), address
        assert "Called in, waiting for the meeting" in client.get("/").content.decode()
        assert {each.state for each in CallIn.objects.all()} == {"open", "called_in", "effective"}

    def test_counts_towards_nobodys_running_total(self, made_up: list[str]) -> None:
        assert past_awards(AT.date()) == []

    def test_is_neither_corrected_nor_put_in_anothers_place(self, made_up: list[str]) -> None:
        with pytest.raises(RefusedError, match="is an illustration"):
            correct_decision(
                number=made_up[0], version=1, values={"title": "x"}, reason="y", actor=LEAD, at=AT
            )
        with pytest.raises(RefusedError, match="is an illustration"):
            supersede_decision(number="2024-001", by=made_up[0], reason="y", actor=LEAD, at=AT)


class TestAnInstallationThatIsNoDemonstration:
    def test_takes_none(self, alone: str, settings: Any) -> None:
        settings.DEMONSTRATION = False
        with pytest.raises(RefusedError, match="this installation is not one"):
            demonstration_law.load(actor=SUPPLIER, at=AT)
