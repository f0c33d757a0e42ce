"""What do the parts of a page say, and to whom do they point?"""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.template.loader import get_template
from django.test import override_settings
from django.urls import path
from lxml import html

from throughline.decisions.reading.shape import Finding
from throughline.frame.lists import Listed, PageLink, SortLink
from throughline.kernel.money import Money
from throughline.kernel.verdict import Allowed, Refused

NAMES = (
    "search",
    "sign-in",
    "sign-out",
    "accessibility",
    "privacy",
    "verify",
    "register",
    "outbox",
    "own-page-open",
    "voice-units",
)
ADDRESSES = tuple(path(f"{name}/", lambda request: HttpResponse(), name=name) for name in NAMES)


@pytest.fixture(autouse=True)
def _only_the_addresses_of_the_shell() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=ADDRESSES):
        yield


def part(call: str, source: str = "components", **context: Any) -> html.HtmlElement:
    name = call.split("(")[0]
    template = f'{{% from "web/{source}.html" import {name} %}}<div>{{{{ {call} }}}}</div>'
    return html.fromstring(engines["jinja2"].from_string(template).render(context))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class TestATableOfMoney:
    rows = ({"text": "Northwick", "money": Money(10001)}, {"text": "Eastham", "money": Money(4999)})

    def test_says_that_the_parts_add_up_when_they_do(self) -> None:
        shown = part("money_table(rows, total, 'Parts')", rows=self.rows, total=Money(15000))
        assert "The parts add up to the total." in words(shown)
        assert "£150.00" in words(shown.find(".//tfoot"))

    def test_says_by_how_much_they_do_not(self) -> None:
        shown = part("money_table(rows, total, 'Parts')", rows=self.rows, total=Money(15001))
        assert "The parts do not add up to the total." in words(shown)
        assert "£0.01 less than the total that is stated" in words(shown)
        assert "The parts add up to the total." not in words(shown)

    def test_sums_without_claiming_a_total_that_the_record_does_not_state(self) -> None:
        shown = part("money_table(rows, none, 'Parts')", rows=self.rows)
        assert "The record states no total. The parts come to £150.00." in words(shown)

    def test_draws_the_largest_part_as_the_whole_bar_and_hides_bars_from_screen_readers(self) -> None:
        shown = part("money_table(rows, total, 'Parts')", rows=self.rows, total=Money(15000))
        bars = shown.findall(".//svg[@class='tl-bar']")
        assert [bar.find("rect").get("width") for bar in bars] == ["100.0%", "49.99%"]
        assert {bar.get("aria-hidden") for bar in bars} == {"true"}

    def test_has_no_bar_and_no_error_when_everything_is_nothing(self) -> None:
        shown = part("money_table(rows, total, 'Parts')", rows=[{"text": "A", "money": 0}], total=Money(0))
        assert shown.find(".//rect").get("width") == "0%"


class TestWhoSigned:
    def test_says_plainly_whose_signature_is_missing(self) -> None:
        steps = [
            {"post": "Treasurer", "signed_on": date(2021, 10, 28)},
            {"post": "Assistant Director", "signed_on": None},
        ]
        signed, missing = part("sign_offs(steps)", steps=steps).findall(".//li")
        assert words(signed) == "Treasurer Signed on 28 October 2021"
        assert "Not evidenced" in words(missing)


class TestAFact:
    @pytest.mark.parametrize("unsaid", [None, ""])
    def test_that_the_record_lacks_is_said_to_be_lacking(self, unsaid: str | None) -> None:
        assert "The record does not say" in words(part("facts([('Power', it)])", it=unsaid))

    def test_that_is_zero_or_no_is_still_a_fact(self) -> None:
        assert words(part("facts([('Days late', 0)])")) == "Days late 0"


