"""What people ask and tell each other."""

from forum.boards import Board
from forum.drafts import Draft
from forum.following import BoardChoice, Preferences, TopicFollow
from forum.moderation import Act, PostingSuspension, Report, Review
from forum.pages import ForumPage
from forum.posts import Attachment, Helpful, Mention, Post, PostRevision
from forum.reading import BoardRead, ReadMarker
from forum.topics import AnonymousAuthor, Topic

__all__ = [
    "Act",
    "AnonymousAuthor",
    "Attachment",
    "Board",
    "BoardChoice",
    "BoardRead",
    "Draft",
    "ForumPage",
    "Helpful",
    "Mention",
    "Post",
    "PostRevision",
    "PostingSuspension",
    "Preferences",
    "ReadMarker",
    "Report",
    "Review",
    "Topic",
    "TopicFollow",
]
