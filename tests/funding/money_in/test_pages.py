"""What somebody sees and fills in about money in and about streams."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import words

from throughline.funding.models import FunderDuty, InboundAgreement, Programme, Receipt, Stream
from throughline.funding.queries.money_in import address
from throughline.kernel.money import Money
from throughline.organisations.queries import body

from .conftest import BURY, agreement_of, place_id

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
DAY = {"day": "5", "month": "1", "year": "2026"}


def dated(name: str, **day: str) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in {**DAY, **day}.items()}


class TestMoneyIn:
    def test_shows_what_is_stated_and_says_what_is_not(
        self, agreement: InboundAgreement, duty: FunderDuty, receipt: Receipt, browse: Browse
    ) -> None:
        said = words(browse("finance-preparer").get(reverse("money-in")))
        for each in (
            "2025/26: £1,000,000.00; 2026/27: The record does not say",
            "£400,000.00",
            "Say how it went",
        ):
            assert each in said

    def test_shows_hmpps_its_own_and_no_button(self, agreement: InboundAgreement, browse: Browse) -> None:
        other = agreement_of(agreement.programme, funder="gmca")
        client = browse("hmpps-contract-manager", "hmpps")
        page = client.get(reverse("money-in"))
        said = words(page)
        assert "Your money" in said
        assert reverse("inbound-agreement-record") not in page.content.decode()
        assert "Greater Manchester Combined Authority" not in said
        assert client.get(address(agreement.id)).status_code == 200
        assert client.get(address(other.id)).status_code == 404
        assert client.get(reverse("inbound-agreement-record")).status_code == 403

    def test_is_closed_to_a_commissioner_and_to_practice(
        self, agreement: InboundAgreement, browse: Browse
    ) -> None:
        for role in ("commissioner", "key-worker"):
            assert browse(role, "bolton").get(reverse("money-in")).status_code == 403

    def test_says_what_usually_stands_here_when_there_is_nothing(
        self, programme: Programme, browse: Browse
    ) -> None:
        said = words(browse("programme-lead").get(reverse("money-in")))
        assert "No agreement is on record" in said
        assert "No round has a funder on record" in said

    def test_is_searched_filtered_and_taken_away(self, agreement: InboundAgreement, browse: Browse) -> None:
        client = browse("auditor")
        assert "No agreement fits" in words(client.get(reverse("money-in") + "?q=nobody"))
        assert "1 agreement" in words(client.get(reverse("money-in") + "?q=prison&state=recorded"))
        lines = client.get(reverse("money-in-csv")).content.decode().splitlines()
        assert [each.split(",")[4:6] for each in lines[1:]] == [
            ["2025/26", "1000000.00"],
            ["2026/27", "not stated"],
        ]

    def test_asks_the_database_no_more_however_much_there_is(
        self, agreement: InboundAgreement, browse: Browse, django_assert_max_num_queries: Any
    ) -> None:
        client = browse("programme-officer")
        client.get(reverse("money-in"))
        for _ in range(5):
            agreement_of(agreement.programme)
        with django_assert_max_num_queries(25) as seen:  # of them ten are the page's own
            client.get(reverse("money-in"))
        about_money = [q for q in seen.captured_queries if "funding_" in q["sql"]]
        assert len(about_money) <= 10


class TestAFormAboutMoney:
    def fill(self, programme: Programme, **changes: str) -> dict[str, str]:
        return {
            "programme": str(programme.id),
            "funder": str(body("hmpps").id),
            "instrument": "grant_letter",
            "years": "2025/26 £1,000.00\n2026-27 not stated",
            "carry_forward": "not_stated",
            "source": "A letter",
            **changes,
        }

    def test_puts_an_agreement_on_record_with_a_year_that_is_not_stated(
        self, programme: Programme, browse: Browse
    ) -> None:
        answer = browse("programme-officer").post(
            reverse("inbound-agreement-record"), self.fill(programme), follow=True
        )
        assert "It is on record." in words(answer)
        made = InboundAgreement.objects.get()
        assert list(made.years.order_by("year").values_list("year", "amount_pence")) == [
            ("2025/26", Money(1_000_00)),
            ("2026/27", None),
        ]

    @pytest.mark.parametrize(
        ("years", "sentence"),
        [
            ("2025/27 5", "Line 1: “2025/27” is not one financial year"),
            ("2025/26 5\n2025/26", "Line 2: 2025/26 stands there twice"),
            ("2025/26 lots", "Line 1"),
            ("2025/26 -5", "not below zero"),
            ("", "Write at least one year"),
        ],
    )
    def test_names_the_line_that_is_wrong_and_loses_nothing(
        self, programme: Programme, browse: Browse, years: str, sentence: str
    ) -> None:
        answer = browse("programme-officer").post(
            reverse("inbound-agreement-record"), self.fill(programme, years=years)
        )
        assert sentence in words(answer)
        assert "A letter" in answer.content.decode()
        assert not InboundAgreement.objects.exists()

    def test_shows_a_refusal_above_it(
        self, agreement: InboundAgreement, receipt: Receipt, browse: Browse
    ) -> None:
        client = browse("programme-lead")
        answer = client.post(reverse("inbound-agreement-step", args=[agreement.id, "end"]))
        assert "is still awaited: receive or cancel it first" in words(answer)
        said = {"year": "2025/26", "amount": "600,001", **dated("due_on")}
        answer = client.post(reverse("inbound-agreement-step", args=[agreement.id, "expect"]), said)
        assert "At most £600,000.00 more can be expected" in words(answer)
        assert 'value="600,001"' in answer.content.decode()

    def test_takes_a_receipt_from_due_to_received(self, receipt: Receipt, browse: Browse) -> None:
        finance = browse("finance-preparer")
        to = {step: reverse("receipt-step", args=[receipt.id, step]) for step in ("invoice", "receive")}
        finance.post(to["invoice"], {"reference": "INV-1", **dated("invoiced_on")})
        said = {"amount": "100,000.00", "reference": "GL-1", **dated("received_on")}
        answer = finance.post(to["receive"], said, follow=True)
        assert "It came, and counts as received." in words(answer)
        assert "£300,000.00" in words(answer), "the rest is still due"
        rest = Receipt.objects.get(state="due")
        refused = finance.get(reverse("receipt-step", args=[rest.id, "cancel"]))
        assert "It is for: programme lead." in words(refused)

    def test_answers_what_a_funder_asks_and_shows_the_file(self, duty: FunderDuty, browse: Browse) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        client = browse("programme-officer")
        assert "Say that it is met" in words(client.get(reverse("funder-duty", args=[duty.id])))
        said = {"because": "Sent.", "file": SimpleUploadedFile("report.txt", b"It went well.")}
        client.post(reverse("funder-duty-step", args=[duty.id, "meet"]), said)
        assert "Sent." in words(client.get(reverse("funder-duty", args=[duty.id])))
        assert client.get(reverse("funder-duty-file", args=[duty.id])).content == b"It went well."

    def test_amends_with_what_stands_there_already(self, agreement: InboundAgreement, browse: Browse) -> None:
        client = browse("programme-officer")
        where = reverse("inbound-agreement-step", args=[agreement.id, "amend"])
        assert "2025/26 £1,000,000.00 2026/27 not stated" in words(client.get(where))
        said = {
            "instrument": "contract",
            "carry_forward": "allowed",
            "years": "2025/26 £1,000,000.00\n2026/27 5",
            "source": "A letter",
            "because": "It came.",
        }
        assert "The agreement says so now" in words(client.post(where, said, follow=True))


class TestAStreamsPage:
    def said(self, **changes: str) -> dict[str, str]:
        return {
            "name": "Outreach",
            "purpose": "outreach",
            "payer_words": "A charity",
            "years": "2025/26",
            "source": "They said so",
            **changes,
        }

    def test_is_made_by_the_places_commissioner(self, programme: Programme, browse: Browse) -> None:
        client = browse("commissioner", "bolton")
        where = reverse("stream-record", args=["bolton"])
        assert "Choose who pays, or write who it is." in words(client.post(where, self.said(payer_words="")))
        client.post(where, self.said())
        stream = Stream.objects.get()
        said = words(client.get(reverse("stream", args=[stream.id])))
        assert "A charity" in said
        assert "2025/26 The record does not say" in said

    def test_is_not_there_for_another_places_commissioner(self, stream: Stream, browse: Browse) -> None:
        client = browse("commissioner", "bury")
        assert client.get(reverse("stream", args=[stream.id])).status_code == 404
        assert client.get(reverse("stream-step", args=[stream.id, "strike"])).status_code == 404
        assert client.post(reverse("stream-record", args=["bolton"]), self.said()).status_code == 404
        assert place_id(BURY) != stream.place_id

    def test_says_why_it_was_struck(self, stream: Stream, browse: Browse) -> None:
        client = browse("programme-officer")
        answer = client.post(
            reverse("stream-step", args=[stream.id, "strike"]), {"because": "It is Bury’s."}, follow=True
        )
        assert "It was recorded in error and counts nowhere. It is Bury’s." in words(answer)

    def test_is_changed_from_what_it_said(self, stream: Stream, browse: Browse) -> None:
        client = browse("programme-officer")
        where = reverse("stream-step", args=[stream.id, "amend"])
        assert "2025/26 £300,000.00 2026/27 not stated" in words(client.get(where))
        client.post(where, self.said(name="Treatment budget", because="The budget was passed."))
        stream.refresh_from_db()
        assert stream.purpose == "outreach"
