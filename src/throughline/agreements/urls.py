"""Which addresses does this room answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from . import urls_of_changes, urls_of_grants, urls_of_joint, urls_of_posts, urls_of_signing

__all__ = ["path", "urlpatterns"]

urlpatterns: list[URLPattern] = [
    *urls_of_posts.urlpatterns,
    *urls_of_grants.urlpatterns,
    *urls_of_signing.urlpatterns,
    *urls_of_changes.urlpatterns,
    *urls_of_joint.urlpatterns,
]
