"""What does a register's file say of a recipient, how long is that good, and is it never bent afterwards?"""

from datetime import date
from uuid import UUID

import pytest
from django.db import ProgrammingError
from tests.agreements.conftest import (
    AT,
    COMMISSIONER,
    KEY_WORKER,
    LEAD,
    LEGAL,
    OFFICER,
    in_an_act,
)

from throughline.agreements.actions import diligence as actions
from throughline.agreements.actions import grants
from throughline.agreements.models import Grant, LegalRecord, RecipientCheck, RegisterFile
from throughline.agreements.queries import diligence as queries
from throughline.frame.upload import Upload
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations.models import Body

CHARITIES = """registered_charity_number,charity_name,charity_registration_status,email
1000001,A MADE-UP TRUST,Registered,x@example.org
1000001,A made-up trust's branch,Removed,
1000002,ANOTHER TRUST,Removed,
"""
COMPANIES = """"CompanyName", "CompanyNumber","CompanyStatus"
"HELP LIMITED","01234567","Active"
"GONE LIMITED","07654321","Liquidation"
"""
SANCTIONS = "Name,Regime\nZoltán Bad Holdings,Made up\n"
AS_OF = date(2024, 6, 1)


def a_body(name: str, org_id: str = "") -> UUID:
    with in_an_act():
        code = name.lower().replace(" ", "-")
        return Body.objects.create(code=code, name=name, kind="provider", org_id=org_id).pk


def bring_in(
    register: str, content: str, *bodies: UUID, actor: Actor = OFFICER, as_of: date = AS_OF
) -> tuple[RegisterFile, list[RecipientCheck]]:
    upload = Upload(f"{register}.csv", content.encode())
    return actions.import_register(
        actor=actor, at=AT, register=register, as_of=as_of, upload=upload, bodies=bodies
    )


class TestACharityRegister:
    @pytest.mark.parametrize(
        ("org_id", "found"),
        [("GB-CHC-1000001", "clear"), ("GB-CHC-1000002", "failing"), ("GB-CHC-1000003", "not_found")],
    )
    def test_knows_a_charity_by_its_number(self, db: None, org_id: str, found: str) -> None:
        _, checks = bring_in("charity", CHARITIES, a_body("One", org_id))
        assert [each.found for each in checks] == [found]

    def test_says_nothing_of_who_is_no_charity(self, db: None) -> None:
        assert bring_in("charity", CHARITIES, a_body("A council"))[1] == []


class TestACompanyRegister:
    def test_knows_a_company_by_its_number_with_or_without_the_nought(self, db: None) -> None:
        one, two = a_body("Help", "GB-COH-01234567"), a_body("Help again", "GB-COH-1234567")
        _, checks = bring_in("company", COMPANIES, one, two)
        assert [each.found for each in checks] == ["clear", "clear"]

    def test_fails_a_company_in_liquidation(self, db: None) -> None:
        check = bring_in("company", COMPANIES, a_body("Gone", "GB-COH-07654321"))[1][0]
        assert (check.found, check.words) == ("failing", "GONE LIMITED: liquidation.")


class TestASanctionsList:
    def test_knows_a_name_however_it_is_written(self, db: None) -> None:
        listed, free = a_body("ZOLTAN BAD  HOLDINGS"), a_body("Somebody else")
        checks = {each.body_id: each.found for each in bring_in("sanctions", SANCTIONS, listed, free)[1]}
        assert checks == {listed: "failing", free: "clear"}

    def test_knows_a_name_in_a_file_with_null_bytes(self, db: None) -> None:
        listed = a_body("Zoltan Bad Holdings")
        assert bring_in("sanctions", "Name\nZoltan\0 Bad Holdings\n", listed)[1][0].found == "failing"


