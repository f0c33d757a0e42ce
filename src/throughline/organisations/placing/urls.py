"""Which addresses say who works in which unit?"""

from django.urls import path

from . import covering_views, views

urlpatterns = [
    path("working/", views.units, name="working"),
    path("working/localities/", covering_views.covers, name="covering"),
    path("working/localities/localities.csv", covering_views.covers_csv, name="covering-csv"),
    path("working/localities/begin/", covering_views.begin, name="covering-begin"),
    path("working/localities/<int:row_id>/end/", covering_views.end, name="covering-end"),
    path("working/<uuid:unit_id>/add/", views.place, name="working-add"),
    path("working/people/<uuid:row_id>/end/", views.end, name="working-end"),
    path("working/serve/", views.serve, name="working-serve"),
    path("working/serving/<uuid:row_id>/end/", views.end_serving, name="working-serving-end"),
]
