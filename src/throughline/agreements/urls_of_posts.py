"""The addresses of funded posts."""

from django.urls import path, re_path

from .views import posts

_POST = r"^posts/(?P<post_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"

urlpatterns = [
    path("posts/", posts.posts, name="posts"),
    path("posts.csv", posts.posts_csv, name="posts-csv"),
    path("posts/register/", posts.register, name="post-register"),
    path("posts/units/<uuid:unit_id>/", posts.unit_posts, name="unit-posts"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/change/", posts.change, name="post-change"),
    path("posts/<uuid:post_id>/share/", posts.share, name="post-share"),
    path("posts/<uuid:post_id>/shares/<int:share_id>/end/", posts.end_share, name="post-end-share"),
    re_path(_POST + r"(?P<step>fill|vacate|cover)/$", posts.say, name="post-say"),
]
