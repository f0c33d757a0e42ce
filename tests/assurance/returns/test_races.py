"""What comes of it when two people act on one return in the same moment, each with a connection of their own?"""

import pytest
from django.db import connection
from tests.races import outcomes

from throughline.assurance.actions import calendar, certifying, filling
from throughline.assurance.actions.filling import Typed
from throughline.assurance.models import Certification, Return, ReturnLine, ReturnVersion
from throughline.assurance.queries.contents import content_of

from .conftest import AT, COMMAND, Area, newest


class TestTwoPeopleAtOnce:
    def test_who_save_the_same_field_write_nothing_over(self, committed_area: Area) -> None:
        asked = committed_area.opened()
        ref = next(content_of(asked).lines).ref
        people = [committed_area["commissioner"], committed_area["provider-manager"]]

        def save(who: int) -> None:
            typed = [Typed(ref, {"actual": str(who + 1)}, 0)]
            filling.save(actor=people[who], at=AT, return_id=asked.id, typed=typed)

        said = outcomes(lambda: save(0), lambda: save(1))
        assert sorted(each == "done" for each in said) == [False, True], said
        assert ReturnLine.objects.get().revision == 1

    def test_who_submit_make_one_version(self, committed_area: Area) -> None:
        asked = committed_area.fill(committed_area.opened())
        people = [committed_area["commissioner"], committed_area["provider-manager"]]
        said = outcomes(
            *(lambda who=who: filling.submit(actor=who, at=AT, return_id=asked.id) for who in people)
        )
        assert said.count("done") == 1, said
        assert ReturnVersion.objects.count() == 1

    def test_of_whom_one_certifies_and_one_sends_back_do_one_of_both(self, committed_area: Area) -> None:
        asked = committed_area.submitted()
        certifier, seen = committed_area["certifier"], newest(asked).sha256
        said = outcomes(
            lambda: certifying.certify(actor=certifier, at=AT, return_id=asked.id, seen=seen),
            lambda: certifying.send_back(actor=certifier, at=AT, return_id=asked.id, words="Look again."),
        )
        assert said.count("done") == 1, said
        assert Certification.objects.count() == (Return.objects.get(pk=asked.pk).state == "certified")

    def test_who_schedule_put_each_return_on_the_calendar_once(self, committed_area: Area) -> None:
        calls = [lambda: calendar.schedule_returns(actor=COMMAND, at=AT)] * 2
        assert outcomes(*calls) == ["done", "done"]
        assert Return.objects.count() == 6


class TestAServerThatIsKilled:
    def test_in_the_middle_of_a_save_leaves_nothing_of_it_and_the_same_again_is_kept(
        self, committed_area: Area, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = committed_area.opened()
        lines = list(content_of(asked).lines)
        commissioner = committed_area["commissioner"]
        typed = [Typed(each.ref, {"actual": "5" if each.is_eligible else "0"}, 0) for each in lines]

        def save() -> None:
            filling.save(actor=commissioner, at=AT, return_id=asked.id, typed=typed)

        def killed(*_: object, **__: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

        with monkeypatch.context() as patched:  # between the rows that are new and those that are changed
            patched.setattr(type(ReturnLine.objects), "bulk_update", killed)
            [said] = outcomes(save)
        assert said.startswith("OperationalError"), said
        assert ReturnLine.objects.count() == 0
        assert outcomes(save) == ["done"]
        assert ReturnLine.objects.count() == 2

    def test_in_the_middle_of_submitting_leaves_it_open(
        self, committed_area: Area, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = committed_area.fill(committed_area.opened())
        commissioner = committed_area["commissioner"]

        def submit() -> None:
            filling.submit(actor=commissioner, at=AT, return_id=asked.id)

        def killed(*_: object) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

        with monkeypatch.context() as patched:
            patched.setattr(filling, "ask_certifiers", killed)
            [said] = outcomes(submit)
        assert said.startswith("OperationalError"), said
        assert (Return.objects.get(pk=asked.pk).state, ReturnVersion.objects.count()) == ("open", 0)
        assert outcomes(submit) == ["done"]
        assert ReturnVersion.objects.get().number == 1
