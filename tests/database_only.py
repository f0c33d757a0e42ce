"""Which tests ask the database? A pytest plugin that keeps only those, for a run on another version of PostgreSQL."""

import pytest

ASKING = {"db", "transactional_db", "django_db_setup", "committed_db", "cluster"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [
        item
        for item in items
        if ASKING & set(getattr(item, "fixturenames", ()))
        and not any(item.get_closest_marker(name) for name in ("browser", "slow"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
