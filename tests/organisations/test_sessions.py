"""Where is somebody signed in, and how do they end it: one, the others, or all with this one?"""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from throughline.organisations.models import Person

from .conftest import Make
from .signing_in import is_in, sign_in

SESSIONS = "/account/sessions/"


class TestSomebodySignedInTwice:
    @pytest.fixture(autouse=True)
    def _signed_in_twice(self, someone: Make) -> None:
        self.person = someone()
        self.here, self.there = Client(), Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/1"})
        sign_in(self.here, self.person)
        sign_in(self.there, self.person)

    def test_sees_both_and_which_is_this_one(self) -> None:
        page = self.here.get(SESSIONS).content.decode()
        assert "Safari on an iPhone" in page
        assert page.count("This one") == 1
        assert page.count("End it") == 1

    def test_ends_the_others_and_stays(self) -> None:
        self.here.post(SESSIONS, {"session": "others"})
        assert is_in(self.here)
        assert not is_in(self.there)

    def test_ends_one(self) -> None:
        one = UserSession.objects.get(session_key=self.there.session.session_key)
        self.here.post(SESSIONS, {"session": str(one.pk)})
        assert not is_in(self.there)
        assert is_in(self.here)

    def test_ends_all_with_this_one_and_is_led_to_the_sign_in_page(self) -> None:
        assert self.here.post(SESSIONS, {"session": "all"}).headers["Location"] == "/sign-in/"
        assert not is_in(self.here)
        assert not is_in(self.there)
        assert not UserSession.objects.filter(user=self.person).exists()

    @pytest.mark.parametrize("said", ["", "0", "x", "-1"])
    def test_ends_none_by_a_number_that_is_none_of_theirs(self, said: str) -> None:
        self.here.post(SESSIONS, {"session": said})
        assert is_in(self.there)

    def test_ends_nobody_elses(self, someone: Make) -> None:
        other: Person = someone()
        stranger = Client()
        sign_in(stranger, other)
        theirs = UserSession.objects.get(user=other)
        self.here.post(SESSIONS, {"session": str(theirs.pk)})
        assert is_in(stranger)
