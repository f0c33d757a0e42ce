"""Which commands does organisations answer? `people add` lets the first administrator in, `people link` the locked-out.

They work where the installation's settings are: on the server with its environment, or beside a data folder whose
database is the embedded one (`--data`).
"""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `people add` and `people link` to the command line."""
    people = subparsers.add_parser("people", help="let the first administrator in").add_subparsers(
        metavar="add|link", required=True
    )
    add = people.add_parser("add", help="add a person with a role and print their one-time link")
    add.add_argument("name", metavar="NAME")
    add.add_argument("email", metavar="EMAIL")
    add.add_argument("--role", default="administrator", help="administrator, unless another is named")
    add.add_argument("--organisation", default="gmca", help="the code of the body they work for (gmca)")
    add.set_defaults(run=_in_django(_add, days=7))
    link = people.add_parser("link", help="print a new one-time link; password and second steps end")
    link.add_argument("email", metavar="EMAIL")
    for parser in (add, link):
        parser.add_argument("--data", help="folder that keeps the state (var, beside ./throughline)")
    link.set_defaults(run=_in_django(_link, days=3))


def _in_django(
    command: Callable[[argparse.Namespace], str], days: int
) -> Callable[[argparse.Namespace], int]:
    def run(asked: argparse.Namespace) -> int:
        from throughline.frame.installation import running

        is_served = bool(os.environ.get("DATABASE_URL")) and not asked.data
        with nullcontext() if is_served else running(asked.data, command="throughline people"):
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.web.settings")
            import django
            from django.conf import settings

            django.setup()
            path = command(asked)
            print(f"{settings.PUBLIC_ADDRESS if is_served else _address_of(asked.data)}{path}")
            print(
                f"This link works once, for {days} days. Hand it to {asked.email} and nobody else.",
                file=sys.stderr,
            )
            if not is_served:
                from django.db import connections

                connections.close_all()
        return 0

    return run


def _address_of(data: str | None) -> str:
    """Where the `up` of that folder answers, while it runs; else where the settings say."""
    from django.conf import settings

    from throughline.frame.data_folder import DataFolder
    from throughline.frame.installation import data_path

    holder = DataFolder(data_path(data)).holder()
    return holder.address if holder and holder.address else str(settings.PUBLIC_ADDRESS)


def _add(asked: argparse.Namespace) -> str:
    from datetime import UTC, datetime

    from django.core.exceptions import ObjectDoesNotExist, ValidationError
    from django.core.validators import validate_email

    from throughline.kernel.actor import Actor
    from throughline.kernel.verdict import RefusedError
    from throughline.organisations import actions, queries

    try:
        validate_email(asked.email)
        body = queries.body(asked.organisation)
    except ValidationError as error:
        raise RefusedError(f"“{asked.email}” is not an email address.") from error
    except ObjectDoesNotExist as error:
        known = ", ".join(body.code for body in queries.bodies())
        raise RefusedError(
            f"There is no organisation “{asked.organisation}”. These are known: {known}."
        ) from error
    _, path = actions.invite(
        actor=Actor("system:people"),
        at=datetime.now(UTC),
        name=asked.name,
        email=asked.email,
        body=body,
        role=asked.role,
    )
    return path


def _link(asked: argparse.Namespace) -> str:
    from datetime import UTC, datetime

    from throughline.kernel.actor import Actor
    from throughline.kernel.verdict import RefusedError
    from throughline.organisations import actions, queries

    person = queries.person_named(asked.email)
    if person is None:
        raise RefusedError(f"Nobody signs in with “{asked.email}”.")
    return actions.issue_link(actor=Actor("system:people"), at=datetime.now(UTC), person=person)
