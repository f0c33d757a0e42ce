"""Does what a national monitoring file says come in, once for ever, with every row accounted for?"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.caseload.conftest import AT, TODAY, Ward
from tests.caseload.elsewhere.test_importing import LATER, bring, sheet

from throughline.caseload.actions import deaths, episodes, limits
from throughline.caseload.actions import monitoring as actions
from throughline.caseload.actions.importing import Provider
from throughline.caseload.models import (
    Alert,
    Appointment,
    EpisodeLink,
    Imported,
    ImportedEvent,
    Referral,
    Told,
    Treatment,
)
from throughline.caseload.queries.imports import rejects_of
from throughline.caseload.sight import look
from throughline.kernel.verdict import RefusedError

Make = Callable[..., Referral]
HEADER = "CLIENTID,EPISODID,SEX,RFLS,TRIAGED,MODAL,MODST,DISD,DISRSN"
STORY = "C1,E1,F,8,2026-03-04,2,2026-03-10,2026-05-20,80"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elsewhere")]


def file(*rows: str) -> bytes:
    return "\r\n".join((HEADER, *rows)).encode()


def bring_file(ward: Ward, content: bytes, at: Any = LATER, **more: Any) -> Imported:
    """Bring a monitoring file in as the manager of Ash; ends with the manager's sight."""
    provider = Provider(ward.ash, "ash-service")
    run = actions.bring_in(
        actor=ward.manager, at=at, provider=provider, name="x.csv", content=content, **more
    )
    look(ward.manager, TODAY)
    return run


def counts(run: Imported) -> tuple[int, int, int, int, int]:
    return run.rows, run.taken, run.same, run.passed_over, run.rejected


def why(run: Imported) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in rejects_of(run) if not each.is_passed_over]


@pytest.fixture
def linked(ward: Ward, referred: Make) -> Callable[..., Referral]:
    """A function that gives somebody taken on by Ash whose CLIENTID was said once."""

    def make(client: str = "C1", episode: str = "E1", state: str = "accepted", **who: str) -> Referral:
        made = referred(state, **who)
        look(ward.worker, TODAY)
        episodes.link(actor=ward.worker, at=AT, referral_id=made.id, client_id=client, episode_id=episode)
        return made

    return make


class TestSomebodyWhoseNumberWasSaidOnce:
    def test_is_met_treated_and_discharged_without_a_keystroke(self, ward: Ward, linked: Make) -> None:
        made = linked()
        run = bring_file(ward, file(STORY))
        assert (counts(run), why(run)) == ((1, 1, 0, 0, 0), [])
        made.refresh_from_db()
        assert (made.state, made.first_contact_on, made.exit_reason, made.exited_on, made.was_planned) == (
            "exited", date(2026, 3, 4), "drug_free", date(2026, 5, 20), True,
        )  # fmt: skip
        assert Treatment.objects.get().started_on == date(2026, 3, 10)
        told = set(Told.objects.filter(referral=made).values_list("kind", flat=True))
        assert told >= {"attended", "treatment_started", "exited"}

    def test_has_one_row_for_each_modality_and_starts_treatment_once(self, ward: Ward, linked: Make) -> None:
        linked()
        run = bring_file(
            ward,
            file(
                "C1,E1,F,8,2026-03-04,4,2026-03-12,,",
                "C1,E1,F,8,2026-03-04,2,2026-03-10,,",
                "C1,E1,F,8,2026-03-04,8,2026-03-05,,",
            ),
        )
        assert counts(run)[0] == sum(counts(run)[1:]) == 3
        assert (run.rejected, run.passed_over) == (0, 0)
        assert Treatment.objects.get().started_on == date(2026, 3, 10)
        assert Appointment.objects.count() == 1

    def test_keeps_the_number_of_a_new_episode(self, ward: Ward, linked: Make) -> None:
        linked(episode="E0")
        bring_file(ward, file("C1,E1,F,8,2026-03-04,,,,"))
        assert EpisodeLink.objects.count() == 2

    def test_is_still_supported_when_a_later_episode_follows(self, ward: Ward, linked: Make) -> None:
        made = linked()
        run = bring_file(
            ward,
            file(
                "C1,E2,F,8,2026-04-01,4,2026-04-02,,",
                "C1,E1,F,8,2026-03-04,2,2026-03-10,2026-03-31,86",
                "C1,E1,F,8,,,,2026-03-31,86",
            ),
        )
        made.refresh_from_db()
        assert (made.state, counts(run)[3:]) == ("on_pathway", (1, 0))
        assert rejects_of(run).get().why == actions.GOES_ON
        ended = bring_file(ward, file("C1,E2,F,8,2026-04-01,4,2026-04-02,2026-05-04,81"))
        made.refresh_from_db()
        assert (ended.rejected, made.exit_reason) == (0, "alcohol_free")

    def test_is_not_known_by_what_else_the_file_says(self, ward: Ward, referred: Make) -> None:
        referred("accepted")
        run = bring_file(ward, file(STORY))
        assert (counts(run), why(run)) == ((1, 0, 0, 0, 1), [(2, "CLIENTID")])
        assert "Say whose it is" in rejects_of(run).get().why

    def test_comes_in_once_it_is_said_whose_the_number_is(self, ward: Ward, referred: Make) -> None:
        made = referred("accepted")
        content = file(STORY)
        first = bring_file(ward, content)
        episodes.link(actor=ward.manager, at=AT, referral_id=made.id, client_id="C1", episode_id="E1")
        again = bring_file(ward, content, at=LATER + timedelta(hours=1))
        assert (first.rejected, again.taken) == (1, 1)
        assert again.id != first.id


