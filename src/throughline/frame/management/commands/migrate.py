"""How is a database brought up to date? As Django does it, for half the work."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from throughline.frame.tables import with_less_rendering


class Command(Migrate):
    """Django's own command."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply what is not applied yet."""
        with with_less_rendering():
            super().handle(*args, **options)
