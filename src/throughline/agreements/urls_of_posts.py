"""The addresses of funded posts."""

from django.urls import path, re_path

from .views import posts

_POST = r"^funded-posts/(?P<post_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"

urlpatterns = [
    path("funded-posts/", posts.posts, name="funded-posts"),
    path("funded-posts.csv", posts.posts_csv, name="funded-posts-csv"),
    path("funded-posts/register/", posts.register, name="funded-post-register"),
    path("funded-posts/units/<uuid:unit_id>/", posts.unit_posts, name="unit-posts"),
    path("funded-posts/<uuid:post_id>/", posts.post, name="funded-post"),
    path("funded-posts/<uuid:post_id>/change/", posts.change, name="funded-post-change"),
    path("funded-posts/<uuid:post_id>/share/", posts.share, name="funded-post-share"),
    path(
        "funded-posts/<uuid:post_id>/shares/<int:share_id>/end/",
        posts.end_share,
        name="funded-post-end-share",
    ),
    re_path(_POST + r"(?P<step>fill|vacate|cover)/$", posts.say, name="funded-post-say"),
]
