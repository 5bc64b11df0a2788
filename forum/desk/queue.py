"""Forum → Queue: reports and held posts, what is known about them, and the answers."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from forum import moderating
from forum.boards import MODERATE, Board
from forum.moderation import Act, Report, Review
from forum.notices import author_of
from forum.posting import EditConflict
from forum.posts import LONGEST, Post
from forum.topics import Status
from members.desk.lists import DeskList, without
from members.desk.rights import RightsPolicy

__all__ = ["QueueViewSet"]

Kind = Review.Kind


class State(django_filters.ChoiceFilter):
    def filter(self, rows, value):
        return {"open": rows.filter(decided_at=None), "done": rows.exclude(decided_at=None)}.get(value, rows)


class QueueFilterSet(WagtailFilterSet):
    state = State(label=_("Status"), choices=[("open", _("Open")), ("done", _("Decided"))], empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("All"))
    claimed = django_filters.ChoiceFilter(
        label=_("Claimed by"),
        choices=[("me", _("Me")), ("nobody", _("Nobody"))],
        empty_label=_("All"),
        method="by_claim",
    )
    why = django_filters.ChoiceFilter(
        label=_("Why"), field_name="reports__why", choices=Report.Why.choices, empty_label=_("All"), distinct=True
    )
    board = django_filters.ModelChoiceFilter(
        label=_("Board"), field_name="post__topic__board", queryset=Board.objects.all(), empty_label=_("All")
    )

    class Meta:
        model = Review
        fields = []

    def by_claim(self, queryset, name, value):
        """Only what is still to be decided."""
        user = self.request.user
        return queryset.open().filter(claimed_by=user) if value == "me" else queryset.unclaimed()


def status_of(review) -> str:
    if review.decided_at:
        return review.get_outcome_display()
    return gettext("Claimed") if review.claimed_by_id else gettext("Open")


class QueueIndexView(DeskList):
    nothing = _("Nothing waits. Reports from members and held first posts come here.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Topic")),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("board", label=_("Board"), accessor="post.topic.board"),
            Column("report_count", label=_("Times reported"), sort_key="report_count"),
            DateColumn("created_at", label=_("Since"), sort_key="created_at"),
            Column("claimed_by", label=_("Claimed by")),
            StatusTagColumn("state", label=_("Status"), accessor=status_of, primary=lambda row: row.is_open),
        ]

    def get_base_queryset(self):
        rows = Review.objects.select_related("post__topic__board", "claimed_by", "decided_by")
        return rows.annotate(report_count=Count("reports"))

    def order_queryset(self, queryset):
        """What is open comes first, the longest wait on top; then what was decided last."""
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.order_by(F("decided_at").desc(nulls_first=True), "created_at")

    def get_list_more_buttons(self, instance):
        label = _("Decide") if instance.is_open else _("Look at")
        return [MenuItem(label, url=self.get_edit_url(instance), icon_name="tasks", priority=10)]


@require_POST
def claim_next(request):
    """Claim what waits longest for somebody, of one kind where one is named, and lead to its screen."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    waiting = Review.objects.unclaimed()
    if (kind := request.GET.get("kind", "")) in Kind.values:
        waiting = waiting.filter(kind=kind)
    for review in waiting.select_related("post__topic")[:5]:
        if moderating.claim(review, by=request.user):  # nobody was quicker
            return redirect("forum_queue:decide", review.pk)
    messages.info(request, gettext("Nothing waits for somebody any more."))
    return redirect("forum_queue:index")


class DecisionForm(forms.Form):
    """A moderator's answer: the reason where there must be one, the text where it is changed."""

    body = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its author reads it when you reject or delete. It stands in the log in any case."),
    )

    def __init__(self, data=None, *, post: Post, act: str = ""):
        super().__init__(data, initial={"body": post.body, "version": post.version})
        self.fields["body"].widget.attrs["lang"] = post.topic.language
        self.fields["reason"].required = act in ("reject", "delete")
        if act in ("reject", "delete", "keep"):
            self.fields["body"].required = False

    def clean_body(self):
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you need the name"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is noted in the log with your name."),
    )


