"""What does the shell around every page need to know?"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone

from throughline.frame.doors import Rule, rule_of
from throughline.frame.middleware import actor_of
from throughline.governance.lifecycle import PARTNERS, READERS
from throughline.kernel.actor import Actor
from throughline.organisations.access import glass
from throughline.organisations.roles import title_of

WHOM_ITS_DOOR_ADMITS: frozenset[str] = frozenset()
WORKER = frozenset({"key-worker"})
PROBATION = frozenset({"probation-practitioner", "head-of-unit", "prison-and-court-team"})
ADMINISTRATOR = frozenset({"administrator"})
DRAFTERS = frozenset({"programme-officer", "programme-lead"})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})
ADVISERS = frozenset({"monitoring-officer", "procurement", "legal", "auditor"})
# Who watches over money or sits on a group that does; practice has no use for it.
GOVERNING = (
    READERS
    | PARTNERS
    | {"commissioner", "director-of-public-health", "csp-officer", "csp-chair", "csp-member"}
    | {"lived-experience", "panel-member"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to go: its words, the name of its address, which roles use it, and the pages beside it once there.

    Nobody is shown what the door of its page would refuse.
    """

    words: str
    name: str
    roles: frozenset[str] = WHOM_ITS_DOOR_ADMITS
    pages: tuple["Entry", ...] = ()

    def is_for(self, actor: Actor) -> bool:
        """Whether this actor uses it."""
        return (not self.roles or bool(self.roles & actor.roles)) and bool(_door(self.name).admits(actor))


@cache
def _door(name: str) -> Rule:
    rule = rule_of(resolve(reverse(name)).func)
    assert rule is not None, name  # noqa: S101 - a house test walks all addresses
    return rule


@cache
def _address(name: str) -> str:
    return reverse(name)


