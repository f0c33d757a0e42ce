"""How does a service specification come about, requirement by requirement and version by version?

Authority: R18. A settled version stays as it is; whatever changes is its next version.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import OpenAct, act

from ..lifecycle import SPECIFICATION
from ..models import Requirement, SpecificationVersion
from ..terms import ORIGINS


@dataclass(frozen=True, slots=True)
class RequirementText:
    """One requirement as somebody writes it; `origin_item` is the review, meeting or consultation where it was said."""

    code: str
    text: str
    origin: str
    serves: str
    origin_words: str = ""
    origin_item: UUID | None = None


def write_version(
    *,
    actor: Actor,
    at: datetime,
    programme_id: UUID,
    title: str,
    source: str = "",
    is_illustration: bool = False,
    requirements: tuple[RequirementText, ...] = (),
) -> SpecificationVersion:
    """The programme's next version is a draft: it begins with what the current one asks for, and with these."""
    step = SPECIFICATION.step("write")
    SPECIFICATION.may("write", None, actor).or_raise()
    if not title.strip():
        raise RefusedError("Say what this specification is called.")
    with act(actor=actor, at=at, verb=step.event, subject=("specification version", None)) as doing:
        versions = list(SpecificationVersion.objects.select_for_update().filter(programme=programme_id))
        if any(each.state == step.to for each in versions):
            raise RefusedError("The next version is being written already; change that one, or discard it.")
        version = _created(
            programme_id=programme_id,
            number=max((each.number for each in versions), default=0) + 1,
            title=title.strip(),
            state=step.to,
            source=source.strip(),
            is_illustration=is_illustration,
        )
        current = [each for each in versions if each.state == "current"]
        for each in Requirement.objects.filter(version__in=current).order_by("id"):
            each.pk, each.version, each._state.adding = None, version, True
            each.save(force_insert=True)
        for text in requirements:
            _put(version, text)
        doing.subject = ("specification version", str(version.id))
        doing.facts |= {"programme": str(programme_id), "number": version.number}
    return version


def put_requirement(
    *, actor: Actor, at: datetime, version_id: UUID, requirement: RequirementText
) -> Requirement:
    """The draft asks for this; a requirement of the same code says this instead."""
    with _step("edit", version_id, actor, at) as (version, doing):
        doing.facts["requirement"] = requirement.code
        return _put(version, requirement)


def drop_requirement(*, actor: Actor, at: datetime, version_id: UUID, code: str) -> None:
    """The draft asks for it no more; earlier versions still say it."""
    with _step("edit", version_id, actor, at) as (version, doing):
        dropped, _ = version.requirements.filter(code=code).delete()
        if not dropped:
            raise RefusedError(f"This version has no requirement {code}.")
        doing.facts["dropped"] = code


def settle(*, actor: Actor, at: datetime, version_id: UUID, in_use_from: date) -> SpecificationVersion:
    """The draft is the current version, which new agreements name; the one before it is an earlier one."""
    with _step("settle", version_id, actor, at) as (version, doing):
        if not version.requirements.exists():
            raise RefusedError("This version asks for nothing yet. Add a requirement first.")
        others = SpecificationVersion.objects.filter(programme=version.programme_id, state="current")
        for earlier in others:
            with _step("replace", earlier.pk, actor, at) as (replaced, _):
                if replaced.in_use_from and in_use_from < replaced.in_use_from:
                    raise RefusedError("A newer version is not in use before the one that it replaces.")
                replaced.save()
        version.in_use_from, version.settled_at, version.settled_by = in_use_from, at, actor.id
        version.save()
        doing.facts["number"] = version.number
    return version


def discard(*, actor: Actor, at: datetime, version_id: UUID) -> None:
    """The draft is put away; the current version stays current."""
    with _step("discard", version_id, actor, at) as (version, _):
        version.save()


@contextmanager
def _step(
    name: str, version_id: UUID, actor: Actor, at: datetime
) -> Iterator[tuple[SpecificationVersion, OpenAct]]:
    """The programme's versions are locked, the step is allowed, and the version stands in its new state, unsaved."""
    step = SPECIFICATION.step(name)
    with act(
        actor=actor, at=at, verb=step.event, subject=("specification version", str(version_id))
    ) as doing:
        programme = SpecificationVersion.objects.values("programme").get(pk=version_id)["programme"]
        list(SpecificationVersion.objects.select_for_update().filter(programme=programme).order_by("number"))
        version = SpecificationVersion.objects.get(pk=version_id)
        SPECIFICATION.may(name, version.state, actor).or_raise()
        version.state = step.to
        yield version, doing


def _put(version: SpecificationVersion, said: RequirementText) -> Requirement:
    if said.origin not in ORIGINS:
        raise RefusedError("Say who asked for it.")
    if not (said.code.strip() and said.text.strip() and said.serves.strip()):
        raise RefusedError("A requirement has a number, says what is asked for, and what it serves.")
    if said.origin == "lived_experience" and not said.origin_words.strip():
        raise RefusedError("Write down what people said, so that they can see what became of it.")
    values = asdict(said) | {"text": said.text.strip(), "origin_words": said.origin_words.strip()}
    code = values.pop("code").strip()
    return Requirement.objects.update_or_create(version=version, code=code, defaults=values)[0]


def _created(**values: object) -> SpecificationVersion:
    try:
        with transaction.atomic():
            return SpecificationVersion.objects.create(**values)
    except IntegrityError as error:
        raise RefusedError("Somebody else began the next version in this moment; change that one.") from error
