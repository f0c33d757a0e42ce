"""Are the made-up people the same at every call, in the schema, and true to what is said of them?"""

from datetime import date

import pytest

from throughline.caseload import codes
from throughline.caseload.care import questions
from throughline.evidence import extract, synthetic
from throughline.evidence.synthetic.columns import WorkingDays, number_of
from throughline.evidence.synthetic.truth import Truth, greater_manchester
from throughline.kernel.dates import add_working_days, is_working_day

UNTIL = date(2026, 4, 1)


@pytest.fixture(scope="module")
def made():
    return synthetic.make(seed=11, people=4000)


def _words(table, column):
    return {word for word in table[column].to_pylist() if word is not None}


class TestTheSameSeed:
    def test_gives_the_same_tables(self, made):
        again = synthetic.make(seed=11, people=4000)
        assert all(again[name].equals(made[name]) for name in made)

    def test_and_another_seed_gives_others(self, made):
        other = synthetic.make(seed=12, people=4000)
        assert not other["referrals"].equals(made["referrals"])
        assert not _words(other["people"], "person") & _words(made["people"], "person")


class TestTheSchema:
    def test_every_table_has_its_columns_in_their_order(self, made):
        assert {name: tuple(table.schema.names) for name, table in made.items()} == {
            table.name: table.names for table in extract.TABLES
        }

    def test_every_pseudonym_is_32_hexadecimal_digits(self, made):
        for table in extract.TABLES:
            for column in table.columns:
                if column.kind == "pseudonym":
                    for word in _words(made[table.name], column.name):
                        assert len(word) == 32
                        assert int(word, 16) >= 0

    @pytest.mark.parametrize(
        ("table", "column", "known"),
        [
            ("referrals", "source", codes.SOURCES),
            ("referrals", "sentence", {each.code for each in codes.SENTENCES}),
            ("referrals", "requirement", codes.REQUIREMENTS),
            ("referrals", "exit_reason", codes.PLANNED | codes.UNPLANNED),
            ("referrals", "triage_reason", codes.DECLINE | codes.REDIRECT),
            ("referrals", "risk_at_start", codes.RISK_LEVELS),
            ("needs", "need", codes.NEEDS),
            ("needs", "level", codes.LEVELS),
            ("needs_sought", "complexity", codes.COMPLEXITY),
            ("contacts", "mode", codes.MODES),
            ("contacts", "no_session", codes.NO_SESSION),
            ("pathways", "kind", codes.PATHWAYS),
            ("outcomes", "outcome", codes.OUTCOMES),
            ("outcomes", "achieved", codes.ACHIEVED),
            ("profiles", "item", questions.PROFILE_BY_KEY),
        ],
    )
    def test_codes_are_those_that_the_caseload_writes(self, made, table, column, known):
        assert _words(made[table], column) <= set(known)

    def test_no_row_hangs_on_a_referral_that_is_not_there(self, made):
        there = _words(made["referrals"], "referral")
        for name, table in made.items():
            if "referral" in table.schema.names:
                assert _words(table, "referral") <= there, name


class TestWhatHappens:
    def test_happens_in_its_order_and_before_the_end(self, made):
        steps = ("sent_on", "triaged_on", "assigned_on", "first_contact_on", "exited_on")
        for row in made["referrals"].select(list(steps)).to_pylist():
            known = [row[step] for step in steps if row[step] is not None]
            assert known == sorted(known)
            assert known[-1] < UNTIL
            assert is_working_day(row["sent_on"])

    def test_nobody_who_comes_again_was_still_supported(self, made):
        ends = {row["referral"]: row["exited_on"] for row in made["referrals"].to_pylist()}
        starts = {row["referral"]: row["first_contact_on"] for row in made["referrals"].to_pylist()}
        for row in made["referrals"].to_pylist():
            if row["follows"] and starts[row["follows"]] and ends[row["follows"]]:
                assert ends[row["follows"]] <= row["sent_on"]

    def test_nobody_starts_treatment_after_support_ended(self, made):
        ends = {row["referral"]: row["exited_on"] for row in made["referrals"].to_pylist()}
        for row in made["treatments"].to_pylist():
            if row["started_on"] and ends[row["referral"]]:
                assert row["started_on"] < ends[row["referral"]]


class TestWhatIsTrue:
    def test_comes_out_of_the_rows(self, made):
        said = made["referrals"].to_pylist()
        decided = [row for row in said if row["triaged_on"]]
        turned = sum(row["state"] in ("redirected", "declined") for row in decided) / len(decided)
        assert turned == pytest.approx(0.10, abs=0.02)
        reached = sum(row["first_contact_on"] is not None for row in decided) / len(decided)
        assert reached == pytest.approx(0.9 * Truth().is_reached, abs=0.04)

    def test_every_locality_has_people(self, made):
        assert _words(made["referrals"], "place") == {each.place for each in greater_manchester()}
        assert len(_words(made["referrals"], "place")) == 10


class TestWorkingDays:
    def test_are_those_of_the_kernel_over_easter_and_christmas(self):
        import numpy as np

        calendar = WorkingDays(date(2025, 1, 1), date(2026, 12, 31))
        starts = [date(2025, 4, 12), date(2025, 4, 17), date(2025, 12, 24), date(2026, 12, 23)]
        for many in (0, 1, 3, 10):
            found = calendar.add(np.array([number_of(day) for day in starts]), np.full(len(starts), many))
            assert [date.fromordinal(int(each) + date(1970, 1, 1).toordinal()) for each in found] == [
                add_working_days(day, many) for day in starts
            ]
