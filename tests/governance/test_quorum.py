"""Were enough members there to decide?"""

import pytest

from throughline.governance.quorum import Seat, quorum

CHAIR = Seat(is_chair=True, has_vote=True, presence="present")
THERE = Seat(is_chair=False, has_vote=True, presence="present")
AWAY = Seat(is_chair=False, has_vote=True, presence="apologies")
GUEST = Seat(is_chair=False, has_vote=False, presence="present")


class TestAQuorum:
    @pytest.mark.parametrize(
        ("seats", "least", "needs_chair", "is_met", "words"),
        [
            (
                [CHAIR, THERE, AWAY],
                2,
                True,
                True,
                "Quorate: 2 of 3 voting members were there, and 2 are needed.",
            ),
            ([THERE, AWAY], 1, False, True, "Quorate: 1 of 2 voting members were there, and 1 is needed."),
            (
                [CHAIR, AWAY, AWAY],
                2,
                False,
                False,
                "Not quorate: 1 of 3 voting members were there, and 2 are needed.",
            ),
            (
                [THERE, THERE],
                2,
                True,
                False,
                "Not quorate: 2 of 2 voting members were there, and the chair, who is needed, was not.",
            ),
            (
                [THERE, AWAY],
                None,
                False,
                None,
                "1 of 2 voting members were there. The group's terms, as held here, state no quorum.",
            ),
            ([], 2, False, None, "Nobody has noted yet who was there."),
            ([GUEST], 1, False, None, "Nobody has noted yet who was there."),
        ],
    )
    def test_is_said_in_words(
        self, seats: list[Seat], least: int | None, needs_chair: bool, is_met: bool | None, words: str
    ) -> None:
        found = quorum(seats, least=least, needs_chair=needs_chair)
        assert (found.is_met, found.words) == (is_met, words)

    def test_counts_a_substitute_and_never_a_guest(self) -> None:
        sent = Seat(is_chair=False, has_vote=True, presence="substitute")
        assert quorum([sent, GUEST, GUEST], least=2, needs_chair=False).is_met is False
        assert quorum([sent, THERE], least=2, needs_chair=False).is_met