class TestARowThatSaysNothingForHere:
    def test_is_passed_over_with_its_reason_and_is_nothing_to_put_right(
        self, ward: Ward, linked: Make
    ) -> None:
        linked()
        run = bring_file(
            ward,
            file(
                "C7,E1,F,4,2026-03-04,2,someday,,",
                "C1,E0,F,8,2025-03-04,2,2025-03-05,2025-09-01,86",
                "C1,E1,F,8,,,,,",
            ),
        )
        assert (counts(run), why(run)) == ((3, 0, 0, 3, 0), [])
        assert {each.why for each in rejects_of(run)} == {actions.NOT_OURS, actions.BEFORE, actions.NOTHING}
        made = Referral.objects.get()
        assert (made.state, made.first_contact_on) == ("accepted", None)

    def test_of_somebody_hidden_reads_as_of_nobody(self, ward: Ward, linked: Make) -> None:
        made = linked()
        look(ward.manager, TODAY)
        limits.limit(
            actor=ward.manager, at=AT, referral_id=made.id, access="restricted", staff=[ward.worker.id],
            source="Probation’s duty manager", said_on=TODAY,
        )  # fmt: skip
        run = bring_file(ward, file(STORY, STORY.replace("C1", "C9")))
        assert counts(run) == (2, 0, 0, 0, 2)
        assert len({each.why for each in rejects_of(run)}) == 1


class TestARowThatIsRejected:
    def test_is_explained_by_row_and_column_and_names_nobody(self, ward: Ward, linked: Make) -> None:
        linked()
        run = bring_file(
            ward,
            file(
                ",E1,F,8,2026-03-04,,,,",
                "C1,E1,F,8,2026-03-04,99,2026-03-10,soon,80",
                "C9,E1,F,6,2026-03-04,,,,",
            ),
        )
        assert counts(run) == (3, 0, 0, 0, 3)
        assert sorted(why(run)) == [(2, "CLIENTID"), (3, "DISD"), (3, "MODAL"), (4, "CLIENTID")]
        said = " ".join(each.why for each in rejects_of(run))
        assert not any(name in said for name in ("C1", "C9", "Ada", "X123456"))
        assert Referral.objects.get().first_contact_on == date(2026, 3, 4), "what can be read comes in"

    def test_says_that_nobody_took_the_person_on_yet(self, ward: Ward, linked: Make) -> None:
        made = linked(state="sent")
        run = bring_file(ward, file(STORY))
        assert run.rejected == 1
        assert {each.column for each in rejects_of(run)} == {"TRIAGED", "MODST", "DISD"}
        assert "Accept the referral" in rejects_of(run)[0].why
        made.refresh_from_db()
        assert made.state == "sent"

    def test_says_that_the_fact_came_in_before_with_another_day(self, ward: Ward, linked: Make) -> None:
        linked()
        bring_file(ward, file(STORY))
        run = bring_file(ward, file("C1,E1,F,8,2026-03-05,2,2026-03-09,2026-05-21,86"))
        assert sorted(why(run)) == [(2, "DISD"), (2, "MODST"), (2, "TRIAGED")]
        made = Referral.objects.get()
        assert (made.exit_reason, made.exited_on) == ("drug_free", date(2026, 5, 20))


