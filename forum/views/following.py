"""What one hears of the forum, and how to stop it, with or without signing in."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forum.boards import Board
from forum.following import BoardChoice, Frequency, Preferences, TopicFollow, boards_by_frequency
from forum.forms import FollowingForm
from forum.notices import stopped_by
from forum.topics import Topic
from forum.views.guard import forum_view, place

__all__ = ["following", "stop"]


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def following(request):
    """How often for each board, at which hour; and the topics followed."""
    person = request.user
    boards = list(Board.objects.readable_by(person))
    choices = {choice.board_id: choice for choice in BoardChoice.objects.filter(person=person)}
    preferences = Preferences.objects.filter(person=person).first() or Preferences(person=person)
    form = FollowingForm(request.POST or None, boards=boards, choices=choices, preferences=preferences)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            answers = form.cleaned_data
            facts = {name: answers[name] for name in ("hour", "wants_mentions")}
            Preferences.objects.update_or_create(person=person, defaults=facts)
            BoardChoice.objects.bulk_create(
                [
                    BoardChoice(
                        person=person,
                        board=board,
                        frequency=answers[f"frequency_{board.pk}"],
                        is_followed=answers[f"new_{board.pk}"],
                    )
                    for board in boards
                ],
                update_conflicts=True,
                unique_fields=["person", "board"],
                update_fields=["frequency", "is_followed"],
            )
            messages.success(request, _("Saved."))
            return redirect("forum_following")
        status = 400
    title = _("Forum notifications")
    place(request, title)
    follows = TopicFollow.objects.filter(person=person).values("topic")
    topics = Topic.objects.visible_to(person).filter(pk__in=follows).order_by("-last_post_at")[:100]
    context = {"form": form, "topics": topics, "title": title, "crumb": title, "forum": request.forum}
    return render(request, "forum/following.html", context, status=status)


def _stop(person, what: str, pk: int | None) -> None:
    """End one kind of mail; whether it had ended already makes no difference."""
    if what == "topic":
        TopicFollow.objects.filter(person=person, topic=pk).delete()
    elif what == "board":
        BoardChoice.objects.filter(person=person, board=pk).update(is_followed=False)
    elif what == "mentions":
        Preferences.objects.update_or_create(person=person, defaults={"wants_mentions": False})
    elif what in (Frequency.DAILY, Frequency.WEEKLY):
        for board in boards_by_frequency(person, what):
            facts = {"frequency": Frequency.NEVER}
            BoardChoice.objects.update_or_create(person=person, board=board, defaults=facts)


@csrf_exempt  # mail programs post here of themselves (RFC 8058); the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """End mail of one kind. Opening the page only asks: programs that look into mail open addresses."""
    request.is_private = True
    found = stopped_by(token)
    person = found and get_user_model().objects.filter(pk=found[0], is_active=True).first()
    if not person:
        return render(request, "forum/stop.html", {"state": "unknown"}, status=404)
    _pk, what, pk = found
    if request.method == "POST":
        _stop(person, what, pk)
        return render(request, "forum/stop.html", {"state": "stopped", "what": what})
    return render(request, "forum/stop.html", {"state": "asks", "what": what})
