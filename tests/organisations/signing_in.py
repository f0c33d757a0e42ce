"""How the tests of this room sign in: through the pages, as a browser would."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from throughline.organisations.models import Person

from .conftest import PASSWORD

SIGN_IN, ACCOUNT, CODE = "/sign-in/", "/account/", "/sign-in/code/"
WRONG = "The email address or the password is not right."
THROTTLED = "There were too many wrong attempts. Wait five minutes"


def sign_in(client: Client, person: Person, password: str = PASSWORD, **further: str) -> str:
    """Sign in through the page and return where it leads, or what it says."""
    answer = client.post(SIGN_IN, {"login": person.email, "password": password} | further)
    return answer.headers.get("Location") or answer.content.decode()


def is_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def code_for(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def set_up_app(client: Client, password: str = PASSWORD) -> str:
    """Set up an app as its page asks and return its secret."""
    client.post("/account/confirm/?next=/account/second-step/app/", {"password": password})
    page = client.get("/account/second-step/app/").content.decode()
    found = re.search(r'<strong class="tl-key">([A-Z2-7 ]+)</strong>', page)
    assert found
    secret = found[1].replace(" ", "")
    answer = client.post("/account/second-step/app/", {"code": code_for(secret)})
    assert answer.headers["Location"] == "/account/second-step/recovery-codes/"
    return secret
