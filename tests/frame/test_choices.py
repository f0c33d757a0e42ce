"""What a form offers today."""

import pytest
from django import forms

from throughline.frame.choices import offer


class Asking(forms.Form):
    group = forms.ChoiceField(required=False)
    name = forms.CharField()


class TestAFieldThatOffersChoices:
    def test_takes_what_is_offered_and_nothing_else(self) -> None:
        form = Asking({"group": "b", "name": "x"})
        offer(form, "group", [("a", "Aire")])
        assert form.errors["group"]
        again = Asking({"group": "a", "name": "x"})
        offer(again, "group", [("a", "Aire")])
        assert again.is_valid()

    def test_offers_no_choice_at_all_first(self) -> None:
        form = Asking()
        offer(form, "group", (("a", "Aire") for _ in range(1)), none="No group")
        assert list(form.fields["group"].choices) == [("", "No group"), ("a", "Aire")]

    def test_is_none_that_asks_for_text(self) -> None:
        with pytest.raises(TypeError, match="name offers no choices"):
            offer(Asking(), "name", [])
