"""Which addresses are about letters and kept forms?"""

from django.urls import path

from throughline.frame import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/again/", views.send_again, name="send-letter-again"),
    path("kept/<uuid:form_id>/", views.kept_form, name="kept-form"),
]
