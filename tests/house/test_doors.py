"""Does every address have an access rule, and does the rule hold?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver

from throughline.frame.doors import Rule, rule_of


def _patterns(resolver: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, route)
        elif isinstance(each, URLPattern):
            yield route, each.callback


ADDRESSES = dict(_patterns(get_resolver()))


class TestEveryAddress:
    def test_carries_a_rule_with_a_sentence(self) -> None:
        assert ADDRESSES
        rules = {route: rule_of(view) for route, view in ADDRESSES.items()}
        assert [route for route, rule in rules.items() if not isinstance(rule, Rule)] == []
        assert [route for route, rule in rules.items() if rule and not rule.sentence.endswith(".")] == []


class TestAnAddressThatNamesNoRun:
    def test_is_no_address(self) -> None:
        with pytest.raises(Resolver404):
            resolve(f"/programmes/gm-irs-dr/2021-22/runs/{'-' * 36}/")


class TestAViewWithoutARule:
    def test_admits_nobody(self, rf: Any) -> None:
        from django.contrib.auth.models import AnonymousUser
        from django.core.exceptions import PermissionDenied

        from throughline.frame.middleware import DoorMiddleware

        request = rf.get("/")
        request.user = AnonymousUser()
        with pytest.raises(PermissionDenied):
            DoorMiddleware(lambda _: None).process_view(request, lambda _: None, (), {})  # type: ignore[arg-type, return-value]  # a view without a rule is the point