class TestFindings:
    def test_lead_to_their_field(self) -> None:
        found = [Finding("parts-do-not-sum", "error", "They differ.", field="breakdown[0].pence")]
        assert part("findings(it)", it=found).find(".//a").get("href") == "#field-breakdown-0-pence"

    def test_without_a_field_lead_nowhere(self) -> None:
        found = [Finding("owner-missing", "note", "Nobody is named.")]
        assert part("findings(it)", it=found).find(".//a") is None

    def test_that_say_the_same_are_said_once_with_each_of_their_places(self) -> None:
        found = [
            Finding("owner-missing", "warning", "Nobody is named.", t, f"promises[{n}]")
            for n, t in enumerate("ab")
        ]
        shown = part("findings(it)", it=found)
        assert words(shown).count("Nobody is named.") == 1
        assert [a.get("href") for a in shown.findall(".//a")] == ["#field-promises-0", "#field-promises-1"]

    def test_are_said_to_be_none_when_there_are_none(self) -> None:
        assert "Nothing was found" in words(part("findings([])"))


class TestTheButtonOfAStep:
    def test_is_pressed_when_the_verdict_allows(self) -> None:
        button = part("act_button('Publish', it)", it=Allowed()).find(".//button")
        assert button.get("disabled") is None

    def test_gives_the_reason_and_who_can_lift_it_beside_a_disabled_button(self) -> None:
        shown = part("act_button('Sign', it)", it=Refused("You drafted it.", "Another director can sign."))
        button = shown.find(".//button")
        assert button.get("disabled") is not None
        why = shown.get_element_by_id(button.get("aria-describedby"))
        assert words(why) == "You drafted it. Another director can sign."

    def test_is_no_link_when_refused(self) -> None:
        shown = part("act_button('Sign', it, href='/sign/')", it=Refused("Not yet."))
        assert shown.find(".//a") is None


class TestAForm:
    class Form(forms.Form):
        name = forms.CharField(label="Name")
        total = forms.CharField(label="Total", widget=forms.TextInput(attrs={"data-kind": "pounds"}))
        starts = forms.DateField(label="Start", widget=forms.SelectDateWidget)
        basis = forms.ChoiceField(
            label="Basis", choices=[("f", "Fixed"), ("a", "Actual")], widget=forms.RadioSelect
        )
        notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)

    sent = {
        "name": "",
        "total": "12.5",
        "starts_day": "31",
        "starts_month": "2",
        "starts_year": "2025",
        "basis": "a",
    }

    def test_keeps_what_was_typed(self) -> None:
        shown = part("fields(form)", "forms", form=self.Form(self.sent))
        assert shown.get_element_by_id("id_total").get("value") == "12.5"
        assert [shown.get_element_by_id(f"id_starts_{p}").get("value") for p in ("day", "month", "year")] == [
            "31",
            "2",
            "2025",
        ]
        assert [radio.get("value") for radio in shown.findall(".//input[@checked]")] == ["a"]

    def test_links_every_error_on_top_to_an_input_that_is_there(self) -> None:
        form = self.Form(self.sent)
        links = part("error_summary(form)", "forms", form=form).findall(".//li/a")
        shown = part("fields(form)", "forms", form=form)
        assert [words(link) for link in links] == ["“Name” has not been filled in.", "Enter a valid date."]
        for link in links:
            assert shown.get_element_by_id(link.get("href")[1:]).tag == "input"

    def test_says_the_error_beside_the_field_too_and_ties_it_to_the_input(self) -> None:
        shown = part("fields(form)", "forms", form=self.Form(self.sent))
        described = shown.get_element_by_id("id_name").get("aria-describedby")
        assert "has not been filled in" in words(shown.get_element_by_id(described))

    def test_names_what_may_be_left_empty(self) -> None:
        assert "Notes (optional)" in words(part("fields(form)", "forms", form=self.Form()))

    def test_gives_every_input_a_label(self) -> None:
        shown = part("fields(form)", "forms", form=self.Form())
        labelled = {label.get("for") for label in shown.findall(".//label")}
        assert {each.get("id") for each in shown.xpath(".//input | .//textarea")} <= labelled

    def test_has_no_summary_without_errors(self) -> None:
        assert words(part("error_summary(form)", "forms", form=self.Form())) == ""


SORTS = (SortLink("new", "Newest", "?sort=new", False), SortLink("big", "Largest", "?sort=big", True))


