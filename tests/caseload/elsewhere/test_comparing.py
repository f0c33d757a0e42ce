"""Who is in both, only here, only there, and why?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from throughline.caseload.elsewhere.comparing import Here, There, compare, membership, read_row

SENT = date(2026, 3, 2)


def here(reference: str = "DR-1", client: str = "C1", state: str = "on_pathway", **more: object) -> Here:
    given_: dict[str, object] = {"episode_id": "E1", "sent_on": SENT, "started_on": SENT, "ended_on": None}
    return Here(reference=reference, state=state, client_id=client, **(given_ | more))  # type: ignore[arg-type]  # a test's own words


def there(row: int = 2, client: str = "C1", **more: object) -> There:
    given_: dict[str, object] = {"episode_id": "E1", "triaged_on": SENT, "ended_on": None}
    return There(row=row, client_id=client, **(given_ | more))  # type: ignore[arg-type]  # a test's own words


def why(one: Here, *rows: There) -> str:
    return compare(rows, [one])[0].why


class TestSomebodyInBoth:
    def test_agrees(self) -> None:
        [found] = compare([there()], [here()])
        assert (found.where, found.agrees, found.reference, found.row) == ("both", True, "DR-1", 2)

    def test_says_each_difference(self) -> None:
        day = date(2026, 4, 1)
        assert why(here(), there(ended_on=day)) == "Ended there, still open here."
        assert why(here(state="exited", ended_on=day), there()) == "Ended here, still open there."
        assert "another day" in why(here(state="exited", ended_on=SENT), there(ended_on=day))
        assert "before the referral" in why(here(), there(triaged_on=date(2026, 1, 1)))
        assert "before TRIAGED" in why(here(), there(triaged_on=day))
        assert "Another EPISODID" in why(here(), there(episode_id="E2"))


class TestSomebodyOnlyHere:
    def test_has_a_reason(self) -> None:
        assert "said no" in why(here(client="", said_no_to_monitoring=True))
        assert "Not decided" in why(here(client="", state="sent"))
        assert "No treatment" in why(here(client="", started_on=None))
        assert "no CLIENTID" in why(here(client=""))
        assert "without treatment" in why(here(client="", state="declined", started_on=None))
        assert "not in this extract" in why(here())


class TestTwoSets:
    BOTH = ("adult", "justice")

    def found(self, one: Here, *rows: There) -> list[tuple[str, str, bool]]:
        return [(each.where, each.in_set, each.agrees) for each in compare(rows, [one], self.BOTH)]

    def test_say_of_somebody_in_both_each_by_itself(self) -> None:
        rows = there(2), there(5, in_set="justice")
        assert self.found(here(), *rows) == [("both", "adult", True), ("both", "justice", True)]

    def test_are_not_both_expected_of_somebody_in_the_adult_set(self) -> None:
        assert self.found(here(), there())[1] == ("one_set", "justice", True)

    def test_miss_the_adult_episode_of_somebody_whose_treatment_started(self) -> None:
        row = there(in_set="justice")
        assert self.found(here(), row)[1] == ("one_set", "adult", False)
        assert self.found(here(started_on=None), row)[1] == ("one_set", "adult", True)

    def test_say_of_somebody_in_neither_so_once(self) -> None:
        assert self.found(here()) == [("only_here", "", False)]

    @given(
        st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(BOTH))), st.lists(st.sampled_from("ABD"))
    )
    def test_add_up_to_all_referrals(self, rows: list[tuple[str, str]], clients: list[str]) -> None:
        asked = [there(n, client, in_set=name) for n, (client, name) in enumerate(rows)]
        ours = [
            here(f"DR-{n}", client, sent_on=date(2026, 1, 1 + n % 28)) for n, client in enumerate(clients)
        ]
        found = compare(asked, ours, self.BOTH)
        sums = membership(found, ours)
        assert sums.both + sums.adult_alone + sums.justice_alone + sums.none == len(ours)
        assert sums.none == sum(each.where == "only_here" for each in found)
        assert sorted(each.row for each in found if each.row is not None) == list(range(len(rows)))


class TestARowOfTheExtract:
    def test_is_read_in_either_spelling_of_a_day(self) -> None:
        row = read_row(2, {"clientid": " c1 ", "triaged": "20260302", "modexit": "01/04/2026"})
        assert row == There(2, "C1", "", SENT, date(2026, 4, 1))
        assert read_row(2, {"clientid": ""}) == "CLIENTID is missing."
        assert read_row(2, {"clientid": "C1", "triaged": "x"}) == "TRIAGED or MODEXIT is no day."

    @given(st.lists(st.sampled_from("ABC")), st.lists(st.sampled_from(["A", "B", ""])))
    def test_and_every_referral_are_accounted_for(self, rows: list[str], clients: list[str]) -> None:
        asked = [there(number, client) for number, client in enumerate(rows)]
        ours = [here(f"DR-{number}", client) for number, client in enumerate(clients)]
        found = compare(asked, ours)
        assert sorted(each.row for each in found if each.row is not None) == list(range(len(rows)))
        assert {each.reference for each in found} - {""} == {each.reference for each in ours} | set()
