"""Nothing unfinished is published, by whatever button.

Wagtail lets a draft be incomplete and checks it when somebody publishes or submits it in the editor.
These are the three other ways to the public: approving what was changed while it waited, publishing
many pages at once, and sending a page or snippet to be translated.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator

__all__ = ["FinishedWhileWaitingForm", "is_unfinished", "refuse_unfinished_pages"]


class FinishedWhileWaitingForm(WagtailAdminPageForm):
    """A page that waits for approval can only be saved complete, since approving publishes what was saved last."""

    def defer_required_fields(self):
        if not (self.instance.pk and self.instance.workflow_in_progress):
            super().defer_required_fields()


def is_unfinished(page: Page) -> bool:
    """Whether the newest draft of a page could not be published from the editor."""
    draft = page.get_latest_revision_as_object()
    try:
        draft.full_clean()
        if body := getattr(draft, "body", None):
            body.stream_block.clean(body)
    except ValidationError:
        return True
    return False


def refuse_unfinished_pages(request, action_type, objects, action):
    """Stop a bulk publication that contains unfinished pages, and name them."""
    if request.method != "POST" or action_type != "publish":
        return None
    pages = list(objects)
    if request.POST.get("include_descendants"):
        pages += [draft for page in objects for draft in page.get_descendants().not_live().specific()]
    unfinished = [page.get_admin_display_title() for page in pages if isinstance(page, Page) and is_unfinished(page)]
    if not unfinished:
        return None
    names = ", ".join(unfinished)
    messages.error(
        request,
        _("Nothing was published. Open these pages and finish them first: %(names)s") % {"names": names},
    )
    return redirect(action.next_url)


def _keep_what_readers_see(save_target):
    """Wagtail Localize saves a translation as a draft only when its original is sent to be translated.

    What is published in that language already, a partner on the page or the page itself, stays as it is until
    somebody publishes its translation; saving it would take it from the site. An alias turns into a page of its own,
    or there would be nothing to edit; readers see the same.
    The page above that does not exist in that language yet goes along to be translated, as a draft. Left to itself,
    Wagtail Localize puts an alias there, and with it the untranslated text before the public.
    """

    @wraps(save_target)
    def save(self, user=None, publish=True):
        there = self.source.object.get_instance_or_none(self.target_locale)
        if not there:
            _translate_page_above(self, user)
        if publish or not getattr(there, "live", False) or getattr(there, "alias_of_id", None):
            save_target(self, user=user, publish=publish)

    return save


def _translate_page_above(translation: Translation, user) -> None:
    original = translation.source.get_source_instance()
    above = original.get_parent() if isinstance(original, Page) else None
    if above and not above.is_root() and not above.has_translation(translation.target_locale):
        TranslationCreator(user, [translation.target_locale]).create_translations(above)


Translation.save_target = _keep_what_readers_see(Translation.save_target)