class TestADeath:
    ROW = "C1,E1,F,8,2026-03-04,,,2026-05-20,90"

    def test_is_told_to_the_service_at_once_and_notified_by_a_person(self, ward: Ward, linked: Make) -> None:
        made = linked()
        run = bring_file(ward, file(self.ROW, self.ROW))
        assert (counts(run), why(run)) == ((2, 0, 0, 0, 2), [(2, "DISRSN"), (3, "DISRSN")])
        raised = Alert.objects.get()
        assert (raised.kind, raised.is_urgent, raised.referral_id) == ("died_there", True, made.id)
        made.refresh_from_db()
        assert (made.state, made.person.died_on) == ("assigned", None)
        bring_file(ward, file(self.ROW, "C8,E1,F,4,,,,,"))
        assert Alert.objects.count() == 1

    def test_that_was_notified_is_known(self, ward: Ward, linked: Make) -> None:
        made = linked()
        look(ward.worker, TODAY)
        day = date(2026, 5, 20)
        death = deaths.Death(day, day, "unknown", "Nobody yet.")
        deaths.notify(actor=ward.worker, at=LATER, referral_id=made.id, death=death)
        run = bring_file(ward, file("C1,E1,F,8,,,,2026-05-20,90"))
        assert (counts(run), Alert.objects.count()) == ((1, 0, 1, 0, 0), 0)


class TestTheSameAgain:
    def test_file_changes_nothing(self, ward: Ward, linked: Make) -> None:
        linked()
        first = bring_file(ward, file(STORY))
        kept = (ImportedEvent.objects.count(), Told.objects.count(), Appointment.objects.count())
        again = bring_file(ward, file(STORY), at=LATER + timedelta(days=1))
        assert again.id == first.id
        longer = bring_file(ward, file(STORY, STORY), at=LATER + timedelta(days=2))
        assert counts(longer) == (2, 0, 2, 0, 0)
        assert kept == (ImportedEvent.objects.count(), Told.objects.count(), Appointment.objects.count())

    def test_fact_that_came_by_sheet_is_known(self, ward: Ward, linked: Make) -> None:
        made = linked()
        bring(
            ward,
            sheet(
                f"1,{made.reference},,,,first_contact,2026-03-04,14:30,",
                f"2,{made.reference},,,,treatment_start,2026-03-10,,",
                f"3,{made.reference},,,,exit,2026-05-20,,80",
            ),
        )
        told = Told.objects.count()
        run = bring_file(ward, file(STORY))
        assert (counts(run), Told.objects.count()) == ((1, 0, 1, 0, 0), told)

    @pytest.mark.parametrize(("code", "known"), [("80", 1), ("82", 1), ("86", 0)])
    def test_success_says_the_same_as_completed(
        self, ward: Ward, linked: Make, code: str, known: int
    ) -> None:
        made = linked()
        bring(
            ward,
            sheet(
                f"1,{made.reference},,,,first_contact,2026-03-04,,",
                f"2,{made.reference},,,,exit,2026-05-20,,completed",
            ),
        )
        run = bring_file(ward, file(f"C1,E1,F,8,2026-03-04,,,2026-05-20,{code}"))
        assert (run.same, run.rejected) == (known, 1 - known)

    def test_fact_that_came_by_monitoring_changes_nothing_by_sheet(self, ward: Ward, linked: Make) -> None:
        made = linked()
        bring_file(ward, file(STORY))
        told = Told.objects.count()
        run = bring(
            ward,
            sheet(
                f"1,{made.reference},,,,first_contact,2026-03-04,14:30,",
                f"2,{made.reference},,,,exit,2026-05-20,,80",
            ),
        )
        assert (run.rejected, Told.objects.count()) == (0, told)
        assert Appointment.objects.count() == 1


