"""How does a managed database get its tables?"""

import argparse
import os

from throughline.kernel.verdict import RefusedError


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer `migrate`."""
    parser = commands.add_parser(
        "migrate", help="bring a managed database's tables up to date (`up` does its own)"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Every migration is applied as the owner; nothing else is changed."""
    address = os.environ.get("DATABASE_OWNER_URL")
    if not address:
        raise RefusedError(
            "DATABASE_OWNER_URL is not set: the address for the role `owner`, postgresql://owner:password@host/name."
        )
    os.environ["DATABASE_URL"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.web.settings")
    os.environ.setdefault("THROUGHLINE_SECRET_KEY", "not used for migrations")
    import django

    from throughline.cli.prepare import migrate

    django.setup()
    migrate()
    print("The database has every table.")
    return 0
