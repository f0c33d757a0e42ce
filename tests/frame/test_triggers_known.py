"""Is a trigger's name still refused a second time, now that names are looked up?"""

from typing import Any

import pgtrigger
import pytest
from pgtrigger import registry

from throughline.frame.models import Letter
from throughline.frame.triggers_known import Indexed

URI = "frame.Letter:it_stays_put"


def trigger(**of: Any) -> pgtrigger.Protect:
    return pgtrigger.Protect(name="it_stays_put", operation=of.get("operation", pgtrigger.Delete))


@pytest.fixture
def registered() -> Any:
    known = registry._registry
    registry.set(URI, model=Letter, trigger=trigger())
    yield known
    if URI in known:
        registry.delete(URI)


class TestTheRegistry:
    def test_knows_every_trigger_that_pgtrigger_would_find(self) -> None:
        known = registry._registry
        assert isinstance(known, Indexed)
        assert known.by_db_table == {(m._meta.db_table, t.name): t for m, t in known.values()}
        assert known.pg_function_names == {t.get_pgid(m) for m, t in known.values()}
        assert len(known) > 500

    def test_refuses_a_name_that_the_table_has(self, registered: Any) -> None:
        with pytest.raises(KeyError, match="already used"):
            registry.set(URI, model=Letter, trigger=trigger(operation=pgtrigger.Update))

    def test_forgets_what_is_taken_out(self, registered: Any) -> None:
        name = trigger().get_pgid(Letter)
        assert name in registered.pg_function_names
        registry.delete(URI)
        assert name not in registered.pg_function_names
        assert (Letter._meta.db_table, "it_stays_put") not in registered.by_db_table
