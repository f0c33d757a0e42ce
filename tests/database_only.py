"""Which tests ask what the database itself refuses? A plugin that keeps those, for another PostgreSQL.

Every run makes all tables with all migrations; kept are the tests that commit, race, or act as another role.
"""

import pytest

ASKING = {"committed_db", "as_owner", "as_superuser"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [
        item
        for item in items
        if ASKING & set(getattr(item, "fixturenames", ()))
        and not any(item.get_closest_marker(name) for name in ("browser", "slow"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
