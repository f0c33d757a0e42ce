"""A real process is killed between every two statements of releasing a run, and of loading an answer.

Each time the process dies with SIGKILL, nothing can be tidied up; whoever comes next finds either nothing done or all
of it, and doing it again leaves one outcome.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, transaction
from tests.payments.conftest import AT, Town, answer_file, paid, rejected

from throughline.kernel.verdict import RefusedError
from throughline.ledger.models import Act
from throughline.payments.actions import answers, runs
from throughline.payments.models import Answer, Instalment, PaymentRequest, Recovery, RequestRun

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes of its own")
ENDED, REFUSED, BROKEN = 0, 7, 8


def in_a_process(work: Callable[[], Any], dies_before: int) -> int:
    """How a process of its own ended: killed by itself before that statement (the commit is the last but one, the
    moment after it the last), or with an exit code."""
    connection.close()  # a process shares no connection with its parent
    mine = connections["default"]
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            connections["default"] = (
                mine  # where a browser's loop runs, another process finds another one here
            )
            seen = 0

            def count() -> None:
                nonlocal seen
                seen += 1
                if seen == dies_before:
                    os.kill(os.getpid(), signal.SIGKILL)

            def statement(execute: Any, *said: Any) -> Any:
                count()
                return execute(*said)

            commit = connection._commit  # type: ignore[attr-defined]  # where Django commits

            def commits() -> None:
                count()
                commit()
                count()

            connection._commit = commits  # type: ignore[attr-defined]  # of this process only
            with connection.execute_wrapper(statement):
                transaction.atomic(work)()
            code = ENDED
        except RefusedError as why:
            sys.stderr.write(f"refused: {why}\n")
            code = REFUSED
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def killed_everywhere(work: Callable[[], Any], state: Callable[[], Any], before: Any, after: Any) -> int:
    """The number of places at which it was killed; each time the state is the one before, or the one after."""
    for place in range(1, 500):
        status = in_a_process(work, place)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            let_the_server_notice()
            now = state()
            assert now in (before, after), f"killed at {place}: {now}"
            if now == after:  # the kill came after the commit: nothing is left to kill
                return place
        else:
            raise AssertionError(f"ended with {status} before it was killed after its commit")
    raise AssertionError("it never ended")


def let_the_server_notice() -> None:
    """What the dead process held is given back: the server ends its session, on a busy machine a little later."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone() is None:
                return
        time.sleep(0.05)
    raise AssertionError("the server never noticed")


def standing() -> dict[str, Any]:
    """Everything about money that the database says."""
    return {
        "instalments": sorted(Instalment.objects.values_list("pk", "state")),
        "requests": sorted(PaymentRequest.objects.values_list("pk", "outcome", "is_live")),
        "runs": sorted(RequestRun.objects.values_list("number", "state", "released_by")),
        "answers": Answer.objects.count(),
        "recoveries": sorted(Recovery.objects.values_list("pk", "state")),
    }


def after_doing(work: Callable[[], Any]) -> dict[str, Any]:
    """What the database says when all goes well, which is then taken back."""
    with transaction.atomic():
        work()
        found = standing()
        transaction.set_rollback(True)
    return found


class TestReleasingARun:
    def test_is_done_whole_or_not_at_all_wherever_the_process_dies(self, committed_town: Town) -> None:
        town = committed_town
        run = town.approve(town.prepare())
        actor, file = town["finance-releaser"], str(run.file_id)

        def release() -> Any:
            return runs.release(actor=actor, at=AT, run_id=run.pk, seen=file)

        places = killed_everywhere(release, standing, standing(), after_doing(release))
        assert places > 20
        assert os.waitstatus_to_exitcode(in_a_process(release, 10_000)) == REFUSED, "it is released already"
        assert Act.objects.filter(verb="run.released").count() == 1
        assert Act.objects.filter(verb="instalment.requested").count() == 2


class TestLoadingAnAnswer:
    def test_is_done_whole_or_not_at_all_wherever_the_process_dies(self, committed_town: Town) -> None:
        town = committed_town
        run = town.released()
        one, other = run.requests.order_by("reference")
        actor, file = town["finance-preparer"], answer_file(paid(one), rejected(other), "TL-X-1,1,paid,,,")

        def load() -> Any:
            return answers.load(actor=actor, at=AT, upload=file)

        before, after = standing(), after_doing(load)
        places = killed_everywhere(load, standing, before, after)
        assert places > 20
        assert Act.objects.filter(verb="instalment.paid").count() == 1
        assert Act.objects.filter(verb="instalment.rejected").count() == 1
        assert os.waitstatus_to_exitcode(in_a_process(load, 10_000)) == ENDED
        assert standing() == {**after, "answers": 2}, (
            "the row that fits nothing was tried again, and nothing else"
        )
