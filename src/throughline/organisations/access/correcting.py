"""How does a person's name, address or organisation come right, when it was mistyped or has changed?

An address decides who gets links that let people in, so both addresses get a letter, and an open invitation goes anew.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from throughline.frame import letters
from throughline.frame.lists import fold
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .. import rules
from ..actions import ADDRESS_IS_TAKEN
from ..models import Body, Invitation, Person
from . import invitations


def correct(*, actor: Actor, at: datetime, person: Person, name: str, email: str, body: Body) -> bool:
    """Change what is said of the person; False when nothing differs. RefusedError for an address in use."""
    rules.may_administer(actor).or_raise()
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        said = {"name": " ".join(name.split()), "email": email.strip().lower(), "body_id": body.pk}
        changed = [field for field, now in said.items() if getattr(person, field) != now]
        if not changed:
            return False
        old = person.email
        for field in changed:
            setattr(person, field, said[field])
        person.search_text = fold(f"{person.name} {person.email}")
        try:
            with act(
                actor=actor,
                at=at,
                verb="person.corrected",
                subject=("person", person.id),
                facts={"changed": [field.removesuffix("_id") for field in changed]},
                personal={"name": person.name, "email": person.email},
            ):
                person.save()
        except IntegrityError as error:
            raise RefusedError(ADDRESS_IS_TAKEN) from error
        if person.email != old:
            _tell(person, old, at)
            for invitation in Invitation.objects.filter(person=person, state="open"):
                invitations.resend(actor=actor, at=at, invitation_id=invitation.id)
    return True


def _tell(person: Person, old: str, at: datetime) -> None:
    for which, to in (("old", old), ("new", person.email)):
        letters.owe(
            letters.Message(
                key=f"address:{person.id}:{at.isoformat()}:{which}",
                to=to,
                name=person.name,
                subject="The address you sign in with has changed",
                text="An administrator changed your email address here. If you did not expect that, tell them.",
                path="/account/",
            ),
            at=at,
        )
