"""Has whoever sits at this screen just proved that it is them?"""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

LASTS = int(app_settings.REAUTHENTICATION_TIMEOUT)  # seconds, five minutes


def is_proved(request: HttpRequest) -> bool:
    """Whether the person has confirmed who they are within the last five minutes, beside signing in.

    By password, code or passkey; who has none of these here is asked by their organisation's directory anew.
    """
    if not request.user.is_authenticated:
        return False
    proofs = [
        each for each in get_authentication_records(request, request.user) if each.get("reauthenticated")
    ]
    return bool(proofs) and time.time() - proofs[-1]["at"] < LASTS


def prove_first(back_to: str) -> str:
    """The address where they confirm it, and come back from."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back_to})}"
