"""What is to be translated, and which translations are finished and wait for somebody to publish them."""

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
)

__all__ = ["finished_translations", "has_translated", "untranslated_pages"]


def untranslated_pages():
    """Published pages in the site's first language that do not exist in Spanish, not even as a draft."""
    spanish = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code="es", alias_of=None
    )
    published = Page.objects.filter(locale=Locale.get_default(), live=True, depth__gt=1)
    return published.filter(alias_of=None).exclude(Exists(spanish))  # an alias follows its page


def _worked_on_at(model):
    """When somebody worked last on a page's strings or on what it shows in their place."""
    work = model.objects.filter(context__object_id=OuterRef("translation_key"), locale=OuterRef("locale"))
    return Subquery(work.values("context__object_id").annotate(last=Max("updated_at")).values("last"))


def _written_at():
    """When Wagtail Localize made the page of the translation for the last time."""
    logs = TranslationLog.objects.filter(source__object_id=OuterRef("translation_key"), locale=OuterRef("locale"))
    return Subquery(logs.values("source__object_id").annotate(last=Max("created_at")).values("last"))


def _finished():
    """Every string has its translation, as `Translation.get_progress()` counts them; one with an error has none."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    missing = StringSegment.objects.filter(source=OuterRef("source")).exclude(Exists(translated))
    work = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale"), enabled=True
    )
    return Exists(work.exclude(Exists(missing)))


def has_translated(user):
    """Whether a person sent a page to be translated or translated some of it."""
    theirs = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"), locale=OuterRef("locale"), last_translated_by=user
    )
    return Q(latest_revision__user=user) | Exists(theirs)


def finished_translations(user=None):
    """Pages that are translated to the end, while readers see nothing or an older text of them.

    To `user`, those that they may publish, and their own. What was taken from the site does not wait to return,
    until somebody works on it again.
    """
    is_new = Q(live=False, first_published_at=None) | Q(written_at=None)
    is_changed = Q(written_at__lt=_worked_on_at(StringTranslation)) | Q(written_at__lt=_worked_on_at(SegmentOverride))
    pages = Page.objects.alias(written_at=_written_at()).filter(is_new | is_changed, _finished(), alias_of=None)
    if user is None:
        return pages
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return pages.filter(Q(pk__in=publishable.values("pk")) | has_translated(user))
