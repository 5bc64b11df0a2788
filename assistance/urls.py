"""Requests for technical assistance, in both languages. Each address asks who may."""

from django.urls import path, re_path

from assistance import views

NUMBER = r"(?P<pk>\d{1,18})"

urlpatterns = [
    path("assistance/begin/", views.begin, name="assistance_begin"),
    re_path(rf"^assistance/{NUMBER}/$", views.case, name="assistance_case"),
    re_path(rf"^assistance/{NUMBER}/draft/(?P<step>\d)/$", views.draft, name="assistance_draft"),
    re_path(rf"^assistance/{NUMBER}/review/$", views.review, name="assistance_review"),
    re_path(rf"^assistance/{NUMBER}/message/$", views.message, name="assistance_message"),
    re_path(rf"^assistance/{NUMBER}/close/$", views.close, name="assistance_close"),
    re_path(rf"^assistance/{NUMBER}/reopen/$", views.reopen, name="assistance_reopen"),
    re_path(rf"^assistance/{NUMBER}/survey/$", views.survey, name="assistance_survey"),
    re_path(rf"^assistance/{NUMBER}/files/(?P<file>\d{{1,18}})$", views.attachment, name="assistance_file"),
]
