"""Is what a referral says about its sentence held to it, and are its codes those of the day?"""

from datetime import date
from typing import Any

import pytest

from throughline.caseload import codes
from throughline.caseload.codes import Dated
from throughline.caseload.elsewhere.referral_rows import read_row
from throughline.caseload.forms.referring import UNVERIFIED, WhyForm
from throughline.caseload.referring import flat, folded
from throughline.caseload.sealed import Asked, Identity

TODAY, RENAMED = date(2026, 6, 1), date(2026, 9, 1)
ENDS = {"sentence_ends_on_day": "30", "sentence_ends_on_month": "9", "sentence_ends_on_year": "2026"}


def asked(values: dict[str, Any] | None = None, on: date = TODAY, **said: str) -> WhyForm:
    given = {"why_now": "A new order.", "source": "community", "revision": "0", **ENDS, **said}
    return WhyForm(given, values=values or {}, revision=0, is_complete=True, on=on)


def by(day: int, month: int) -> dict[str, Any]:
    return {"complete_by_day": str(day), "complete_by_month": str(month), "complete_by_year": "2026"}


class TestByWhenTheSupportIsComplete:
    def test_may_be_the_last_day_of_the_sentence(self) -> None:
        form = asked(**by(30, 9), enforceable_days="40")
        assert form.is_valid(), form.errors
        assert form.said["complete_by"] == date(2026, 9, 30)
        assert form.said["enforceable_days"] == 40

    def test_is_never_after_the_sentence_ends_and_says_when_that_is(self) -> None:
        form = asked(**by(1, 10))
        assert form.errors["complete_by"] == [
            "The sentence ends before, on 30 September 2026: choose a day until then."
        ]

    def test_stays_with_the_referral_as_it_was_said(self) -> None:
        _, kept, _ = folded({"complete_by": date(2026, 9, 30), "enforceable_days": 40}, Identity(), Asked())
        values = flat(Identity(), kept, {})
        assert (values["complete_by"], values["enforceable_days"]) == (date(2026, 9, 30), 40)

    @pytest.mark.parametrize("days", ["0", "366", "-3", "many"])
    def test_goes_with_days_that_an_order_can_have(self, days: str) -> None:
        assert "enforceable_days" in asked(enforceable_days=days).errors

    def test_comes_from_a_sheet_too(self) -> None:
        row = {
            "row_id": "7",
            "enforceable_days": "40",
            "complete_by": "01/10/2026",
            "sentence_ends_on": "30/09/2026",
        }
        _, kept, faults = read_row(row, TODAY)
        assert kept["enforceable_days"] == 40
        assert "complete_by" in dict(faults)

    def test_is_refused_from_a_sheet_when_the_days_are_no_number(self) -> None:
        _, _, faults = read_row({"row_id": "7", "enforceable_days": "forty"}, TODAY)
        assert dict(faults)["enforceable_days"] == "Write a whole number of days, such as 40."


class TestACodeThatTheLawRenames:
    @pytest.fixture(autouse=True)
    def renamed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        old = Dated("DRR", "Drug rehabilitation requirement", used_until=RENAMED, is_verified=True)
        new = Dated("NEW", "Treatment requirement", used_from=RENAMED, is_verified=True)
        monkeypatch.setattr(codes, "REQUIREMENTS_IN_TIME", (old, new))

    def offered(self, on: date, now: str = "") -> set[str]:
        choices = asked({"requirement": now}, on=on).fields["requirement"].choices  # type: ignore[attr-defined]  # a ChoiceField
        return {code for code, _ in choices} - {""}

    def test_is_offered_until_that_day_and_its_new_name_from_then_on(self) -> None:
        assert self.offered(date(2026, 8, 31)) == {"DRR"}
        assert self.offered(RENAMED) == {"NEW"}

    def test_stays_where_a_referral_says_it(self) -> None:
        assert self.offered(RENAMED, now="DRR") == {"DRR", "NEW"}

    def test_is_marked_until_somebody_has_confirmed_it(self) -> None:
        assert asked().fields["requirement"].help_text == ""
        assert asked().fields["sentence"].help_text == UNVERIFIED
