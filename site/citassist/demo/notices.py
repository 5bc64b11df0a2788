"""What stands on every page: the crisis line, the funding, the program's contact, and one alert to come."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, Site

from citassist.demo.keys import key_of
from citassist.demo.references import noted_once
from content.models import Alert, EditorialSnippet, ProgramSettings, SiteText

__all__ = ["make", "publish"]


def publish(snippets: dict[str, EditorialSnippet], author) -> list[EditorialSnippet]:
    """Save and publish the snippets whose key is new, in English; return those."""
    english = Locale.get_default()
    made = []
    with noted_once(made):
        for name, snippet in snippets.items():
            key = key_of(name)
            if type(snippet).objects.filter(translation_key=key, locale=english).exists():
                continue
            snippet.translation_key, snippet.locale, snippet.live = key, english, True
            snippet.full_clean()
            snippet.save()
            snippet.save_revision(user=author).publish(user=author)
            made.append(type(snippet).objects.get(pk=snippet.pk))
    return made


def make(author) -> list[EditorialSnippet]:
    """Make the notices that are missing, and fill the settings if they are empty."""
    settings = ProgramSettings.for_site(Site.objects.get(is_default_site=True))
    if not settings.agreement_number:
        settings.agreement_number = "15JCOPS-00-DEMO"
        settings.contact_email = "info@example.org"
        settings.contact_phone = "301-555-0188"
        settings.save()
    snippets = {"alert:maintenance": maintenance()}
    if not SiteText.objects.filter(locale=Locale.get_default()).exists():  # one a language, whoever wrote it
        snippets["site-text"] = site_text()
    return publish(snippets, author)


def site_text() -> SiteText:
    return SiteText(
        crisis_notice=(
            '<p>In crisis, or worried about someone? <b><a href="tel:988">Call or text 988</a></b>, any hour.</p>'
        ),
        powered_by="Powered by the National Center for Policing Innovation",
        funding_acknowledgement=(
            "<p>This project was supported, in whole or in part, by a cooperative agreement awarded by the "
            "U.S. Department of Justice, Office of Community Oriented Policing Services.</p>"
        ),
        disclaimer=(
            "<p>The opinions on this site are those of its authors and contributors. They do not necessarily "
            "state the official position or policies of the U.S. Department of Justice. Naming an agency, a "
            "company or a product here does not endorse it; such references only help to explain the "
            "subject.</p>"
        ),
    )


def maintenance() -> Alert:
    """An alert that lies ahead, so that editors see one waiting and visitors see none."""
    start = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=60)
    return Alert(
        title="Resource Center closed for two hours",
        message=(
            "<p>The Resource Center closes this evening from 6 to 8 p.m. Eastern Time while we update it. "
            "The public pages stay open. <b>This notice is demonstration data.</b></p>"
        ),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )
