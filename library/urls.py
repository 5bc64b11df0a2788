from django.urls import re_path

from library import views

# At most 18 digits: a longer number is no row's and would overflow the database's.
app_name = "library"
urlpatterns = [
    re_path(r"^video/(?P<pk>\d{1,18})$", views.video, name="video"),
    re_path(r"^sound/(?P<pk>\d{1,18})$", views.sound, name="sound"),
    re_path(r"^poster/(?P<pk>\d{1,18})$", views.poster, name="poster"),
    re_path(r"^captions/(?P<pk>\d{1,18})$", views.captions, name="captions"),
    re_path(r"^transcript/(?P<pk>\d{1,18})$", views.transcript, name="transcript"),
    re_path(r"^watched/(?P<pk>\d{1,18})$", views.watched, name="watched"),
]
