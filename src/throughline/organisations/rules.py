"""Who may add people, give roles and take them away?

The command line may do what an administrator may: somebody must let the first one in, and whoever runs commands on the
server administers the installation anyway; the ledger names it as the command's act.
"""

from dataclasses import dataclass

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, Verdict
from throughline.organisations.roles import BY_CODE

ADMINISTRATOR = "administrator"
_ASK = "Ask an administrator."
_ASK_ANOTHER = "Ask another administrator."


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules ask about the person whom a step is about."""

    person_id: str
    is_active: bool
    roles: frozenset[str]
    other_administrators: int

    @property
    def is_last_administrator(self) -> bool:
        return ADMINISTRATOR in self.roles and not self.other_administrators


def may_administer(actor: Actor) -> Verdict:
    """Whether the actor may see and change who is who."""
    if actor.is_system or ADMINISTRATOR in actor.roles:
        return Allowed()
    return Refused("Only an administrator may do this.", _ASK)


def may_grant_role(actor: Actor, who: Standing, role: str | None = None) -> Verdict:
    """Whether the person may be given the role (None: any at all); nobody gives themselves one."""
    if not (administers := may_administer(actor)):
        return administers
    if _is_self(actor, who):
        return Refused("Nobody gives themselves a role.", _ASK_ANOTHER)
    if not who.is_active:
        return Refused("This person can no longer sign in, so a role would do nothing.")
    if role in who.roles:
        return Refused("This person has this role already.")
    return Allowed() if role is None or role in BY_CODE else Refused("There is no such role.")


def may_end_role(actor: Actor, who: Standing, role: str) -> Verdict:
    """Whether the role may be taken away; one administrator always remains."""
    if not (administers := may_administer(actor)):
        return administers
    if role not in who.roles:
        return Refused("This person does not have this role any more.")
    return _one_remains() if role == ADMINISTRATOR and who.is_last_administrator else Allowed()


def may_deactivate(actor: Actor, who: Standing) -> Verdict:
    """Whether the person may be stopped from signing in."""
    if not (administers := may_administer(actor)):
        return administers
    if not who.is_active:
        return Refused("This person cannot sign in already.")
    if _is_self(actor, who):
        return Refused("Nobody ends their own access.", _ASK_ANOTHER)
    return _one_remains() if who.is_last_administrator else Allowed()


def may_reactivate(actor: Actor, who: Standing) -> Verdict:
    """Whether the person may be let in again."""
    if not (administers := may_administer(actor)):
        return administers
    return Refused("This person can sign in already.") if who.is_active else Allowed()


def may_issue_link(actor: Actor, who: Standing) -> Verdict:
    """Whether the person may get a new one-time link, which ends their password and second steps."""
    if not (administers := may_administer(actor)):
        return administers
    if _is_self(actor, who):
        return Refused("You change your own password on your account page.")
    if not who.is_active:
        return Refused("This person can no longer sign in; let them in again first.")
    return Allowed()


def may_sign_in(*, is_active: bool, is_demonstration: bool, demonstration_mode: bool) -> Verdict:
    """Whether somebody with the right password gets in; made-up people never do outside demonstrations."""
    if not is_active:
        return Refused("This account was closed.", _ASK)
    if is_demonstration and not demonstration_mode:
        return Refused("Made-up people sign in to demonstrations only.")
    return Allowed()


def _is_self(actor: Actor, who: Standing) -> bool:
    return actor.id == f"person:{who.person_id}"


def _one_remains() -> Verdict:
    return Refused(
        "This is the last administrator, and one must remain.", "Make somebody else administrator first."
    )
