"""Has whoever sits at this screen just proved that it is them?"""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode


def is_proved(request: HttpRequest) -> bool:
    """Whether the person has confirmed who they are within the last five minutes, beside signing in.

    Somebody who only has their organisation's directory has nothing to confirm with here, and is not asked.
    """
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    if request.user.has_usable_password() and not any(each.get("reauthenticated") for each in records):
        return False  # without asking the database which second steps there are
    return bool(did_recently_reauthenticate(request))


def prove_first(back_to: str) -> str:
    """The address where they confirm it, and come back from."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back_to})}"
