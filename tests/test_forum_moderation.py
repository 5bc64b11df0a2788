"""Reports, the queue, topics moved, merged and split, suspensions, and the log of it all."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from forum import moderating
from forum.drafts import keep_draft
from forum.following import follow_topic
from forum.limits import Refusal
from forum.models import Act, Board, Draft, Post, PostingSuspension, Report, Review, Topic, TopicFollow
from forum.moderating import AlreadyDecided
from forum.posting import delete
from forum.reading import mark_read, unread_topics
from members.letters import Letter
from tests.builders import a_member, a_user
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture
def moderator(client):
    person = a_moderator(first_name="Omar", last_name="Keeper")
    client.force_login(person)
    return person


@pytest.fixture
def mails(django_capture_on_commit_callbacks):
    """Do something as in a transaction that ends well; the mail that leaves by it."""

    def after(act):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return after


def a_report(post=None, by=None, **fields):
    post = post or a_topic(a_member())
    return moderating.report(post, by=by or a_member(), **{"why": "unkind", "words": "Look"} | fields)


def path_of(review):
    return f"/cms/forum_queue/decide/{review.pk}/"


def answer(post, act, **fields):
    return {"act": act, "body": post.body, "version": post.version, "reason": ""} | fields


def text_of(response):
    return response.content.decode()


def test_reports_of_one_post_are_one_item_and_each_person_counts_once(forum):
    post, reporter = a_topic(a_member()), a_member()
    a_report(post, reporter)
    a_report(post, reporter, words="Again")
    a_report(post)
    review = Review.objects.get()
    assert review.reports.count() == 2
    assert review.reports.get(reporter=reporter).words == "Again"


def test_a_member_reports_on_the_site_and_hears_back(client, forum, mails):
    post, reporter = a_topic(a_member()), a_member()
    client.force_login(reporter)
    assert client.post(f"/forum/posts/{post.pk}/report/", {"why": "nonsense"}).status_code == 400
    client.post(f"/forum/posts/{post.pk}/report/", {"why": "wrong", "words": "Please look"})
    client.force_login(a_moderator())
    review = Review.objects.get()
    assert "Please look" in text_of(client.get(path_of(review)))
    (letter,) = mails(lambda: client.post(path_of(review), answer(post, "keep")))
    assert letter.to == [reporter.email]
    assert "left it as it is" in letter.body


def test_a_reported_post_is_deleted_with_a_reason_that_its_author_reads(client, forum, moderator, mails):
    author = a_member()
    post = a_reply(a_topic(a_member()).topic, author, "Something unkind")
    report = a_report(post)
    response = client.post(path_of(report.review), answer(post, "delete"))
    assert response.status_code == 200  # the reason is missing
    post.refresh_from_db()
    assert post.is_published
    sent = mails(lambda: client.post(path_of(report.review), answer(post, "delete", reason="Not kind.")))
    assert {tuple(letter.to) for letter in sent} == {(author.email,), (report.reporter.email,)}
    assert "Not kind." in next(letter for letter in sent if letter.to == [author.email]).body
    post.refresh_from_db()
    assert (post.status, post.is_removed, post.reason) == ("deleted", True, "Not kind.")
    client.force_login(author)
    client.post(f"/forum/posts/{post.pk}/restore/")
    post.refresh_from_db()
    assert post.status == "deleted"  # only a moderator brings back what a moderator removed
    moderating.restore_as_moderator(post, by=moderator)
    post.refresh_from_db()
    assert post.is_published
    assert list(Act.objects.values_list("what", flat=True)) == ["restore", "delete"]


def test_a_moderators_edit_keeps_what_was_said_before(client, forum, moderator):
    post = a_topic(a_member(), body="The name is in here")
    report = a_report(post)
    client.post(path_of(report.review), answer(post, "edit", body="It is not"))
    post.refresh_from_db()
    assert post.body == "It is not"
    assert post.revisions.get().body == "The name is in here"
    assert post.revisions.get().editor == moderator


def test_a_held_post_is_published_and_counts_from_then_on(client, forum, moderator, mails):
    author, follower = a_member(), a_member()
    topic = a_topic(a_member()).topic
    Board.objects.update(holds_first_posts=True)
    post = a_reply(topic, author, "My first words")
    mark_read(follower, topic, 2)
    a_reply(topic, topic.author, "Said meanwhile")
    mark_read(follower, topic, 3)
    assert not unread_topics(follower).exists()
    sent = mails(lambda: client.post(path_of(Review.objects.get()), answer(post, "approve")))
    assert [letter.to for letter in sent] == [[author.email]]
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.is_published, post.position, topic.reply_count) == (True, 4, 2)
    assert unread_topics(follower).get() == topic  # it comes last, so nobody misses it
    Post.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert a_reply(topic, author, "My second").is_published


def test_a_held_topic_is_rejected_with_a_reason(client, forum, moderator, mails):
    board, author = a_board(holds_first_posts=True), a_member()
    post = a_topic(author, board)
    sent = mails(lambda: client.post(path_of(Review.objects.get()), answer(post, "reject", reason="Ask elsewhere.")))
    assert [letter.to for letter in sent] == [[author.email]]
    assert "Ask elsewhere." in sent[0].body
    client.force_login(author)
    page = text_of(client.get(f"/forum/topics/{post.topic_id}/"))
    assert "Ask elsewhere." in page
    assert Topic.objects.get().status == "rejected"


def test_who_claimed_it_decides_unless_somebody_takes_over(client, forum, moderator):
    review = a_report().review
    other = a_moderator()
    assert moderating.claim(review, by=other)
    assert not moderating.claim(review, by=moderator)
    with pytest.raises(AlreadyDecided):
        moderating.keep(review, by=moderator)
    assert "Take over" in text_of(client.get(path_of(review)))
    response = client.post(path_of(review), answer(review.post, "keep"), follow=True)
    assert "has claimed it" in text_of(response)
    client.post(path_of(review), {"act": "take_over"})
    client.post(path_of(review), answer(review.post, "keep"))
    review.refresh_from_db()
    assert (review.decided_by, review.outcome) == (moderator, "kept")
    with pytest.raises(AlreadyDecided):
        moderating.keep(review, by=other)


@pytest.mark.parametrize("act", ["approve", "reject", "nonsense", ""])
def test_an_answer_that_does_not_fit_does_nothing(client, forum, moderator, act):
    review = a_report().review
    client.post(path_of(review), answer(review.post, act, reason="x"))
    review.refresh_from_db()
    assert review.is_open


# --- topics


def test_pinned_locked_and_back(client, forum, moderator):
    topic = a_topic(a_member()).topic
    for act, pinned, locked in [("pin", True, False), ("lock", True, True), ("unpin", False, True), ("unlock", 0, 0)]:
        client.post(f"/forum/topics/{topic.pk}/moderate/", {"act": act})
        topic.refresh_from_db()
        assert (topic.is_pinned, topic.is_locked) == (pinned, locked)
    assert Act.objects.count() == 4


def test_a_topic_moves_with_its_counts(client, forum, moderator):
    here, there = a_board(), a_board()
    topic = a_topic(a_member(), here).topic
    a_reply(topic, a_member())
    client.post(f"/forum/topics/{topic.pk}/moderate/", {"act": "move", "board": there.pk})
    for board in (here, there):
        board.refresh_from_db()
    assert (here.topic_count, here.post_count, here.last_topic) == (0, 0, None)
    assert (there.topic_count, there.post_count, there.last_topic) == (1, 2, topic)


def test_merged_topics_are_one_and_the_old_address_leads_on(client, forum, moderator):
    board = a_board()
    one, two = a_topic(a_member(), board).topic, a_topic(a_member(), board).topic
    a_reply(one, a_member(), "Of the first")
    a_reply(two, a_member(), "Of the second")
    client.post(f"/forum/topics/{one.pk}/moderate/", {"act": "merge", "into": f"http://x/forum/topics/{two.pk}/"})
    two.refresh_from_db()
    assert list(two.posts.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]
    assert (two.reply_count, two.last_visible_position) == (3, 4)
    board.refresh_from_db()
    assert (board.topic_count, board.post_count) == (1, 4)
    client.force_login(a_member())
    response = client.get(f"/forum/topics/{one.pk}/")
    assert response.status_code == 302
    assert response["Location"] == f"/forum/topics/{two.pk}/"
    client.force_login(moderator)
    assert client.get(f"/forum/topics/{one.pk}/")["Location"] == f"/forum/topics/{two.pk}/"


def test_every_old_address_leads_to_where_a_topic_went_in_the_end(client, forum, moderator):
    board = a_board()
    one, two, three = [a_topic(a_member(), board).topic for _number in range(3)]
    moderating.merge(one, by=moderator, into=two)
    moderating.merge(two, by=moderator, into=three)
    client.force_login(a_member())
    for path in ("", "unread/", "last/"):
        response = client.get(f"/forum/topics/{one.pk}/{path}")
        assert response.status_code == 302
        assert response["Location"].startswith(f"/forum/topics/{three.pk}/")
    assert client.post(f"/forum/topics/{one.pk}/reply/", {"body": "Begun before"}).status_code == 302
    assert Post.objects.get(body="Begun before").topic == three


def test_a_page_open_while_its_topic_is_merged_learns_where_it_went(client, forum, moderator):
    board = a_board()
    one, two = a_topic(a_member(), board).topic, a_topic(a_member(), board, title="The other <one>").topic
    moderating.merge(one, by=moderator, into=two)
    here, there = f"/forum/topics/{one.pk}/", f"/forum/topics/{two.pk}/"
    for person in (a_member(), moderator):
        client.force_login(person)
        for path in ("news/", "news/?after=1", "new-posts/", "new-posts/?after=1"):
            assert client.get(here + path)["Location"] == there
        polled = client.get(f"{here}news/?after=1", headers={"HX-Request": "true"})
        assert polled.status_code == 286  # htmx shows it and asks no more
        assert f'href="{there}"' in polled.content.decode()
        assert "The other &lt;one&gt;" in polled.content.decode()
        asked = client.get(f"{here}new-posts/?after=1", headers={"HX-Request": "true"})
        assert (asked.status_code, asked["HX-Redirect"]) == (200, there)


def test_where_a_topic_was_merged_into_a_closed_board_nobody_else_is_told(client, forum, moderator):
    one = a_topic(moderator, a_board()).topic
    moderating.merge(one, by=moderator, into=a_topic(moderator, a_board(read=["Nobody yet"])).topic)
    client.force_login(a_member())
    for path in ("news/", "new-posts/"):
        for headers in ({}, {"HX-Request": "true"}):
            assert client.get(f"/forum/topics/{one.pk}/{path}", headers=headers).status_code == 404


def test_an_old_address_tells_nothing_to_who_could_not_read_either_board(client, forum, moderator):
    closed, board = a_board(read=["Chiefs"]), a_board()
    one, two, three = a_topic(moderator, closed).topic, a_topic(moderator, board).topic, a_topic(moderator, board).topic
    moderating.merge(one, by=moderator, into=two)
    moderating.merge(three, by=moderator, into=a_topic(moderator, closed).topic)
    client.force_login(a_member())
    for topic in (one, three):
        assert client.get(f"/forum/topics/{topic.pk}/").status_code == 404


def test_followers_and_drafts_go_along_with_a_merged_topic(forum, moderator):
    board = a_board()
    one, two = a_topic(moderator, board).topic, a_topic(moderator, board).topic
    fan, both = a_member(), a_member()
    for person, topic in [(fan, one), (both, one), (both, two)]:
        follow_topic(person, topic)
        keep_draft(person, topic=topic, body=f"To {topic.pk}")
    moderating.merge(one, by=moderator, into=two)
    assert not TopicFollow.objects.filter(topic=one).exists()
    assert set(TopicFollow.objects.values_list("person", flat=True)) == {moderator.pk, fan.pk, both.pk}
    assert dict(Draft.objects.filter(topic=two).values_list("person", "body")) == {
        fan.pk: f"To {one.pk}",
        both.pk: f"To {two.pk}\n\nTo {one.pk}",
    }


@pytest.mark.parametrize("act", ["merge", "split"])
def test_nobody_is_named_the_asker_of_somebody_elses_topic(client, forum, moderator, act):
    board, hidden = a_board(allows_anonymous=True), a_member()
    topic = a_topic(hidden, board, is_anonymous=True).topic
    if act == "merge":
        there = moderating.merge(topic, by=moderator, into=a_topic(a_member(), board).topic)
    else:
        reply = a_reply(topic, a_member())
        a_reply(topic, hidden, is_anonymous=True)
        there = moderating.split(reply, by=moderator, title="Another matter")
    assert not there.posts.filter(is_by_asker=True).exists()
    assert "The person who asked" not in text_of(client.get(f"/forum/topics/{there.pk}/"))


@pytest.mark.parametrize("into", ["", "nonsense", "9" * 30, "999999"])
def test_merging_into_nothing_is_told(client, forum, moderator, into):
    topic = a_topic(a_member()).topic
    response = client.post(f"/forum/topics/{topic.pk}/moderate/", {"act": "merge", "into": into})
    assert response.status_code == 400
    assert Topic.objects.get().status == "published"


def test_a_topic_is_not_merged_with_itself(forum, moderator):
    topic = a_topic(a_member()).topic
    with pytest.raises(Refusal):
        moderating.merge(topic, by=moderator, into=topic)


def test_a_split_topic_takes_what_follows_along(client, forum, moderator):
    topic = a_topic(a_member()).topic
    posts = [a_reply(topic, a_member(), f"Reply {number}") for number in range(3)]
    reader = a_member()
    mark_read(reader, topic, 4)
    client.post(f"/forum/posts/{posts[1].pk}/split/", {"title": "Another matter"})
    new = Topic.objects.get(title="Another matter")
    topic.refresh_from_db()
    assert list(new.posts.order_by("position").values_list("body", flat=True)) == ["Reply 1", "Reply 2"]
    assert (topic.last_visible_position, new.last_visible_position, new.reply_count) == (2, 2, 1)
    assert Board.objects.get(pk=topic.board_id).post_count == 4


@pytest.mark.parametrize("path", ["/forum/topics/{topic}/moderate/", "/forum/posts/{post}/split/"])
def test_members_do_not_moderate(client, forum, path):
    topic = a_topic(a_member()).topic
    post = a_reply(topic, a_member())
    client.force_login(a_member())
    path = path.format(topic=topic.pk, post=post.pk)
    assert client.get(path).status_code == 404
    assert client.post(path, {"act": "lock", "title": "x"}).status_code == 404


def test_a_group_moderates_its_own_board_alone(client, forum):
    mine, other = a_board(moderate=["Elders"]), a_board()
    elder = a_member()
    elder.groups.add(*mine.moderate_groups.all())
    client.force_login(elder)
    for board, status in [(mine, 200), (other, 404)]:
        topic = a_topic(a_member(), board).topic
        assert client.get(f"/forum/topics/{topic.pk}/moderate/").status_code == status
    assert client.get("/cms/forum_queue/").status_code in (302, 403, 404)


# --- people and the log


def test_who_is_suspended_reads_but_does_not_write_until_it_is_over(client, forum, moderator, mails):
    person = a_member()
    topic = a_topic(a_member()).topic
    form = {"email": person.email, "until_at": "", "reason": "Three unkind posts."}
    (letter,) = mails(lambda: client.post("/cms/forum_suspensions/new/", form))
    assert letter.to == [person.email]
    assert "Three unkind posts." in letter.body
    suspension = PostingSuspension.objects.get()
    client.force_login(person)
    assert client.get(f"/forum/topics/{topic.pk}/").status_code == 200
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "But I"})
    assert response.status_code == 403
    assert "But I" in text_of(response)
    client.force_login(moderator)
    client.post(f"/cms/forum_suspensions/lift/{suspension.pk}/")
    client.force_login(person)
    assert client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "Thank you"}).status_code == 302
    assert set(Act.objects.values_list("what", flat=True)) == {"suspend", "lift"}


def test_a_moderator_gets_to_a_suspension_from_the_queue_as_its_form_says(client, forum, moderator):
    author = a_member()
    report = a_report(a_topic(author))
    form = text_of(client.get("/cms/forum_suspensions/new/"))
    assert "“Suspend the author from posting”" in form
    assert "Members → People" not in form
    page = text_of(client.get(path_of(report.review)))
    (link,) = re.findall(r'<a href="([^"]+)">Suspend the author from posting</a>', page)
    assert f'value="{author.email}"' in text_of(client.get(link))


def test_a_suspension_ends_by_itself(forum, moderator):
    person = a_member()
    moderating.suspend(person, by=moderator, reason="Rest", until=timezone.now() + timedelta(hours=1))
    assert PostingSuspension.objects.current().count() == 1
    PostingSuspension.objects.update(until_at=timezone.now() - timedelta(minutes=1))
    assert not PostingSuspension.objects.current().exists()


@pytest.mark.parametrize("until", ["2001-01-01 10:00", "9999-12-31 23:59", "0001-01-01 00:00"])
def test_a_suspension_ends_at_a_moment_to_come(client, forum, moderator, until):
    form = {"email": a_member().email, "until_at": until, "reason": "x"}
    assert "Choose a moment that is still to come" in text_of(client.post("/cms/forum_suspensions/new/", form))
    assert not PostingSuspension.objects.exists()


@pytest.mark.parametrize("days", ["at_from=9999-12-31", "at_to=9999-12-31", "at_from=0001-01-01"])
def test_the_log_survives_the_ends_of_the_calendar(client, forum, moderator, days):
    response = client.get(f"/cms/forum_log/?{days}")
    assert response.status_code == 200
    assert "Choose days after the year 1" in text_of(response)


def test_the_desk_does_not_tell_others_which_numbers_exist(client, forum):
    review = a_report().review
    suspension = moderating.suspend(a_member(), by=a_moderator(), reason="Rest")
    client.force_login(a_user("Editors"))
    for path in ("/cms/forum_queue/decide", "/cms/forum_suspensions/lift"):
        row = review if "queue" in path else suspension
        answers = [client.get(f"{path}/{number}/") for number in (row.pk, 99999)]
        assert len({(answer.status_code, answer.headers.get("Location")) for answer in answers}) == 1


def test_what_its_author_withdrew_unread_is_read_before_it_is_restored(forum, moderator):
    post = a_topic(a_member(), a_board(holds_first_posts=True))
    delete(post)
    moderating.restore_as_moderator(post, by=moderator)
    post.refresh_from_db()
    assert post.status == "held"
    assert Review.objects.get(post=post).is_open


def test_an_unknown_address_suspends_nobody(client, forum, moderator):
    response = client.post("/cms/forum_suspensions/new/", {"email": "nobody@example.org", "reason": "x"})
    assert "No account has this address." in text_of(response)


def test_the_log_is_only_added_to(forum, moderator):
    topic = a_topic(a_member()).topic
    moderating.set_flag(topic, by=moderator, flag="is_locked", value=True)
    act = Act.objects.get()
    for attempt in (
        act.save, act.delete, Act.objects.all().delete, lambda: Act.objects.update(reason="x"),
        lambda: Act.objects.filter(pk=act.pk).update(by=None), lambda: Act.objects.bulk_update([act], ["reason"]),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            attempt()


def test_the_log_has_no_screen_that_changes_it(client, forum, moderator):
    topic = a_topic(a_member(), title="A locked topic").topic
    moderating.set_flag(topic, by=moderator, flag="is_locked", value=True)
    assert "A locked topic" in text_of(client.get("/cms/forum_log/"))
    for path in ["new/", "edit/1/", "delete/1/"]:
        assert client.get(f"/cms/forum_log/{path}").status_code == 404


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Membership staff", "Funder", "Assistance staff"])
def test_the_desk_is_for_moderators_of_the_forum(client, forum, role):
    review = a_report().review
    client.force_login(a_user(role))
    for path in [
        "/cms/forum_queue/",
        path_of(review),
        "/cms/forum_boards/",
        "/cms/forum_suspensions/",
        "/cms/forum_log/",
    ]:
        assert client.get(path).status_code in (302, 403), path


def test_the_desk_opens_empty_and_full(client, forum, moderator):
    paths = ["/cms/forum_queue/", "/cms/forum_boards/", "/cms/forum_boards/new/", "/cms/forum_suspensions/",
             "/cms/forum_suspensions/new/", "/cms/forum_log/"]  # fmt: skip
    for _round in range(2):
        for path in paths:
            assert client.get(path).status_code == 200, path
        report = a_report(why="other")
        moderating.claim(report.review, by=moderator)
        moderating.suspend(a_member(), by=moderator, reason="Rest")
    for query in ["state=open", "state=done", "kind=held", "why=other", "q=Topic", "state=nonsense"]:
        assert client.get(f"/cms/forum_queue/?{query}").status_code == 200, query


def test_no_letter_is_written_twice_for_one_decision(forum, moderator):
    report = a_report()
    moderating.keep(report.review, by=moderator)
    assert Letter.objects.filter(template="forum/report_decided").count() == 1
    assert Report.objects.count() == 1


def test_a_post_that_was_reported_says_so_until_it_is_decided(client, forum):
    post, reporter = a_topic(a_member()), a_member()
    topic, address = post.topic.get_absolute_url(), f"/forum/posts/{post.pk}/report/"
    client.force_login(reporter)
    assert address in text_of(client.get(topic))
    client.post(address, {"why": "unkind"})
    page = text_of(client.get(topic))
    assert "You reported this post" in page
    assert address not in page
    client.force_login(a_member())
    assert "You reported this post" not in text_of(client.get(topic))
    Review.objects.update(decided_at=timezone.now())
    client.force_login(reporter)
    assert address in text_of(client.get(topic))
