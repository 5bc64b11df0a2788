"""What staff see of privacy: what is private, to whom, in which languages, and what a stranger really gets."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import FileField
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, get_page_models
from wagtail.permissions import page_permission_policy

from members.access import MembersOnly, OpenTo, WithAudience, private_types, restrictions_above

__all__ = ["PrivacyReport", "Section", "Stranger", "private_sections"]


class Stranger(BaseHandler):
    """Asks the site itself, through all its middleware, as somebody who is not signed in."""

    def __init__(self):
        self.load_middleware()

    def ask(self, path: str) -> int:
        """The status of the answer to GET `path`."""
        site = urlsplit(settings.SITE_URL)
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": io.BytesIO(),
        }
        with translation.override(translation.get_language()):
            # Not closed: that would end the request we are in, and drop its database connection.
            return self.get_response(WSGIRequest(environ)).status_code


@dataclass
class Section:
    """A private page with everything under it, in one language."""

    page: Page
    stranger: Stranger

    @property
    def is_private_by_type(self) -> bool:
        says_so = isinstance(self.page.specific, WithAudience) and self.page.specific.audience == OpenTo.MEMBERS
        return says_so or issubclass(self.page.specific_class, MembersOnly)

    @cached_property
    def groups(self) -> list[str]:
        """The groups that the nearest restriction names."""
        row = restrictions_above(self.page).first()
        return sorted(group.name for group in row.groups.all()) if row else []

    @cached_property
    def page_count(self) -> int:
        return self.page.get_descendants(inclusive=True).live().count()

    @cached_property
    def file_count(self) -> int:
        """How many different files the section's pages carry: pictures, documents, videos."""
        pages = self.page.get_descendants(inclusive=True).values_list("pk", flat=True)
        references = ReferenceIndex.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(pk) for pk in pages]
        )
        carried = set(references.values_list("to_content_type", "to_object_id"))
        return sum(_has_file(content_type) for content_type, _pk in carried)

    @cached_property
    def answer(self) -> int | None:
        """The status a stranger gets; None for a page that is not published."""
        return self.stranger.ask(self.page.get_url()) if self.page.live and self.page.get_url() else None

    @property
    def is_open(self) -> bool:
        """Whether a stranger gets the page all the same. Then something is wrong."""
        return self.answer == 200


def _has_file(content_type: int) -> bool:
    model = ContentType.objects.get_for_id(content_type).model_class()
    return bool(model) and any(isinstance(field, FileField) for field in model._meta.get_fields())


def private_sections() -> list[Section]:
    """Every page where privacy begins: restricted itself, or private by type under a public page."""
    restricted = PageViewRestriction.objects.values("page")
    pages = Page.objects.filter(pk__in=restricted) | Page.objects.type(*private_types())
    for model in get_page_models():
        if issubclass(model, WithAudience):
            pages |= Page.objects.filter(pk__in=model.objects.filter(audience=OpenTo.MEMBERS).values("pk"))
    stranger, sections, above = Stranger(), [], None
    for page in pages.distinct().select_related("locale", "content_type").order_by("path"):
        # A page of a private type inside such a section starts nothing new.
        if above and page.path.startswith(above.path) and not page.view_restrictions.exists():
            continue
        above = page
        sections.append(Section(page, stranger))
    return sections


class PrivacyReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Reports → Privacy, for everybody who works on pages."""

    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]

    page_title = _("Privacy")
    header_icon = "lock"
    template_name = "members/admin/privacy_report.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sections": private_sections()}
