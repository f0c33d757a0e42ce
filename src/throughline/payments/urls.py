"""Which addresses does this room answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from throughline.payments.views import remittances

urlpatterns: list[URLPattern] = [
    path("payments/remittances/<uuid:request_id>/", remittances.remittance, name="remittance"),
]