def a_page_of(total: int, **changes: Any) -> Listed:
    given: dict[str, Any] = {
        "rows": range(min(total, 25)),
        "total": total,
        "first": 1,
        "last": min(total, 25),
    }
    given |= {
        "search": "",
        "filters": (),
        "sorts": SORTS,
        "pages": (),
        "previous": "",
        "next": "",
        "query": "",
    }
    return Listed(**{**given, "is_narrowed": False, **changes})


class TestAList:
    def test_says_which_part_of_how_many(self) -> None:
        assert (
            words(part("counted(it, 'decision')", "lists", it=a_page_of(1257)))
            == "1 to 25 of 1,257 decisions"
        )

    def test_says_one_as_one(self) -> None:
        assert words(part("counted(it, 'decision')", "lists", it=a_page_of(1))) == "1 decision"

    def test_leads_back_to_everything_when_narrowed(self) -> None:
        shown = part("counted(it, 'decision')", "lists", it=a_page_of(0, is_narrowed=True))
        assert shown.find(".//a").get("href") == "?"

    def test_keeps_the_order_when_the_filters_change(self) -> None:
        kept = part("filters(it)", "lists", it=a_page_of(30)).find(".//input[@name='sort']")
        assert kept.get("value") == "big"

    def test_marks_the_page_that_is_shown(self) -> None:
        pages = (PageLink(1, "?page=1", True), PageLink(None, "", False), PageLink(9, "?page=9", False))
        shown = part("paging(it)", "lists", it=a_page_of(210, pages=pages, next="?page=2"))
        assert [words(each) for each in shown.findall(".//a[@aria-current='page']")] == ["1"]
        assert shown.find(".//a[@rel='next']").get("href") == "?page=2"


class TestTheShell:
    def page(self, **context: Any) -> html.HtmlElement:
        template = engines["jinja2"].from_string(
            '{% extends "web/layout.html" %}{% block content %}Here{% endblock %}'
        )
        return html.document_fromstring(template.render(context))

    def test_names_the_page_and_an_error_in_the_tab(self) -> None:
        page = self.page(title="Upload", has_errors=True)
        assert page.findtext(".//title") == "Error: Upload – GM Dependency and Recovery – Throughline"

    def test_marks_the_entry_that_the_visitor_is_in(self) -> None:
        nav = [
            {"text": "Home", "href": "/", "active": False},
            {"text": "Decisions", "href": "/d/", "active": True},
        ]
        current = self.page(nav=nav).findall(".//nav//a[@aria-current]")
        assert [words(each) for each in current] == ["Decisions"]

    def test_says_that_it_is_a_demonstration_only_when_it_is(self) -> None:
        sentence = "Demonstration: people and some figures are made up."
        assert sentence in words(self.page(demonstration=True))
        assert sentence not in words(self.page(demonstration=False))

    def test_offers_sign_in_to_strangers_and_sign_out_to_others(self) -> None:
        assert self.page(account=None).xpath("//a[@href='/sign-in/']")
        signed_in = self.page(account={"name": "Asha Rahman"}, csrf_input="")
        assert signed_in.xpath("//form[@action='/sign-out/' and @method='post']")
        assert not signed_in.xpath("//a[@href='/sign-in/']")

    def test_shows_what_was_done(self) -> None:
        class Message(SimpleNamespace):
            def __str__(self) -> str:
                return "The decision is published."

        assert "The decision is published." in words(self.page(messages=[Message(tags="success")]))

    @pytest.mark.parametrize("name", ["400", "403", "404", "500", "csrf"])
    def test_can_say_what_went_wrong_without_knowing_anything(self, name: str) -> None:
        page = html.document_fromstring(get_template(f"web/{name}.html").render({}))
        assert len(page.findall(".//h1")) == 1
        assert page.findtext(".//title").startswith(words(page.find(".//h1")))

    def test_a_refusal_is_given_in_its_own_words(self) -> None:
        page = html.document_fromstring(get_template("web/403.html").render({"reason": "Only the lead may."}))
        assert "Only the lead may." in words(page.find(".//main"))
