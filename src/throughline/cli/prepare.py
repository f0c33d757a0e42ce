"""Has the database every table, and what is supplied with Throughline? `up` runs this as a process."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from throughline.kernel.verdict import RefusedError

if TYPE_CHECKING:
    from django.db.migrations.loader import MigrationLoader

SUPPLIED = "throughline.web.supplied:load_supplied"  # by name: web and cli do not know each other
SIGN_IN = "throughline.organisations.demonstration:sign_in_lines"
ONE_AT_A_TIME = 0x7468726F7567686C


def migrate() -> None:
    """Every migration is applied, by one process at a time; RefusedError when the data is newer than we."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        known = MigrationLoader(connection)
        newer = sorted(set(known.applied_migrations) - set(known.disk_migrations) - _replaced(known))
        if newer:
            raise RefusedError(
                f"The data was made by a newer Throughline: it has {newer[0][0]}'s step {newer[0][1]}, which "
                f"this one does not know. Nothing was changed. Start it with the newer one."
            )
        _grant_by_default()
        call_command("migrate", verbosity=0, interactive=False)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def serve_as_app() -> None:
    """From here on this process speaks to the database as the role that serves."""
    from django.db import connection

    from throughline.frame.addresses import address_of, as_django

    connection.close()
    connection.settings_dict.update(as_django(address_of("app")))


def main(told: Path) -> int:
    """Exit code 0, or 2 with the reason as the last line."""
    import django

    app = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    django.setup()
    try:
        migrate()
        os.environ["DATABASE_URL"] = app
        serve_as_app()
        _named(SUPPLIED)()
        told.write_text("\n".join(_named(SIGN_IN)() or []))
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _replaced(loader: "MigrationLoader") -> set[tuple[str, str]]:
    """Steps that a squashed migration stands for."""
    return {key for step in loader.disk_migrations.values() for key in step.replaces}


def _grant_by_default() -> None:
    """The other two roles may use what this migration will make."""
    from django.db import connection

    from throughline.frame.postgres import grant_by_default

    connection.ensure_connection()
    grant_by_default(connection.connection)


def _named(name: str) -> Callable[[], list[str] | None]:
    module, _, function = name.partition(":")
    found: Callable[[], list[str] | None] = getattr(import_module(module), function)
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
