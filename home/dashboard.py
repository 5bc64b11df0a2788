"""The first screen of the admin: what waits for the person who signed in, and where to begin."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from home.models import BoardMember
from home.translations import finished_translations, untranslated_pages
from library.models import Publication, Video
from members.desk.agencies import ending_soon
from members.models import AccessRequest
from members.work_list import Work, waits, work_of

__all__ = ["NextSteps"]

SOON = timedelta(days=60)


@waits(order=10, right="members.decide_accessrequest", is_mailed=True)
def _access_requests(user):
    count = AccessRequest.objects.waiting().count()
    return Work(
        count,
        ngettext("access request waits for a decision", "access requests wait for a decision", count),
        f"{reverse('access_requests:index')}?status={AccessRequest.Status.WAITING}",
        "login",
    )


@waits(order=30, right="members.manage_members")
def _agencies_ending(user):
    count = ending_soon().count()
    return Work(
        count,
        ngettext("agency’s access ends within 60 days", "agencies’ access ends within 60 days", count),
        f"{reverse('agencies:index')}?access=ending",
        "date",
    )


@waits(order=40, is_mailed=True)
def _approvals(user):
    count = TaskState.objects.reviewable_by(user).count()
    return Work(
        count,
        ngettext("change waits for your approval", "changes wait for your approval", count),
        reverse("wagtailadmin_reports:workflow") + "?reviewable=true",
        "clipboard-list",
    )


@waits(order=45, is_mailed=True)
def _translations_to_publish(user):
    may_publish = page_permission_policy.user_has_permission(user, "publish")
    count = finished_translations(user).count() if may_publish else 0
    return Work(
        count,
        ngettext("translation waits to be published", "translations wait to be published", count),
        reverse("finished_translations_report"),
        "check",
    )


@waits(order=60)
def _drafts(user):
    # Cast by hand: PostgreSQL does not compare a number with the text that a generic relation keeps.
    in_review = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
    ).values_list(Cast("object_id", BigIntegerField()))
    drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user, locked=False).exclude(
        Q(pk__in=in_review) | Exists(finished_translations().filter(pk=OuterRef("pk")))
    )
    count = drafts.count()
    return Work(
        count,
        ngettext("draft of yours is not published yet", "drafts of yours are not published yet", count),
        reverse("wagtailadmin_explore_root"),
        "edit",
    )


@waits(order=65)
def _own_translations(user):
    """For whoever may not publish: nothing to do but to know where it lies."""
    may_publish = page_permission_policy.user_has_permission(user, "publish")
    count = 0 if may_publish else finished_translations(user).count()
    return Work(
        count,
        ngettext(
            "translation of yours waits for a moderator to publish it",
            "translations of yours wait for a moderator to publish them",
            count,
        ),
        reverse("finished_translations_report"),
        "check",
    )


@waits(order=70, right="wagtail_localize.submit_translation")
def _untranslated(user):
    count = untranslated_pages().count()
    return Work(
        count,
        ngettext("page has no Spanish version yet", "pages have no Spanish version yet", count),
        reverse("untranslated_pages_report"),
        "wagtail-localize-language",
    )


@waits(order=80, right="home.change_boardmember")
def _terms(user):
    today = timezone.localdate()
    listing = reverse(BoardMember.snippet_viewset.get_url_name("list"))
    ending = BoardMember.objects.filter(live=True, locale=Locale.get_default()).serving()
    count = ending.filter(term_ends_on__lte=today + SOON).count()
    return Work(
        count,
        ngettext("board member's term ends within 60 days", "board members' terms end within 60 days", count),
        f"{listing}?term_ends_on_from={today}&term_ends_on_to={today + SOON}",
        "user",
    )


@waits(order=100, right="library.change_video", is_mailed=True)
def _captions(user):
    count = Video.objects.filter(captions=None).count()
    return Work(
        count,
        ngettext("video has no captions", "videos have no captions", count),
        reverse("videos:index"),
        "media",
    )


@waits(order=90, right="library.change_publication", is_mailed=True)
def _reviews(user):
    count = Publication.objects.to_review().values("translation_key").distinct().count()  # once in both languages
    return Work(
        count,
        ngettext("publication is past its review date", "publications are past their review date", count),
        reverse(Publication.snippet_viewset.get_url_name("list")) + "?review=due",
        "calendar-check",
    )


@waits(order=110, right="wagtailimages.change_image")
def _alt_texts(user):
    count = get_image_model().objects.filter(description="").count()
    return Work(
        count,
        ngettext("image has no description", "images have no description", count),
        reverse("wagtailimages:index"),
        "image",
    )


@waits(order=50, right="content.change_sitetext")
def _messages(user):
    week_ago = timezone.now() - timedelta(days=7)
    received = FormSubmission.objects.filter(page__in=get_forms_for_user(user), submit_time__gte=week_ago)
    count = received.count()
    return Work(
        count,
        ngettext("message came through a form this week", "messages came through a form this week", count),
        reverse("wagtailforms:index"),
        "mail",
    )


class NextSteps(Component):
    """The dashboard's first panel."""

    name = "next_steps"
    template_name = "home/admin/next_steps.html"
    order = 50

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        user = request.user
        home = page_permission_policy.instances_user_has_permission_for(user, "add").filter(depth=2).first()
        return {"steps": work_of(user), "home": home, "csrf_token": get_token(request)}
