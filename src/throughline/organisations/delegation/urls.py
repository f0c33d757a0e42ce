"""The addresses of posts and of who covers for them."""

from django.urls import path

from . import views

urlpatterns = [
    path("posts/", views.posts, name="posts"),
    path("posts.csv", views.posts_csv, name="posts-csv"),
    path("posts/<uuid:post_id>/delegate/", views.delegate, name="delegate-post"),
    path("posts/<uuid:post_id>/hand-over/", views.hand_over, name="hand-over-post"),
    path("delegations/<uuid:delegation_id>/end/", views.end, name="end-delegation"),
]
