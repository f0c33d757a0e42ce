"""Whose databases do the tests get? The harness's, also where pytest-django offers its own."""

from tests.harness import django_db_setup  # noqa: F401 - a fixture here wins over a plugin's of the same name
