"""Events in the planted site: one for everybody, one for members, a draft, and what nobody else may read of them."""

from datetime import timedelta

from django.utils import timezone

from events.models import CalendarAddress, EventPage, EventsPage, RecipientList, Registration
from tests.builders import a_page

__all__ = ["event_forms", "plant_events"]


def plant_events(site, anybody: str, members: str, never: str) -> None:
    """Plant events before the pages are translated; the letters are those of the markers' readers."""

    def event(letter, what, **fields):
        starts_at = timezone.now() + timedelta(days=5)
        words = site.words(letter, what) | {
            name: site.plant(letter, f"{what}: {name}") for name in ("venue", "accommodations")
        }
        made = a_page(
            EventPage,
            site.events,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            join_url=f"https://meet.example/{site.plant(never, f'{what}: link to join')}",
            **words,
            **fields,
        )
        site.pages.append(made)
        return made

    site.events = a_page(EventsPage, **site.words(anybody, "list of events") | {"show_in_menus": True})
    site.pages.append(site.events)
    site.event = event(anybody, "event", is_open_to_public=True)
    site.members_event = event(members, "event for members", audience="members")
    event(never, "draft of an event", live=False)
    # Who comes and what they answered is read by staff of events, in the admin.
    site.guest = Registration.objects.create(
        event=site.event,
        email=f"{site.plant(never, 'guest: email')}@example.org",
        name=site.plant(never, "guest: name"),
        organization=site.plant(never, "guest: organization"),
        answers={"x": site.plant(never, "guest: answer")},
        status="registered",
    )
    site.recipients = RecipientList.objects.create(
        name=site.plant(never, "list"), addresses=f"{site.plant(never, 'list: address')}@example.org"
    )
    CalendarAddress.renew(site.people["member"])


def event_forms(site):
    """The addresses of forms about events that are open to everybody; the guest's own is a secret."""
    pages = EventPage.objects.live().filter(translation_key=site.event.translation_key)
    return [
        *(f"{page.get_url()}register/" for page in pages),
        *(f"{prefix}/event-registrations/{site.guest.token}/" for prefix in ("", "/es")),
    ]
