"""What a conversation says, before it is a topic."""

from dataclasses import dataclass

__all__ = ["Talk"]


@dataclass(frozen=True)
class Talk:
    """A topic to be. Of `posts` the first opens it; one that begins with + is by the same person again.

    `answer` is the number of the post that answers it.
    """

    board: str
    title: str
    posts: tuple[str, ...]
    kind: str = "question"
    language: str = "en"
    answer: int = 0
    is_anonymous: bool = False
    is_pinned: bool = False
    is_locked: bool = False
