"""Is a table looked at as soon as it holds anything, or should?"""

from tests.ledger.test_audit import House
from tests.ledger.test_audit import house as house


class TestATable:
    def test_that_was_emptied_with_its_versions_is_named(self, house: House) -> None:
        house.superuser.execute("DELETE FROM organisations_placehistory")
        problems = house.tamper("DELETE FROM organisations_place")
        assert [each.partition(";")[0] for each in problems] == [
            f"Version {number} in organisations_placehistory was deleted" for number in (1, 2, 3)
        ]

    def test_that_was_empty_and_got_a_row_is_named(self, house: House) -> None:
        (problem,) = house.tamper(
            "INSERT INTO organisations_programmecode (code, name) VALUES ('made-up', 'Made up')"
        )
        assert problem.endswith("has no history: it was added outside any act.")

    def test_that_was_empty_and_got_a_version_is_named(self, house: House) -> None:
        problems = house.tamper(
            "INSERT INTO organisations_programmecodehistory (pgh_created_at, pgh_label, pgh_obj_id, pgh_act_id, code, "
            "name) SELECT now(), 'insert', 'made-up', pgh_act_id, 'made-up', 'Made up' "
            "FROM organisations_placehistory WHERE pgh_id = 1"
        )
        assert any("no act vouches for it" in problem for problem in problems)