class TestAFile:
    @pytest.mark.parametrize(
        ("register", "content", "sentence"),
        [
            ("charity", "name\nx\n", "no column “registered_charity_number”"),
            ("company", "CompanyName,CompanyNumber,CompanyStatus\nHELP,,Active\n", "Line 2 has no number"),
            ("company", "CompanyName,CompanyNumber,CompanyStatus\nHELP,1,\n", "Line 2 has no standing"),
            ("sanctions", "Name\n", "no lines below its heading"),
            ("sanctions", "", "no column “Name”"),
            ("sanctions", 'Name\n"open', "Line 2 cannot be read"),
            ("tax", "Name\n", "which register"),
        ],
    )
    def test_is_refused_whole_with_what_is_wrong(
        self, db: None, register: str, content: str, sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            bring_in(register, content, a_body("One", "GB-COH-1"))
        assert not RegisterFile.objects.exists()
        assert not RecipientCheck.objects.exists()

    def test_speaks_of_no_day_to_come(self, db: None) -> None:
        with pytest.raises(RefusedError, match="a day to come"):
            bring_in("sanctions", SANCTIONS, as_of=date(2024, 6, 4))

    @pytest.mark.parametrize("actor", [COMMISSIONER, KEY_WORKER])
    def test_is_brought_in_by_the_programme_team_procurement_or_legal(self, db: None, actor: Actor) -> None:
        with pytest.raises(RefusedError, match="not for your role"):
            bring_in("sanctions", SANCTIONS, actor=actor)


class TestWhatARecipientsChecksSay:
    def test_is_the_latest_of_each_register(self, db: None) -> None:
        body = a_body("Help", "GB-COH-01234567")
        bring_in("company", COMPANIES.replace("Active", "Dissolved"), body, as_of=date(2024, 5, 1))
        bring_in("company", COMPANIES, body)
        bring_in("sanctions", SANCTIONS, body)
        assert [(each.register, each.found, each.good_until) for each in queries.latest_of(body)] == [
            ("company", "clear", date(2025, 6, 1)),
            ("sanctions", "clear", date(2024, 8, 30)),
        ]

    def test_is_nothing_for_who_was_never_checked(self, db: None) -> None:
        assert not queries.latest_of(a_body("One")).exists()

    def test_stands_clear_then_ends_soon_then_is_out_of_date(self, db: None) -> None:
        check = bring_in("sanctions", SANCTIONS, a_body("One"))[1][0]
        days = (date(2024, 7, 1), date(2024, 8, 1), date(2024, 8, 30), date(2024, 8, 31))
        said = [queries.standing(check, day).words for day in days]
        assert said == ["Clear", "Ends soon", "Ends soon", "Out of date"]

    def test_stays_as_it_was_written(self, db: None) -> None:
        check = bring_in("sanctions", SANCTIONS, a_body("One"))[1][0]
        with pytest.raises(ProgrammingError, match="permission denied"), in_an_act():
            RecipientCheck.objects.filter(pk=check.pk).update(found="failing")


class TestACheckByHand:
    def test_says_who_looked_where(self, db: None) -> None:
        check = actions.add_check(
            actor=LEGAL, at=AT, body_id=a_body("One"), register="charity", found="clear",
            words=" Looked it up. ", checked_on=AS_OF,
        )  # fmt: skip
        assert (check.words, check.checked_by, check.good_until) == (
            "Looked it up.",
            LEGAL.id,
            date(2025, 6, 1),
        )

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"words": " "}, "what you looked at"),
            ({"found": "perhaps"}, "what it shows"),
            ({"checked_on": date(2024, 6, 4)}, "day to come"),
        ],
    )
    def test_is_refused_without_its_words(self, db: None, changes: dict[str, object], sentence: str) -> None:
        values = {"register": "charity", "found": "clear", "words": "Seen.", "checked_on": AS_OF, **changes}
        with pytest.raises(RefusedError, match=sentence):
            actions.add_check(actor=LEGAL, at=AT, body_id=a_body("One"), **values)  # type: ignore[arg-type]  # the cases vary


class TestALegalRecord:
    def record(self, grant: Grant, **changes: object) -> LegalRecord:
        values = {
            "kind": "waiver", "answer": "given", "reason": "Signed by the monitoring officer.",
            "recorded_on": AS_OF, "actor": LEGAL, **changes,
        }  # fmt: skip
        return actions.record_legal(at=AT, grant_id=grant.id, **values)  # type: ignore[arg-type]  # the cases vary

    def test_stands_beside_those_before(self, grant: Grant) -> None:
        self.record(grant, answer="refused")
        self.record(grant, pence=Money(10_000_000))
        assert [each.answer for each in queries.legal_records(grant.id)] == [
            "A waiver was given",
            "A waiver was refused",
        ]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"reason": " "}, "Say why"),
            ({"answer": "grant"}, "what the answer is"),
            ({"kind": "tax"}, "what is recorded"),
            ({"recorded_on": date(2024, 6, 4)}, "day to come"),
            ({"actor": OFFICER}, "not for your role"),
        ],
    )
    def test_is_refused_when_it_says_too_little(
        self, grant: Grant, changes: dict[str, object], sentence: str
    ) -> None:
        with pytest.raises(RefusedError, match=sentence):
            self.record(grant, **changes)

    def test_is_never_changed(self, grant: Grant) -> None:
        record = self.record(grant)
        with pytest.raises(ProgrammingError, match="permission denied"), in_an_act():
            LegalRecord.objects.filter(pk=record.pk).update(answer="refused")

    def test_of_subsidy_counts_this_and_the_two_years_before(
        self, offered: list[Grant], another_round: object
    ) -> None:
        bolton = Grant.objects.get(place__name="Bolton")
        said = queries.assistance_of(bolton)
        assert said.in_all == Money(6_957_332)
        assert not said.is_over

    def test_never_counts_an_offer_that_was_withdrawn(self, grant: Grant) -> None:
        grants.stop_or_resume(actor=LEAD, at=AT, grant_id=grant.id, step="withdraw", because="A slip.")
        assert queries.assistance_of(grant).in_all == Money(0)
