"""Which addresses does this room answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

__all__ = ["path", "urlpatterns"]

urlpatterns: list[URLPattern] = []
