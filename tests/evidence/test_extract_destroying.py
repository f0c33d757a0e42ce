"""Is an extract gone when it is destroyed, in its time, and never while a legal hold stands on it?"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from throughline.evidence import synthetic
from throughline.evidence.actions import extracts
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.queries import history_of

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
ANALYST = Actor("person:analyst", frozenset({"analyst"}))
GUARDIAN = Actor("person:guardian", frozenset({"data-protection"}))
COVERS = (date(2024, 4, 1), date(2026, 4, 1))


@pytest.fixture(scope="module")
def made_up() -> dict[str, pa.Table]:
    return synthetic.make(seed=6, people=60)


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> Path:
    settings.THROUGHLINE_DATA = tmp_path
    return tmp_path


@pytest.mark.django_db
class TestDestroyingAnExtract:
    def test_makes_every_copy_unreadable_and_is_for_whoever_protects_data(
        self, data: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        row: Any = extracts.take_generated(actor=ANALYST, at=AT, seed=1, people=5)
        with pytest.raises(RefusedError):
            extracts.destroy(actor=ANALYST, at=AT, extract_id=row.id)
        with django_capture_on_commit_callbacks(execute=True):
            extracts.destroy(actor=GUARDIAN, at=AT, extract_id=row.id)
        row.refresh_from_db()
        assert (row.state, bytes(row.wrapped_key)) == ("destroyed", b"")
        assert not any("wrapped_key" in each for each in map(vars, row.history.all()))
        assert list((data / "extracts").iterdir()) == []
        with pytest.raises(RefusedError, match="was destroyed"):
            extracts.opened(actor=ANALYST, at=AT, extract_id=row.id, because="checking")

    def test_is_refused_while_a_legal_hold_stands_and_does_not_happen_by_itself(
        self, data: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=1, people=5)
        asked: dict[str, Any] = {"actor": GUARDIAN, "at": AT, "extract_id": row.id}
        for actor, because in ((ANALYST, "claim"), (GUARDIAN, "a whim")):
            with pytest.raises(RefusedError):
                extracts.hold(**asked | {"actor": actor}, because=because)
        extracts.hold(**asked, because="claim")
        with pytest.raises(RefusedError, match="A legal hold stands"):
            extracts.destroy(**asked)
        over = datetime.combine(row.keep_until, AT.timetz()) + timedelta(days=1)
        with django_capture_on_commit_callbacks(execute=True):
            extracts.let_go(at=over)
        row.refresh_from_db()
        assert (row.state, row.legal_hold) == ("held", "claim")
        extracts.hold(**asked, because="")
        with django_capture_on_commit_callbacks(execute=True):
            extracts.let_go(at=over)
        row.refresh_from_db()
        assert row.state == "destroyed"
        verbs = [each.verb for each in history_of("extract", row.id)]
        assert {"extract.hold_set", "extract.hold_ended"} < set(verbs)

    @pytest.mark.parametrize(("years", "days"), [(None, 3 * 365), (7, 3 * 365), (1, 365)])
    def test_comes_no_later_than_an_organisation_in_it_keeps_its_records(
        self,
        data: Path,
        made_up: dict[str, pa.Table],
        staff: Any,
        monkeypatch: pytest.MonkeyPatch,
        years: int | None,
        days: int,
    ) -> None:
        staff("analyst")  # loads the organisations
        bodies = ["gmca", *made_up["people"].column("provider").to_pylist()[1:]]
        place = made_up["people"].column_names.index("provider")
        people = made_up["people"].set_column(place, "provider", pa.array(bodies))
        monkeypatch.setattr(extracts, "YEARS_KEPT", lambda body, on: years)
        source = extracts.Source("One of theirs", "caseload", COVERS, is_made_up=True)
        row = extracts.take(actor=ANALYST, at=AT, source=source, tables=made_up | {"people": people})
        assert row.keep_until == AT.date() + timedelta(days=days)

    def test_happens_by_itself_after_its_day_and_takes_what_a_killed_taking_left(
        self, data: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        row = extracts.take_generated(actor=ANALYST, at=AT, seed=1, people=5)
        (data / "extracts" / "left.sealed").write_bytes(b"x")
        later = datetime.combine(row.keep_until, AT.timetz())
        with django_capture_on_commit_callbacks(execute=True):
            assert extracts.let_go(at=max(later, datetime.now(UTC) + timedelta(days=2))) >= 2
        assert list((data / "extracts").iterdir()) == []
