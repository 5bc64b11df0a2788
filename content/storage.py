"""Where private files lie: outside MEDIA_ROOT, with no public address of their own."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

__all__ = ["PrivateStorage", "private_storage"]


class PrivateStorage(FileSystemStorage):
    """Files that only a view may hand out, after it has checked who asks."""

    def __init__(self, **kwargs):
        super().__init__(location=settings.PRIVATE_ROOT, base_url=None, **kwargs)

    def url(self, name):
        """Refuse: a private file has no address (Wagtail then streams it from its own view)."""
        raise NotImplementedError("A private file has no public address.")


def private_storage() -> Storage:
    """Return the storage for private files; a callable, so that migrations stay free of paths."""
    return storages["private"]
