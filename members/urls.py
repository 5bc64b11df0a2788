"""Joining, one's own agency, one's own account. In both languages."""

from django.urls import path

from members.views import joining, my_agency, people

urlpatterns = [
    path("request-access/", joining.request_access, name="request_access"),
    path("request-access/sent/", joining.request_sent, name="request_sent"),
    path("request-access/agencies/", joining.agency_suggestions, name="agency_suggestions"),
    path("request-access/confirm/<str:token>/", joining.confirm_request, name="confirm_request"),
    path("invitation/<str:token>/", joining.invitation, name="invitation"),
    path("my-agency/", my_agency.my_agency, name="my_agency"),
    path("my-agency/invite/", my_agency.invite_colleague, name="my_agency_invite"),
    path("my-agency/invitations/<int:pk>/", my_agency.answer_invitation, name="my_agency_invitation"),
    path("my-agency/requests/<int:pk>/", my_agency.request_for_agency, name="my_agency_request"),
    path("my-agency/people/<int:pk>/remove/", my_agency.remove_colleague, name="my_agency_remove"),
    path("accounts/profile/", people.profile, name="profile"),
    path("accounts/data/", people.my_data, name="my_data"),
    path("accounts/data.json", people.my_data_json, name="my_data_json"),
    path("accounts/close/", people.close, name="close_account"),
    path("people/<int:pk>/photo/", people.photo, name="person_photo"),
]
