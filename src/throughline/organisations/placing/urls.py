"""Which addresses say who works in which unit?"""

from django.urls import path

from . import views

urlpatterns = [
    path("working/", views.units, name="working"),
    path("working/<uuid:unit_id>/add/", views.place, name="working-add"),
    path("working/people/<uuid:row_id>/end/", views.end, name="working-end"),
    path("working/serve/", views.serve, name="working-serve"),
    path("working/serving/<uuid:row_id>/end/", views.end_serving, name="working-serving-end"),
]
