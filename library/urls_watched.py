"""What a member has watched, the same in both languages."""

from django.urls import path

from library import views_watched

urlpatterns = [
    path("accounts/watched/", views_watched.watched_list, name="watched"),
    path("accounts/watched.csv", views_watched.watched_csv, name="watched_csv"),
]