class TestAFileThatIsCutOff:
    ROWS = 3

    @pytest.fixture
    def cut(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        """A function after which so many batches come in and the next one dies, with its transaction."""
        monkeypatch.setattr(actions, "BATCH", 1)
        go_on, left = actions._go_on, [0]

        def dies(run: Imported, made: Any, **more: Any) -> None:
            if not left[0]:
                raise ConnectionError("The power went.")
            left[0] -= 1
            go_on(run, made, **more)

        def after(batches: int) -> None:
            left[0] = batches

        monkeypatch.setattr(actions, "_go_on", dies)
        return after

    @pytest.mark.parametrize("batches", range(3))
    def test_goes_on_with_its_next_row_and_doubles_nothing(
        self, ward: Ward, linked: Make, cut: Callable[[int], None], batches: int
    ) -> None:
        for number in range(1, self.ROWS + 1):
            linked(f"C{number}", crn=f"Y00000{number}")
        content = file(*(STORY.replace("C1", f"C{number}") for number in range(1, self.ROWS + 1)))
        cut(batches)
        with pytest.raises(ConnectionError):
            bring_file(ward, content)
        look(ward.manager, TODAY)
        half = Imported.objects.get()
        assert (half.taken, half.done) == (batches, batches)
        assert Referral.objects.filter(state="exited").count() == batches
        cut(self.ROWS)
        run = bring_file(ward, content, at=LATER + timedelta(days=1))
        assert (run.id, counts(run)) == (half.id, (3, 3, 0, 0, 0))
        assert ImportedEvent.objects.count() == 3 * self.ROWS
        assert Appointment.objects.count() == self.ROWS


class TestTheOrderOfTheRows:
    @pytest.mark.parametrize("seed", range(4))
    def test_changes_nothing(self, ward: Ward, linked: Make, seed: int) -> None:
        linked()
        linked("C2", crn="Y654321")
        rows = [
            STORY,
            "C1,E1,F,8,2026-03-04,4,2026-03-08,2026-05-20,80",
            "C1,E0,F,8,2025-03-04,2,2025-03-10,2025-05-20,86",
            "C2,E1,F,8,2026-03-06,3,2026-03-09,,",
            "C2,E1,F,8,2026-03-05,11,2026-03-20,,",
            "C9,E1,F,8,2026-03-05,11,2026-03-20,,",
            "C8,E1,F,1,2026-03-05,11,2026-03-20,,",
        ]
        random.Random(seed).shuffle(rows)
        run = bring_file(ward, file(*rows))
        assert counts(run) == (7, 3, 0, 2, 2)
        first, second = Referral.objects.order_by("sent_at", "exited_on")
        assert {first.first_contact_on, second.first_contact_on} == {date(2026, 3, 4), date(2026, 3, 5)}
        assert set(Treatment.objects.values_list("started_on", flat=True)) == {
            date(2026, 3, 8),
            date(2026, 3, 9),
        }


class TestAFileThatIsRefusedWhole:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "no row"),
            (HEADER.encode(), "no row"),
            (file(STORY).replace(b"MODST", b"STARTED"), "missing: MODST"),
            (file(STORY).replace(b"2026-03-04", b"03/14/2026"), "month before"),
            (file(STORY).decode().encode("utf-16"), "neither CSV nor XLSX"),
            (file(STORY + "," + "\x81").replace(b"\xc2\x81", b"\x81"), "cannot be read"),
        ],
    )
    def test_says_why_and_leaves_nothing(self, ward: Ward, content: bytes, says: str) -> None:
        with pytest.raises(RefusedError, match=says):
            bring_file(ward, content)
        look(ward.manager, TODAY)
        assert Imported.objects.count() == 0

    def test_is_refused_while_the_record_is_here(self, ward: Ward) -> None:
        with pytest.raises(RefusedError, match="record is here"):
            actions.bring_in(
                actor=ward.elm_manager,
                at=AT - timedelta(days=1),
                provider=Provider(ward.ash, "ash-service"),
                name="x.csv",
                content=file(STORY),
            )
