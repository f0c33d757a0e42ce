"""Which organisations' own directories may say who somebody is? One JSON file names them; it is read at start."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_NEEDED = ("id", "name", "issuer", "client_id", "client_secret", "email_domains")
_OPTIONAL = ("body", "email_is_verified", "second_step_acr", "second_step_amr", "acr_values")


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory. `second_step_acr`, `second_step_amr`: what it asserts when it asked for a second step itself."""

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    email_domains: tuple[str, ...]
    body: str = ""
    email_is_verified: bool = False
    second_step_acr: tuple[str, ...] = ()
    second_step_amr: tuple[str, ...] = ()
    acr_values: str = ""

    def takes(self, email: str) -> bool:
        """Whether the address is one of this organisation's."""
        return email.lower().rpartition("@")[2] in self.email_domains

    def is_for(self, email: str, body: str) -> bool:
        """Whether somebody of that body (its code) with that address comes in by this directory."""
        return self.takes(email) and self.body in ("", body)

    def asked_for_a_second_step(self, claims: dict[str, Any]) -> bool:
        """Whether the claims say that the directory asked for a second step."""
        amr = claims.get("amr")
        return claims.get("acr") in self.second_step_acr or bool(
            set(self.second_step_amr) & set(amr if isinstance(amr, list) else ())
        )


def read_directories(path: str) -> tuple[Directory, ...]:
    """The directories of the file; none without a path. ValueError says in a sentence what is wrong with it."""
    if not path:
        return ()
    try:
        listed = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"THROUGHLINE_DIRECTORIES cannot be read: {error}") from error
    if not isinstance(listed, list):
        raise ValueError("THROUGHLINE_DIRECTORIES has to be a list of directories.")
    directories = tuple(_read(each) for each in listed)
    if len({each.id for each in directories}) != len(directories):
        raise ValueError("Two directories of THROUGHLINE_DIRECTORIES have the same id.")
    _refuse_two_for_one_address(directories)
    return directories


def _refuse_two_for_one_address(directories: tuple[Directory, ...]) -> None:
    """Which directory may say who somebody is must never depend on which of them they press."""
    known: dict[str, list[str]] = {}
    for each in directories:
        for domain in each.email_domains:
            others = known.setdefault(domain, [])
            if others and ("" in (each.body, *others) or each.body in others):
                raise ValueError(
                    f"Two directories of THROUGHLINE_DIRECTORIES may confirm addresses of {domain}: "
                    "give the domain to one of them, or each a body of its own."
                )
            others.append(each.body)


def _read(said: Any) -> Directory:
    if not isinstance(said, dict):
        raise ValueError("A directory of THROUGHLINE_DIRECTORIES is no object.")
    name = said.get("id", "without an id")
    if missing := [each for each in _NEEDED if not said.get(each)]:
        raise ValueError(f"The directory “{name}” does not say: {', '.join(missing)}.")
    if unknown := sorted(set(said) - {*_NEEDED, *_OPTIONAL}):
        raise ValueError(f"The directory “{name}” says what nobody understands: {', '.join(unknown)}.")
    issuer = urlsplit(said["issuer"])
    if issuer.scheme != "https" and issuer.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError(f"The issuer of the directory “{name}” does not begin with https://.")
    lists = {
        each: tuple(word.lower() if each == "email_domains" else word for word in said.get(each, ()))
        for each in ("email_domains", "second_step_acr", "second_step_amr")
    }
    return Directory(**(said | lists))
