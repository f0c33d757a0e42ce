"""The addresses of the evidence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
