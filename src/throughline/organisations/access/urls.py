"""Which addresses are about coming in, leaving, roles, broken glass and who was here?"""

from django.urls import path

from throughline.organisations.access import views

urlpatterns = [
    path("invitations/<uuid:invitation_id>/<str:token>/", views.invitation, name="invitation"),
    path("people/invitations/", views.invitations_list, name="invitations"),
    path("people/invitations/<uuid:invitation_id>/resend/", views.resend, name="resend-invitation"),
    path("people/invitations/<uuid:invitation_id>/withdraw/", views.withdraw, name="withdraw-invitation"),
    path("people/<uuid:person_id>/correct/", views.correct, name="correct-person"),
    path("people/<uuid:person_id>/leave/", views.leave, name="leave"),
    path("people/<uuid:person_id>/roles/confirm/", views.confirm_role, name="confirm-role"),
    path("people/reviews/", views.role_reviews, name="role-reviews"),
    path("people/glass/", views.broken_glass, name="broken-glass"),
    path("people/glass/end/", views.end_glass, name="end-glass"),
    path("people/access/", views.entries, name="access-log"),
    path("people/access/access.csv", views.entries_csv, name="access-log-csv"),
]
