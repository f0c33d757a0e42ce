"""Which addresses does this room answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from .returning import urls as returning
from .urls_of_scrutiny import urlpatterns as scrutiny

__all__ = ["path", "urlpatterns"]

urlpatterns: list[URLPattern] = [*returning.urlpatterns, *scrutiny]
