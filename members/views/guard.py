"""Pages, pictures and documents at addresses of their own: each asks who may have it."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, Site
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail.views import serve as serve_page
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.update_translations import UpdateTranslationsView

from members.access import (
    Membership,
    is_staff,
    may_be_told_what_is_below,
    may_enter,
    may_open,
    membership_of,
    works_here,
)
from members.agencies import Agency
from members.carriers import may_have
from members.files import deliver
from members.requests import AccessRequest

__all__ = ["closed", "document", "enter_admin", "page", "picture", "serve", "snippets", "update_translations"]


def closed(request):
    """The answer to everybody who may not open something: sign in, or learn what is missing."""
    if request.user.is_authenticated:
        response = render(request, "members/not_a_member.html", standing_of(request.user), status=403)
    else:
        response = redirect_to_login(request.get_full_path(), reverse("account_login"))
    patch_cache_control(response, private=True, no_store=True)
    return response


def standing_of(user):
    """What to tell somebody who is not let in: where they stand, and since or until when."""
    standing = membership_of(user)
    facts = {"standing": standing.value}
    if standing == Membership.PENDING:
        facts["received_at"] = AccessRequest.objects.waiting().filter(email=user.email).first().created_at
    if standing == Membership.EXPIRED:
        agency = Agency.objects.with_access_end().filter(pk=user.agency_id).first()
        days = [user.access_extended_to, agency.access_ends_on if agency else None]
        last = max(filter(None, days), default=None)
        facts |= {"agency": agency, "ended_on": last if last and last <= timezone.localdate() else None}
    return facts


def serve(request, path):
    """A page, as Wagtail serves it. Where pages are closed, whoever may not enter cannot tell what exists."""
    try:
        return serve_page(request, path)
    except Http404:
        root = Site.find_for_request(request).root_page.localized.url_path
        steps = path.split("/")
        above = [f"{root}{'/'.join(steps[:end])}/" for end in range(1, len(steps))]
        nearest = Page.objects.live().filter(url_path__in=above).order_by("depth").last()
        if nearest and not may_be_told_what_is_below(request.user, nearest):
            return closed(request)
        raise


@require_safe
def page(request, pk):
    """Lead on to a page by its number, as links to private pages do. Strangers learn nothing from it."""
    found = Page.objects.live().filter(pk=pk).first()
    if found and found.url and may_open(request.user, found):
        return redirect(found.get_url(request))
    if may_enter(request.user) and not found:
        raise Http404
    return closed(request)


def enter_admin(request):
    """The admin's sign-in leads to the one door; somebody who is through it may just not work here."""
    if request.user.is_authenticated and not works_here(request.user):
        raise PermissionDenied
    return redirect(f"{reverse('account_login')}?{request.META.get('QUERY_STRING', '')}")


@require_admin_access
def snippets(request, app_label, model_name, **kwargs):
    """The translation editor's list of snippets, for whoever works with snippets of that kind."""
    model = get_snippet_model_from_url_params(app_label, model_name)
    rights = {"add", "change", "delete", "view"}
    if not model.snippet_viewset.permission_policy.user_has_any_permission(request.user, rights):
        raise PermissionDenied
    view = SnippetViewSet.as_view({"get": "retrieve" if kwargs else "list"})
    return view(request, app_label=app_label, model_name=model_name, **kwargs)


def may_publish(user, instance) -> bool:
    """Whether a person may make a change to a page or snippet public. What knows no drafts is public once changed."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    return user.has_perm(f"{instance._meta.app_label}.{get_permission_codename(action, instance._meta)}")


class UpdateTranslations(UpdateTranslationsView):
    """Wagtail Localize's own screen publishes for everybody who may submit; here approval comes first."""

    def get_form(self):
        form = super().get_form()
        work = self.object.translations.filter(enabled=True).select_related("source", "target_locale")
        if not all(may_publish(self.request.user, translation.get_target_instance()) for translation in work):
            field = form.fields["publish_translations"]
            field.disabled = True
            field.help_text = _("Only people who may publish can do this.")
        return form


update_translations = require_admin_access(UpdateTranslations.as_view())


@require_safe
def picture(request, name):
    """A rendition to whoever may have its picture; the original to staff alone. All else is not found."""
    images = get_image_model()
    rendition = images.get_rendition_model().objects.select_related("image__collection").filter(file=name).first()
    is_public = bool(rendition) and may_have(AnonymousUser(), rendition.image)
    if is_public or (rendition and may_have(request.user, rendition.image)):
        return deliver(request, rendition.file, is_public=is_public)
    original = images.objects.filter(file=name).first() if is_staff(request.user) else None
    if original:
        return deliver(request, original.file)
    raise Http404


@require_safe
def document(request, pk, filename):
    """A document to whoever may have it, also by its number alone. Strangers are asked to sign in whether it exists
    or not.
    """
    file = get_document_model().objects.select_related("collection").filter(pk=pk).first()
    exists = bool(file) and filename in ("", file.filename)
    is_public = exists and may_have(AnonymousUser(), file)
    if is_public or (exists and may_have(request.user, file)):
        document_served.send(sender=type(file), instance=file, request=request)
        download = file.content_disposition != "inline"
        return deliver(request, file.file, content_type=file.content_type, download=download, is_public=is_public)
    if request.user.is_authenticated:
        raise Http404
    return closed(request)
