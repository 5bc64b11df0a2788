"""The first screen of the admin: what waits for the person who signed in, and where to begin."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast
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
from library.models import Publication, Video
from members.desk.agencies import ending_soon
from members.models import AccessRequest

__all__ = ["NextSteps", "Step", "steps_for"]

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Step:
    """Something to do: how often, in words, and the screen on which it is done."""

    count: int
    text: str
    url: str
    icon: str


def _access_requests(user):
    count = AccessRequest.objects.waiting().count()
    return Step(
        count,
        ngettext("access request waits for a decision", "access requests wait for a decision", count),
        f"{reverse('access_requests:index')}?status={AccessRequest.Status.WAITING}",
        "login",
    )


def _agencies_ending(user):
    count = ending_soon().count()
    return Step(
        count,
        ngettext("agency’s access ends within 60 days", "agencies’ access ends within 60 days", count),
        f"{reverse('agencies:index')}?access=ending",
        "date",
    )


def _approvals(user):
    count = TaskState.objects.reviewable_by(user).count()
    return Step(
        count,
        ngettext("change waits for your approval", "changes wait for your approval", count),
        reverse("wagtailadmin_reports:workflow") + "?reviewable=true",
        "clipboard-list",
    )


def _drafts(user):
    # Cast by hand: PostgreSQL does not compare a number with the text that a generic relation keeps.
    in_review = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
    ).values_list(Cast("object_id", BigIntegerField()))
    drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user, locked=False).exclude(
        pk__in=in_review
    )
    count = drafts.count()
    return Step(
        count,
        ngettext("draft of yours is not published yet", "drafts of yours are not published yet", count),
        reverse("wagtailadmin_explore_root"),
        "edit",
    )


def _untranslated(user):
    source = Locale.get_default()
    in_other_language = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True, alias_of=None)
    missing = sum(
        Page.objects.filter(locale=source, live=True, depth__gt=1)
        .exclude(Exists(in_other_language.filter(locale=locale)))
        .count()
        for locale in Locale.objects.exclude(pk=source.pk)
    )
    return Step(
        missing,
        ngettext("page has no Spanish version yet", "pages have no Spanish version yet", missing),
        reverse("wagtail_localize:translations_report"),
        "wagtail-localize-language",
    )


def _terms(user):
    today = timezone.localdate()
    listing = reverse(BoardMember.snippet_viewset.get_url_name("list"))
    ending = BoardMember.objects.filter(live=True, locale=Locale.get_default()).serving()
    count = ending.filter(term_ends_on__lte=today + SOON).count()
    return Step(
        count,
        ngettext("board member's term ends within 60 days", "board members' terms end within 60 days", count),
        f"{listing}?term_ends_on_from={today}&term_ends_on_to={today + SOON}",
        "user",
    )


def _captions(user):
    count = Video.objects.filter(captions=None).count()
    return Step(
        count,
        ngettext("video has no captions", "videos have no captions", count),
        reverse("videos:index"),
        "media",
    )


def _reviews(user):
    count = Publication.objects.to_review().values("translation_key").distinct().count()  # once in both languages
    return Step(
        count,
        ngettext("publication is past its review date", "publications are past their review date", count),
        reverse(Publication.snippet_viewset.get_url_name("list")) + "?review=due",
        "calendar-check",
    )


def _alt_texts(user):
    count = get_image_model().objects.filter(description="").count()
    return Step(
        count,
        ngettext("image has no description", "images have no description", count),
        reverse("wagtailimages:index"),
        "image",
    )


def _messages(user):
    week_ago = timezone.now() - timedelta(days=7)
    received = FormSubmission.objects.filter(page__in=get_forms_for_user(user), submit_time__gte=week_ago)
    count = received.count()
    return Step(
        count,
        ngettext("message came through a form this week", "messages came through a form this week", count),
        reverse("wagtailforms:index"),
        "mail",
    )


# What is looked at for whom: the permission that makes it this person's business.
CHECKS = [
    (_access_requests, "members.decide_accessrequest"),
    (_agencies_ending, "members.manage_members"),
    (_approvals, None),
    (_messages, "content.change_sitetext"),
    (_drafts, None),
    (_untranslated, "wagtail_localize.submit_translation"),
    (_terms, "home.change_boardmember"),
    (_reviews, "library.change_publication"),
    (_captions, "library.change_video"),
    (_alt_texts, "wagtailimages.change_image"),
]


def steps_for(user) -> list[Step]:
    """What waits for this person, in the order of urgency; nothing that counts zero."""
    steps = (check(user) for check, permission in CHECKS if permission is None or user.has_perm(permission))
    return [step for step in steps if step.count]


class NextSteps(Component):
    """The dashboard's first panel."""

    name = "next_steps"
    template_name = "home/admin/next_steps.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        home = page_permission_policy.instances_user_has_permission_for(user, "add").filter(depth=2).first()
        return {"steps": steps_for(user), "home": home}
