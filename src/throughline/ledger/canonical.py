"""Which bytes does an act have, whoever writes it down?

Canonical JSON (RFC 8785), so that a leaf has one spelling. Money is whole pence and moments are UTC
strings, so a float never occurs and is refused.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast

import rfc8785

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
SALT_BYTES = 16


def canonical(value: Json) -> bytes:
    """The one spelling of a JSON value; ValueError for floats, keys not text, integers past 2**53."""
    _refuse_floats(value)
    try:
        return rfc8785.dumps(cast(Any, value))
    except rfc8785.CanonicalizationError as found:
        raise ValueError(f"This value has no canonical spelling: {found}") from found


def new_salt() -> bytes:
    """Random bytes that keep a commitment from being guessed."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, value: bytes) -> str:
    """SHA-256(salt ‖ canonical value) in hex: proof for whoever is shown both, nothing to others."""
    return hashlib.sha256(salt + value).hexdigest()


def moment(at: datetime) -> str:
    """An aware moment in UTC with microseconds, `2024-05-28T09:30:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf_of(
    *,
    act: str,
    actor: str,
    at: datetime,
    verb: str,
    subject: tuple[str, str],
    facts: Mapping[str, Json],
    personal: Mapping[str, str],
    changes: str | None,
    within: str | None,
) -> bytes:
    """The bytes that the tree hashes: everything about the act but the personal values themselves.

    The keys that columns repeat come before `facts`, so that an audit compares them as one text (audit_tree.COLUMNS).
    """
    return canonical(
        {
            "about": {"kind": subject[0], "id": subject[1]},
            "act": act,
            "actor": actor,
            "at": moment(at),
            "changes": changes,
            "did": verb,
            "facts": dict(facts),
            "personal": dict(personal),
            "within": within,
        }
    )


def _refuse_floats(value: Json) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value} is a float; the ledger counts in whole numbers.")
    if isinstance(value, dict):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
