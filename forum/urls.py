"""The addresses of the forum, the same in both languages."""

from django.urls import path, register_converter

from forum.views import boards, following, moderating, posts, topics, writing


class Number:
    """The number of a row: a longer one is none, and would overflow the database's."""

    regex = "[0-9]{1,18}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(Number, "row")

urlpatterns = [
    path("forum/boards/<slug:slug>/", boards.board, name="forum_board"),
    path("forum/boards/<slug:slug>/choice/", boards.choose, name="forum_choose"),
    path("forum/boards/<slug:slug>/new/", writing.new_topic, name="forum_new_topic"),
    path("forum/read/", boards.read_all, name="forum_read_all"),
    path("forum/topics/<row:pk>/", topics.topic, name="forum_topic"),
    path("forum/topics/<row:pk>/unread/", topics.unread, name="forum_unread"),
    path("forum/topics/<row:pk>/last/", topics.last, name="forum_last"),
    path("forum/topics/<row:pk>/follow/", topics.follow, name="forum_follow"),
    path("forum/topics/<row:pk>/news/", topics.news, name="forum_news"),
    path("forum/topics/<row:pk>/new-posts/", topics.new_posts, name="forum_new_posts"),
    path("forum/topics/<row:pk>/reply/", writing.reply_to, name="forum_reply"),
    path("forum/topics/<row:pk>/moderate/", moderating.moderate, name="forum_moderate"),
    path("forum/posts/<row:pk>/", topics.post, name="forum_post"),
    path("forum/posts/<row:pk>/edit/", writing.edit_post, name="forum_edit"),
    path("forum/posts/<row:pk>/history/", posts.history, name="forum_history"),
    path("forum/posts/<row:pk>/delete/", posts.delete_post, name="forum_delete"),
    path("forum/posts/<row:pk>/restore/", posts.restore_post, name="forum_restore"),
    path("forum/posts/<row:pk>/report/", posts.report_post, name="forum_report"),
    path("forum/posts/<row:pk>/helpful/", posts.helpful, name="forum_helpful"),
    path("forum/posts/<row:pk>/answer/", posts.answer, name="forum_answer"),
    path("forum/posts/<row:pk>/split/", moderating.split_topic, name="forum_split"),
    path("forum/files/<row:pk>/", posts.file, name="forum_file"),
    path("forum/preview/", writing.preview, name="forum_preview"),
    path("forum/people/", writing.people, name="forum_people"),
    path("forum/drafts/", writing.drafts, name="forum_drafts"),
    path("forum/drafts/save/", writing.save_draft, name="forum_save_draft"),
    path("forum/following/", following.following, name="forum_following"),
    path("forum/stop/<str:token>/", following.stop, name="forum_stop"),
]
