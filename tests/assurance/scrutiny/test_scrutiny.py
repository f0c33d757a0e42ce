"""A partnership scrutinises a certified return, or is sampled where it governs; the authority answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from tests.agreements.conftest import in_an_act, like
from tests.assurance.scrutiny.conftest import (
    AT,
    GIVEN,
    LEAD,
    OFFICER,
    a_return,
    a_version,
    move,
    seats,
    someone,
)

from throughline.agreements.models import Grant
from throughline.assurance.actions import findings, scrutiny
from throughline.assurance.actions.scrutiny import Said
from throughline.assurance.models import Question, Return, Scrutiny
from throughline.assurance.queries.scrutinies import to_begin, visible_to
from throughline.frame.letters import every_letter
from throughline.governance.models import Group, Meeting
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

Note = Callable[..., UUID]
OTHERS = ("The Chair", "A chief superintendent", "A director of nursing")


def at_meeting(point: UUID, **more: str) -> Said:
    return replace(GIVEN, point_id=point, chair_delegation="", **more)


class TestACertifiedReturn:
    def test_is_put_before_the_partnership_once_and_its_chair_is_told(
        self, returned: Return, secretary: Actor, chair: Actor
    ) -> None:
        letters = every_letter().count()
        assert [each.pk for each in to_begin(secretary, date(2025, 6, 12))] == [returned.pk]
        begun = scrutiny.begin(actor=secretary, at=AT, return_id=returned.id)
        assert begun.state == "scrutinising"
        assert not to_begin(secretary, date(2025, 6, 12)).exists()
        assert every_letter().count() >= letters
        with pytest.raises(RefusedError, match="already"):
            scrutiny.begin(actor=chair, at=AT, return_id=returned.id)

    @pytest.mark.parametrize("state", ["open", "submitted", "queried", "accepted"])
    def test_is_not_judged_before_or_after_that(self, grant: Grant, secretary: Actor, state: str) -> None:
        with pytest.raises(RefusedError, match="once its finance officer has certified it"):
            scrutiny.begin(actor=secretary, at=AT, return_id=a_return(grant, state=state).id)

    def test_is_not_for_another_area(self, returned: Return) -> None:
        stranger = someone("Another Officer", "csp-officer", "wigan-csp")
        with pytest.raises(RefusedError, match="another area"):
            scrutiny.begin(actor=stranger, at=AT, return_id=returned.id)
        assert not visible_to(stranger, date(2025, 6, 12)).exists()

    def test_is_not_put_before_it_by_whoever_submitted_it_in_another_post(
        self, grant: Grant, secretary: Actor
    ) -> None:
        of = a_return(grant, submitted_by=secretary.id)
        with pytest.raises(RefusedError, match="you submitted this return"):
            scrutiny.begin(actor=secretary, at=AT, return_id=of.id)


class TestAStatementAtAMeeting:
    def test_rests_on_a_quorum_and_shows_what_members_declared(
        self, begun: Scrutiny, chair: Actor, note: Note, partnership: Group
    ) -> None:
        point = note(
            begun,
            (*OTHERS, "A councillor"),
            {"A councillor": ("The council receives this grant.", True)},
        )
        statement = scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))
        begun.refresh_from_db()
        begun.version.of.refresh_from_db()
        assert (begun.state, begun.version.of.state) == ("stated", "scrutinised")
        assert "Quorate: 3 of 4 voting members were there" in statement.quorum  # the councillor is out of it
        assert "A councillor" in statement.interests
        assert "which receives the money" in statement.interests
        assert "Takes no part in the point." in statement.interests
        assert Meeting.objects.get(pk=statement.point.meeting_id).state == "minuted"

    @pytest.mark.parametrize("who", ["A councillor", "A head of unit"])
    def test_waits_until_members_from_the_recipient_or_from_probation_have_declared(
        self, begun: Scrutiny, chair: Actor, note: Note, who: str
    ) -> None:
        point = note(begun, (*OTHERS, who))
        with pytest.raises(RefusedError, match=rf"Nothing is noted of {who}"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))

    def test_cannot_rest_on_too_few(self, begun: Scrutiny, chair: Actor, note: Note) -> None:
        point = note(begun, OTHERS[:2])
        with pytest.raises(RefusedError, match="Not quorate"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))

    def test_cannot_rest_on_those_whom_an_interest_keeps_out(
        self, begun: Scrutiny, chair: Actor, note: Note
    ) -> None:
        out = {"A head of unit": ("Our people are referred.", True)}
        point = note(begun, ("A head of unit", *OTHERS[:2]), out)
        with pytest.raises(RefusedError, match="Not quorate: 2 of 4"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))

    def test_is_not_made_by_a_chair_whom_an_interest_keeps_out(
        self, begun: Scrutiny, chair: Actor, note: Note
    ) -> None:
        there = ("A chief superintendent", "A director of nursing", "A head of unit", "The Chair")
        interests = {"The Chair": ("A cousin works there.", True), "A head of unit": ("We refer.", False)}
        point = note(begun, there, interests)
        with pytest.raises(RefusedError, match="keeps you out of this point"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))
        vice = someone("The Vice Chair", "csp-chair", "bolton-csp")
        assert scrutiny.state(actor=vice, at=AT, scrutiny_id=begun.id, said=at_meeting(point))

    def test_cannot_rest_on_another_groups_meeting(
        self, begun: Scrutiny, chair: Actor, note: Note, partnership: Group
    ) -> None:
        point = note(begun, OTHERS)
        with in_an_act():
            Group.objects.filter(pk=partnership.pk).update(code="another-group")
        with pytest.raises(RefusedError, match="no meeting of Bolton"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=at_meeting(point))

    def test_with_conditions_names_them(self, begun: Scrutiny, chair: Actor, note: Note) -> None:
        said = at_meeting(note(begun, OTHERS), outcome="given_with_conditions")
        with pytest.raises(RefusedError, match="which conditions"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=said)
        said = replace(said, conditions="The second post is filled by June.")
        assert scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=said).conditions

    def test_is_noted_by_the_partnerships_own_people_only(self, begun: Scrutiny, partnership: Group) -> None:
        from throughline.assurance.actions.meetings import Noted, note_meeting

        noted = Noted(date(2025, 6, 10), dict.fromkeys(seats(partnership).values(), "present"), {}, "")
        for other in (OFFICER, someone("Another Officer", "csp-officer", "wigan-csp")):
            with pytest.raises(RefusedError, match="its own officer or chair"):
                note_meeting(actor=other, at=AT, scrutiny_id=begun.id, noted=noted)


class TestAStatementUnderADelegation:
    def test_names_it(self, begun: Scrutiny, chair: Actor) -> None:
        with pytest.raises(RefusedError, match="under which delegation"):
            scrutiny.state(
                actor=chair, at=AT, scrutiny_id=begun.id, said=replace(GIVEN, chair_delegation=" ")
            )
        assert scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN).chair_delegation

    @pytest.mark.parametrize("of", ["bolton", "probation-greater-manchester"])
    def test_is_not_for_a_chair_from_the_recipient_or_from_probation(self, begun: Scrutiny, of: str) -> None:
        own = someone("A Chair with an interest", "csp-chair", of)
        with pytest.raises(RefusedError, match=r"cannot act alone|another area"):
            scrutiny.state(actor=own, at=AT, scrutiny_id=begun.id, said=GIVEN)

    def test_is_not_for_whoever_certified_the_return(
        self, grant: Grant, secretary: Actor, chair: Actor
    ) -> None:
        of = a_return(grant, certified_by=chair.id)
        begun = scrutiny.begin(actor=secretary, at=AT, return_id=of.id)
        with pytest.raises(RefusedError, match="you certified it"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN)


LARGE = pytest.mark.parametrize("round_terms", [like(small_grant=Money(100_00))], ids=["from £100"])
SMALL = pytest.mark.parametrize("round_terms", [like(small_grant=Money(10_000_000_00))], ids=["below £10m"])


class TestScoredQuestions:
    @LARGE
    def test_are_asked_of_large_grants(
        self, begun: Scrutiny, grant: Grant, chair: Actor, question: Question
    ) -> None:
        with pytest.raises(RefusedError, match="Does the money reach"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN)
        said = replace(GIVEN, scores={question.code: (2, "Two of three units.")})
        statement = scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=said)
        assert [(each.points, each.words) for each in statement.scores.all()] == [(2, "Two of three units.")]

    @SMALL
    def test_are_not_asked_of_small_ones(
        self, begun: Scrutiny, grant: Grant, chair: Actor, question: Question
    ) -> None:
        with pytest.raises(RefusedError, match="not asked here"):
            scrutiny.state(
                actor=chair, at=AT, scrutiny_id=begun.id, said=replace(GIVEN, scores={question.code: (3, "")})
            )
        assert not scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN).scores.exists()

    @SMALL
    def test_are_asked_of_small_ones_after_a_finding(
        self, begun: Scrutiny, grant: Grant, chair: Actor, question: Question
    ) -> None:
        findings.make(
            actor=OFFICER,
            at=AT,
            grant_id=grant.id,
            words="A post was paid twice.",
            to_do="Pay it back.",
            owner_role="commissioner",
            due_on=date(2025, 7, 1),
        )
        with pytest.raises(RefusedError, match="Give each question its points"):
            scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN)


class TestWhatTheAuthorityAnswers:
    @pytest.fixture
    def stated(self, begun: Scrutiny, chair: Actor) -> Scrutiny:
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=GIVEN)
        begun.refresh_from_db()
        return begun

    def test_takes_the_return_as_the_record_when_it_takes_assurance(self, stated: Scrutiny) -> None:
        scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=stated.id)
        assert Return.objects.get(pk=stated.version.of_id).state == "accepted"

    def test_does_not_take_a_return_for_which_assurance_was_withheld(
        self, begun: Scrutiny, chair: Actor
    ) -> None:
        said = replace(GIVEN, outcome="withheld", words="Nobody could show the hours.")
        scrutiny.state(actor=chair, at=AT, scrutiny_id=begun.id, said=said)
        scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=begun.id)
        assert Return.objects.get(pk=begun.version.of_id).state == "scrutinised"

    def test_asks_again_with_reasons_and_another_statement_follows(
        self, stated: Scrutiny, chair: Actor
    ) -> None:
        with pytest.raises(RefusedError, match="look at again"):
            scrutiny.challenge(actor=LEAD, at=AT, scrutiny_id=stated.id, words=" ")
        scrutiny.challenge(actor=LEAD, at=AT, scrutiny_id=stated.id, words="Who saw the timesheets?")
        scrutiny.state(actor=chair, at=AT, scrutiny_id=stated.id, said=GIVEN)
        stated.refresh_from_db()
        assert (stated.state, stated.statements.count()) == ("stated", 2)

    def test_is_not_given_by_whoever_made_the_statement_in_another_post(
        self, begun: Scrutiny, chair: Actor
    ) -> None:
        both = Actor(chair.id, chair.roles | {"programme-officer"})
        scrutiny.state(actor=both, at=AT, scrutiny_id=begun.id, said=GIVEN)
        with pytest.raises(RefusedError, match="you made the partnership’s statement"):
            scrutiny.accept(actor=both, at=AT, scrutiny_id=begun.id)

    def test_waits_for_the_next_version_once_the_return_is_queried(
        self, stated: Scrutiny, grant: Grant, secretary: Actor
    ) -> None:
        of = stated.version.of
        move(of, "queried")
        with pytest.raises(RefusedError, match="comes before the partnership anew"):
            scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=stated.id)
        a_version(of, grant, (100_00, 80_00, 0))
        move(of, "submitted")
        move(of, "certified")
        with pytest.raises(RefusedError, match="comes before the partnership anew"):
            scrutiny.accept(actor=OFFICER, at=AT, scrutiny_id=stated.id)
        assert scrutiny.begin(actor=secretary, at=AT, return_id=of.id).version.number == 2

    def test_says_which_papers_a_sample_looked_at(self, stated: Scrutiny) -> None:
        who = {"actor": OFFICER, "at": AT, "scrutiny_id": stated.id}
        with pytest.raises(RefusedError, match="which papers"):
            scrutiny.sample(**who, papers=" ", found="borne_out", words="All is there.")
        with pytest.raises(RefusedError, match="bear the return out"):
            scrutiny.sample(**who, papers="Invoices", found="", words="All is there.")
        scrutiny.sample(**who, papers="Invoices of May", found="borne_out", words="All is there.")
        assert Return.objects.get(pk=stated.version.of_id).state == "accepted"


class TestAPartnershipThatGovernsTheMoney:
    def test_is_not_asked_to_judge_itself(self, governed: Grant, secretary: Actor) -> None:
        with pytest.raises(RefusedError, match="not asked to judge itself"):
            scrutiny.begin(actor=secretary, at=AT, return_id=a_return(governed).id)

    def test_is_sampled_by_the_authority(self, governed: Grant) -> None:
        of = a_return(governed)
        chosen = scrutiny.choose(actor=OFFICER, at=AT, return_id=of.id)
        assert chosen.state == "sampling"
        scrutiny.sample(
            actor=OFFICER,
            at=AT,
            scrutiny_id=chosen.id,
            papers="Payroll of two posts, six invoices",
            found="in_part",
            words="One invoice is of another year.",
        )
        chosen.refresh_from_db()
        of.refresh_from_db()
        assert (chosen.state, of.state) == ("sampled", "certified")
        assert not chosen.statements.exists()

    def test_is_the_only_one_that_is_sampled_without_a_statement(self, returned: Return) -> None:
        with pytest.raises(RefusedError, match="its statement comes first"):
            scrutiny.choose(actor=OFFICER, at=AT, return_id=returned.id)