FOR_VISITORS = (Entry("Public register", "register"), Entry("Check us", "verify"))
NAVIGATION = (
    Entry("Home", "home"),
    Entry("Today", "today", WORKER, pages=(Entry("Today", "today", WORKER), Entry("Week", "week", WORKER))),
    Entry(
        "Inbox",
        "inbox",
        WORKER | {"provider-manager"},
        pages=(
            Entry("To decide", "inbox"),
            Entry("Waiting", "waiting-list"),
            Entry("Who has how many", "caseloads"),
            Entry("Week", "week", frozenset({"provider-manager"})),
            Entry("Releases", "release-board"),
            Entry("Concerns", "concerns"),
            Entry("From your own system", "imports"),
            Entry("Machines", "clients"),
            Entry("What people say", "voices"),
            Entry("Protocols", "protocols"),
            Entry("Opened in an emergency", "glass-reviews"),
            Entry("Who may see", "limits"),
            Entry("Performance file", "performance-file"),
            Entry("Requests for records", "copies", frozenset({"provider-manager"})),
            Entry("Papers", "all-papers", frozenset({"provider-manager"})),
            Entry("How long kept", "retention"),
        ),
    ),
    Entry("My people", "my-people", WORKER),
    Entry(
        "Referrals",
        "referrals",
        PROBATION | WORKER,
        pages=(
            Entry("Referrals", "referrals"),
            Entry("Refer somebody", "refer"),
            Entry("Refer from a file", "referral-files"),
            Entry("Feedback", "told", PROBATION),
            Entry("Releases", "release-board", PROBATION),
            Entry("Concerns", "concerns", PROBATION),
            Entry("Protocols", "protocols"),
            Entry("Opened in an emergency", "glass-reviews"),
            Entry("Who may see", "limits"),
            Entry("Ask to see somebody", "ask-to-see"),
            Entry("Performance file", "performance-file", PROBATION),
            Entry("Machines", "clients", PROBATION),
        ),
    ),
    Entry(
        "Decisions",
        "decisions",
        pages=(
            Entry("On record", "decisions"),
            Entry("Drafts", "drafts", DRAFTERS | SIGNERS | ADVISERS),
            Entry("Signing", "signing", DRAFTERS | SIGNERS | ADVISERS),
            Entry("Notices being read", "readings", DRAFTERS),
            Entry("To be published", "to-publish", DRAFTERS | ADVISERS),
            Entry("Who signs", "scheme", DRAFTERS | SIGNERS | ADVISERS),
            Entry("What the law asks", "regimes", DRAFTERS | SIGNERS | ADVISERS),
            Entry("Forward plan", "forward-plan"),
            Entry("Call-in", "call-ins"),
            Entry("For the Panel", "panel", DRAFTERS | ADVISERS | {"panel-member", "deputy-mayor"}),
            Entry("Public register", "register"),
            Entry("Check us", "verify"),
        ),
    ),
    Entry(
        "Governance",
        "governance",
        GOVERNING,
        pages=(
            Entry("Overview", "governance"),
            Entry("Meetings", "governance-meetings"),
            Entry("Actions", "governance-actions"),
            Entry("Promises", "promises"),
            Entry("Risks", "risks"),
            Entry("Plan", "milestones"),
            Entry("Reviews", "reviews"),
            Entry("Consultations", "governance-consultations"),
            Entry("Endorsements", "governance-endorsements"),
            Entry("Options", "governance-appraisals"),
            Entry("Priorities", "governance-priorities"),
        ),
    ),
    Entry(
        "Programme",
        "programmes",
        pages=(
            Entry("Programmes", "programmes"),
            Entry("Localities", "localities"),
            Entry("Specifications", "specifications"),
            Entry("Local contracts", "contracts"),
            Entry("Commissioning calendar", "commissioning-calendar"),
            Entry("Funded posts", "funded-posts"),
            Entry("Protocols", "protocols", GOVERNING),
            Entry("Papers", "all-papers", GOVERNING | {"data-protection", "clinical-safety"}),
            Entry("Evaluation files", "evaluation-files"),
            Entry(
                "How long kept",
                "retention-rules",
                frozenset({"data-protection", "clinical-safety", "auditor"}),
            ),
        ),
    ),
    Entry(
        "Grants",
        "grants",
        pages=(
            Entry("Grants", "grants"),
            Entry("Agreements", "agreements"),
            Entry("Variations", "variations"),
            Entry("Checks on recipients", "checks"),
            Entry("Clauses", "clauses"),
            Entry("Who may sign", "signing-authorities"),
        ),
    ),
    Entry(
        "Returns",
        "returns",
        pages=(
            Entry("Returns", "returns"),
            Entry("Questions", "return-questions"),
            Entry("Scrutiny", "scrutinies"),
            Entry("Risk and visits", "watch"),
            Entry("Findings", "findings"),
            Entry("Year-end", "year-ends"),
            Entry("Report to the Panel", "panel-report"),
        ),
    ),
    Entry(
        "Money",
        "position",
        pages=(
            Entry("Position", "position"),
            Entry("Money in", "money-in"),
            Entry("Payments", "payments"),
            Entry("Runs", "payment-runs"),
            Entry("Answers", "payment-answers"),
            Entry("Recoveries", "recoveries"),
            Entry("At 31 March", "accruals"),
            Entry("Finance’s codes", "finance-codes"),
        ),
    ),
    Entry(
        "People",
        "people",
        ADMINISTRATOR,
        pages=(
            Entry("Everybody", "people", ADMINISTRATOR),
            Entry("Invitations", "invitations", ADMINISTRATOR),
            Entry("Reviews", "role-reviews", ADMINISTRATOR | {"programme-lead"}),
            Entry("Who was here", "access-log", ADMINISTRATOR | {"auditor"}),
            Entry("Break glass", "broken-glass", ADMINISTRATOR),
            Entry("Letters", "outbox", ADMINISTRATOR),
            Entry("Machines", "clients", ADMINISTRATOR),
        ),
    ),
)


def navigation(actor: Actor, path: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The entries that this actor uses, at most seven, and the pages beside this one in its own entry.

    An entry leads to the first of its pages that the actor uses.
    """
    entries, beside = [], []
    for entry in NAVIGATION if actor.is_signed_in else FOR_VISITORS:
        if entry.roles and not entry.roles & actor.roles:
            continue
        pages = [page for page in entry.pages or (entry,) if page.is_for(actor)]
        if pages:
            active = _nearest(pages, path) is not None
            entries.append({"text": entry.words, "href": _address(pages[0].name), "active": active})
            if active and len(pages) > 1:
                here = _nearest(pages, path)
                beside = [
                    {"text": page.words, "href": _address(page.name), "active": page is here}
                    for page in pages
                ]
    return entries, beside


def _nearest(entries: list[Entry], path: str) -> Entry | None:
    """The entry whose address is the longest beginning of this one."""
    fitting = [
        (len(href), entry)
        for href, entry in ((_address(entry.name), entry) for entry in entries)
        if path == href or (href != "/" and path.startswith(href))
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the layout's context."""
    actor = actor_of(request)
    user = getattr(request, "user", None)
    nav, beside = navigation(actor, request.path)
    return {
        "nav": nav,
        "beside": beside,
        "account": _account(user, actor) if actor.is_signed_in else None,
        "demonstration": settings.DEMONSTRATION,
        "version": settings.THROUGHLINE_VERSION,
        "glass": glass.open_of(actor, at=timezone.now()),
        "actor": actor,
    }


def _account(user: Any, actor: Actor) -> dict[str, str]:
    roles = ", ".join(title_of(role) for role in sorted(actor.roles))
    return {"name": user.name, "role": roles, "href": reverse("account")}
