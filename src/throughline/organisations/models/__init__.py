"""Which bodies, places, units, posts and people are there, from when until when?"""

from .access import BrokenGlass, Entry, Invitation
from .people import CREDENTIAL_RETENTION, OFFICER_RETENTION, Person, PersonManager, RoleGrant
from .periods import covers_on, held_on, served_on
from .places import Body, Place, PlaceServed, ProbationDeliveryUnit, ProgrammeCode, UnitPlace
from .posts import Delegation, Holding, Post, PostTitle
from .working import UnitServed, WorksIn

__all__ = [
    "CREDENTIAL_RETENTION",
    "OFFICER_RETENTION",
    "Body",
    "BrokenGlass",
    "Delegation",
    "Entry",
    "Holding",
    "Invitation",
    "Person",
    "PersonManager",
    "Place",
    "PlaceServed",
    "Post",
    "PostTitle",
    "ProbationDeliveryUnit",
    "ProgrammeCode",
    "RoleGrant",
    "UnitPlace",
    "UnitServed",
    "WorksIn",
    "covers_on",
    "held_on",
    "served_on",
]
