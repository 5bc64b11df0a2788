"""What the Resource Center's first page says to the person who opened it."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.cases import Case, Status
from members.access import is_member, is_staff
from members.directory import Reader
from members.joining import coordinates
from members.models import AccessRequest, Agency

__all__ = ["Need", "agency_of", "needs_of", "requests_of"]

SOON = timedelta(days=60)
REQUESTS_SHOWN = 5


@dataclass(frozen=True)
class Need:
    """Something that waits for the person: what it is, what to do, and where."""

    text: str
    label: str
    url: str


def agency_of(person) -> Agency | None:
    """The member's agency with `access_ends_on` and `colleagues`, the number of its members whom the person finds."""
    if not (is_member(person) and person.agency_id):
        return None
    agency = Agency.objects.with_access_end().get(pk=person.agency_id)
    agency.colleagues = Reader.of(person).finds().filter(agency=agency).count()
    return agency


def requests_of(person):
    """The person's drafts and open requests for assistance, the newest first."""
    mine = Case.objects.of(person).filter(requester=person.pk).exclude(status=Status.CLOSED)
    return mine.select_related("requester").order_by("-pk")[:REQUESTS_SHOWN]


def needs_of(person, agency: Agency | None) -> list[Need]:
    """What waits for the person, the most pressing first; `agency` as `agency_of` gives it."""
    if not person.is_authenticated:  # the editor's preview
        return []
    needs = []
    if agency and coordinates(person, agency):
        count = AccessRequest.objects.waiting().filter(agency=agency).count()
        if count:
            words = ngettext(
                "%(count)s person asks to join your agency.", "%(count)s people ask to join your agency.", count
            )
            needs.append(Need(words % {"count": count}, _("Decide"), reverse("my_agency")))
    for case in Case.objects.of(person).filter(requester=person.pk, status=Status.WAITING)[:REQUESTS_SHOWN]:
        words = _("We wait for your answer about your request for assistance #%(number)s.") % {"number": case.pk}
        needs.append(Need(words, _("Answer the question"), reverse("assistance_case", args=[case.pk])))
    if agency and agency.access_ends_on and agency.access_ends_on <= timezone.localdate() + SOON:
        day = date_format(agency.access_ends_on, "DATE_FORMAT")
        words = _("Your agency’s access ends on %(day)s. If a new award or an extension is on its way, tell us.")
        needs.append(Need(words % {"day": day}, _("See your agency"), reverse("my_agency")))
    if is_member(person) and not (person.role and person.biography):
        words = _("Colleagues find you by what you work on. Your profile says little about it yet.")
        needs.append(Need(words, _("Complete your profile"), reverse("profile")))
    if not is_mfa_enabled(person) and not is_staff(person):
        words = _("A second step at sign-in protects what members tell each other in confidence.")
        needs.append(Need(words, _("Set up a second factor"), reverse("mfa_index")))
    return needs
