"""What happens when a process that we watch ends by itself?"""

import os
import sys
from pathlib import Path

import pytest

from throughline.frame import supervisor
from throughline.kernel.verdict import RefusedError


def child(log: Path, says: str, *, comes_back: bool) -> supervisor.Child:
    command = [sys.executable, "-c", f"print({says!r}, flush=True)"]
    return supervisor.start(
        "The made-up process", command, log=log, environment=os.environ, comes_back=comes_back
    )


class TestAProcessThatEndsByItself:
    def test_ends_everything_with_its_last_words(self, tmp_path: Path) -> None:
        once = child(tmp_path / "log", "that was all", comes_back=False)
        once.process.wait()
        with pytest.raises(RefusedError, match="The made-up process ended by itself: that was all"):
            supervisor.watch([once])

    def test_comes_back_where_it_can(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(supervisor.time, "sleep", lambda _: None)
        worker = child(tmp_path / "log", "and again", comes_back=True)
        first = worker.process
        first.wait()
        assert worker.comes_back()
        assert worker.process.pid != first.pid
        worker.process.wait()

    def test_is_given_up_when_it_never_stays(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(supervisor.time, "sleep", lambda _: None)
        worker = child(tmp_path / "log", "no luck", comes_back=True)
        with pytest.raises(RefusedError, match="ended by itself: no luck"):
            supervisor.watch([worker])
        assert (tmp_path / "log").read_text().count("no luck") == 1 + supervisor.MOST_ENDS
