"""Which addresses does this room answer?"""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