class DecideView(generic.PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One item with all that is known around it, and the answers."""

    template_name = "forum/admin/decide.html"
    permission_policy = None
    permission_required = "change"
    page_title = _("Queue")
    header_icon = "tasks"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not self.user_has_permission(self.permission_required):  # before a row is looked for
            raise PermissionDenied
        rows = Review.objects.select_related("post__topic__board", "post__author", "claimed_by", "decided_by")
        self.object = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": reverse("forum_queue:index"), "label": _("Queue")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        act, review = request.POST.get("act", ""), self.object
        if act in ("claim", "take_over"):
            if not moderating.claim(review, by=request.user, take_over=act == "take_over"):
                messages.warning(request, gettext("Somebody else has claimed it meanwhile."))
            return redirect("forum_queue:decide", review.pk)
        if act == "reveal":
            return self.reveal()
        form = DecisionForm(request.POST, post=review.post, act=act)
        if not form.is_valid():
            messages.error(request, gettext("Nothing was done yet. Look at the errors below."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            done = self.decide(act, form.cleaned_data)
        except moderating.AlreadyDecided as error:
            return self.too_late(error.review)
        except EditConflict:
            messages.warning(request, gettext("The post was changed meanwhile. This is what it says now."))
            return redirect("forum_queue:decide", review.pk)
        if not done:
            return redirect("forum_queue:decide", review.pk)
        messages.success(request, gettext("Decided. Everybody whom it concerns is told."))
        return redirect("forum_queue:index")

    def decide(self, act: str, answers: dict) -> bool:
        """Do what the button says, where it fits the item."""
        review, by = self.object, self.request.user
        body, reason, version = answers["body"], answers["reason"], answers["version"]
        match review.kind, act:
            case Kind.HELD, "approve":
                if version != review.post.version:
                    raise EditConflict(review.post)
                moderating.approve(review, by=by, body=body)
            case Kind.HELD, "reject":
                moderating.reject(review, by=by, reason=reason)
            case Kind.REPORT, "keep":
                moderating.keep(review, by=by, reason=reason)
            case Kind.REPORT, "edit":
                moderating.edit_reported(review, by=by, body=body, version=version, reason=reason)
            case Kind.REPORT, "delete":
                moderating.remove_reported(review, by=by, reason=reason)
            case _:
                messages.error(self.request, gettext("Choose what to do."))
                return False
        return True

    def reveal(self):
        """The name, on this one answer and nowhere else."""
        form = RevealForm(self.request.POST)
        context = {"reveal_form": form}
        if form.is_valid() and self.object.post.is_anonymous:
            reason = form.cleaned_data["reason"]
            context["revealed"] = moderating.reveal(self.object.post, by=self.request.user, reason=reason)
        return self.render_to_response(self.get_context_data(**context))

    def too_late(self, review):
        if review.is_open:
            words = gettext("Nothing was done: %(who)s has claimed it.") % {"who": review.claimed_by}
        else:
            words = gettext("Nothing was done: %(who)s decided on %(when)s. The answer was: %(answer)s.") % {
                "who": review.decided_by or gettext("somebody"),
                "when": timezone.localtime(review.decided_at).strftime("%Y-%m-%d, %H:%M"),
                "answer": review.get_outcome_display(),
            }
        messages.warning(self.request, words)
        return redirect("forum_queue:decide", review.pk)

    def get_context_data(self, **kwargs):
        review, post = self.object, self.object.post
        mine = review.claimed_by_id in (None, self.request.user.pk)
        context = {
            "review": review,
            "post": post,
            "topic": post.topic,
            "reports": review.reports.select_related("reporter"),
            "before": post.topic.posts.filter(status=Status.PUBLISHED, position__lt=post.position)
            .select_related("author")
            .order_by("-position")[:3],
            "earlier": Act.objects.filter(Q(post=post) | Q(topic=post.topic)).select_related("by")[:20],
            "author": None if post.is_anonymous else author_of(post),
            "may_decide": review.is_open and mine,
            "is_claimed_by_other": review.is_open and not mine,
        }
        kwargs.setdefault("form", DecisionForm(post=post))
        kwargs.setdefault("reveal_form", RevealForm())
        return super().get_context_data(**kwargs) | context


class QueueViewSet(ModelViewSet):
    model = Review
    name = "forum_queue"
    icon = "tasks"
    menu_label = _("Queue")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = QueueIndexView
    filterset_class = QueueFilterSet
    search_fields = ["post__topic__title", "post__body"]
    search_backend_name = None
    exclude_form_fields = []
    permission_policy = RightsPolicy(Review, view=MODERATE, change=MODERATE)

    def get_url_name(self, view_name):
        """An item is never edited, it is decided."""
        return super().get_url_name("decide" if view_name == "edit" else view_name)

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["add_url_name", "delete_url_name", "usage_url_name", "history_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def get_urlpatterns(self):
        return [
            *without(super().get_urlpatterns(), "add", "edit", "delete", "usage", "history", "history_results"),
            path("claim-next/", claim_next, name="claim_next"),
            path("decide/<int:pk>/", self.construct_view(DecideView), name="decide"),
        ]
