"""The addresses of what governance keeps."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
