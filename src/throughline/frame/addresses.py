"""Where is the database, and as whom do we speak to it?

Three roles, three addresses (DESIGN: owner migrates, app serves, keeper backs up and purges). This module reads no
Django setting, so that settings and the commands that start a server can both use it.
"""

import os
from typing import Any, Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

Role = Literal["app", "owner", "keeper"]
VARIABLES: dict[Role, str] = {
    "app": "DATABASE_URL",
    "owner": "DATABASE_OWNER_URL",
    "keeper": "DATABASE_KEEPER_URL",
}


class AddressError(Exception):
    """A database address is missing or cannot be read; the message says which and how to put it right."""


def address_of(role: Role) -> str:
    """Return the address for a role from the environment, or raise AddressError naming the variable."""
    address = os.environ.get(VARIABLES[role], "")
    if not address:
        raise AddressError(
            f"No database address for the {role} role: set {VARIABLES[role]} to postgresql://user:password@host/name."
        )
    return address


def as_django(address: str) -> dict[str, Any]:
    """Return Django's settings for one postgresql:// address; `?host=/folder` names a socket folder."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise AddressError("A database address looks like postgresql://user:password@host/name.")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": {"application_name": "throughline", **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def with_name(address: str, name: str) -> str:
    """Return the same address with another database's name."""
    parts = urlsplit(address)
    return parts._replace(path=f"/{quote(name)}").geturl()
