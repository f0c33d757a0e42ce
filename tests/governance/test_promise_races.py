"""Two people and one promise: one outcome."""

from collections.abc import Callable

from tests.races import outcomes

from throughline.governance.actions import promises as actions
from throughline.governance.actions.promises import Promised
from throughline.governance.models import Entry, Promise
from throughline.organisations import actions as organisations

from .conftest import AT, COMMAND
from .test_promise import LEAD, OFFICER, made, show


class TestTwoAtOnce:
    """Two connections, one outcome."""

    def race(self, *acts: Callable[[], object]) -> list[str]:
        return sorted(outcomes(*acts))

    def prepare(self) -> None:
        organisations.load_reference(actor=COMMAND, at=AT)

    def test_who_agree_close_it_once(self, committed_db: str) -> None:
        self.prepare()
        promise_id = made()
        show(promise_id)
        became = self.race(
            lambda: actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT),
            lambda: actions.keep_promise(promise_id=promise_id, actor=LEAD, at=AT),
        )
        assert became[1] == "done"
        assert "This promise is kept" in became[0]
        assert Entry.objects.filter(item_id=promise_id, step="keep").count() == 1

    def test_of_whom_one_sends_it_back_leave_one_state(self, committed_db: str) -> None:
        self.prepare()
        promise_id = made()
        show(promise_id)
        became = self.race(
            lambda: actions.keep_promise(promise_id=promise_id, actor=OFFICER, at=AT),
            lambda: actions.send_back(promise_id=promise_id, because="No.", actor=LEAD, at=AT),
        )
        assert became.count("done") == 1
        assert Entry.objects.filter(item_id=promise_id, step__in=["keep", "send_back"]).count() == 1

    def test_who_put_the_same_decision_on_record_make_its_promises_once(self, committed_db: str) -> None:
        self.prepare()

        def make() -> None:
            actions.make_promises(
                decision_number="2025-001",
                promises=[Promised("One."), Promised("Two.")],
                actor=COMMAND,
                at=AT,
            )

        assert self.race(make, make) == ["done", "done"]
        assert Promise.objects.count() == 2
