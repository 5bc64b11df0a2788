"""One's own events, and registrations reached from a mail. In both languages."""

from django.urls import path

from events import views

urlpatterns = [
    path("accounts/events/", views.my_events, name="my_events"),
    path("event-registrations/<str:token>/", views.registration, name="event_registration"),
    path("event-registrations/<str:token>/join/", views.registration_join, name="event_registration_join"),
]
