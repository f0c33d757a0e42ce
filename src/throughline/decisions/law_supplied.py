"""Which scheme of delegation and which regimes come with Throughline, all of them unverified?

Facts of the law and of public records, in words of our own. Each is used, and says that it is unverified, until the
monitoring officer confirms it with name and date.
"""

import json
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.ledger.actions import act
from throughline.organisations.queries import body

from .law.lifecycle import REGIME, SCHEME, SUPPLIER
from .models import Regime, Scheme, SchemeCase, SigningRule


def load(actor: Actor, at: datetime) -> bool:
    """The scheme and a regime for each function are there; False when they were before."""
    acting = Actor(actor.id, actor.roles | {SUPPLIER}) if actor.is_system else actor
    with transaction.atomic():
        new_scheme = not Scheme.objects.exists()
        if new_scheme:
            _scheme(_read("scheme"), acting, at)
        known = set(Regime.objects.values_list("function", flat=True))
        missing = [row for row in _read("regimes")["regimes"] if row["function"] not in known]
        for row in missing:
            _regime(row, acting, at)
    return new_scheme or bool(missing)


def _scheme(data: dict[str, Any], actor: Actor, at: datetime) -> None:
    posts = {post.code: post for post in body("gmca").posts.order_by("code")}
    with act(actor=actor, at=at, verb=SCHEME.step("prepare").event, subject=("scheme", None)) as doing:
        SCHEME.may("prepare", None, actor).or_raise()
        scheme = Scheme.objects.create(
            title=data["title"],
            source=data["source"],
            in_force_from=date.fromisoformat(data["in_force_from"]),
            note=data["note"],
            made_at=at,
            made_by=actor.id,
        )
        doing.subject = ("scheme", str(scheme.id))
        for row in data["rules"]:
            SigningRule.objects.create(
                scheme=scheme,
                decision_type=row["type"],
                turn=row["turn"],
                post=posts[row["post"]],
                from_pence=Money.from_pounds(row["from"]),
                authority=row["authority"],
            )
        for position, row in enumerate(data["cases"], 1):
            SchemeCase.objects.create(
                scheme=scheme,
                position=position,
                title=row["title"],
                decision_type=row["type"],
                facts=row["facts"],
                expected=row["expected"],
            )
    step = SCHEME.step("supply")
    with act(actor=actor, at=at, verb=step.event, subject=("scheme", str(scheme.id))):
        SCHEME.may("supply", scheme.state, actor).or_raise()
        scheme.state = step.to
        scheme.save(update_fields=["state"])


def _regime(row: dict[str, Any], actor: Actor, at: datetime) -> None:
    limit, window = row["key_decision_from"], row["call_in_working_days"]
    with act(actor=actor, at=at, verb=REGIME.step("prepare").event, subject=("regime", None)) as doing:
        REGIME.may("prepare", None, actor).or_raise()
        regime = Regime.objects.create(
            function=row["function"],
            in_force_from=date.fromisoformat(row["in_force_from"]),
            scrutiny_body=row["scrutiny_body"],
            key_decision_applies=limit is not None,
            key_decision_from_pence=None if limit is None else Money.from_pounds(limit),
            call_in_applies=window is not None,
            call_in_working_days=window,
            notice_clear_days=row["notice_clear_days"],
            not_applicable_because=row["not_applicable_because"],
            publish_within_working_days=row["publish_within_working_days"],
            publication_duty=row["publication_duty"],
            usual_power=row["usual_power"],
            authority=row["authority"],
            note=row["note"],
            made_at=at,
            made_by=actor.id,
        )
        doing.subject = ("regime", str(regime.id))
    step = REGIME.step("supply")
    with act(actor=actor, at=at, verb=step.event, subject=("regime", str(regime.id))):
        REGIME.may("supply", regime.state, actor).or_raise()
        regime.state = step.to
        regime.save(update_fields=["state"])


def _read(name: str) -> dict[str, Any]:
    file = resources.files("throughline.decisions").joinpath("data", "law", f"{name}.json")
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data
