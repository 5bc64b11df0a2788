"""Search that takes whatever people type: punctuation is no part of a query language here."""

from modelsearch.backends import database

__all__ = ["SearchBackend"]

# Looked for where people typed no word at all. It stands in no text, so nothing is found, on every database.
NO_WORD = "xqzwordlesszqx"


def SearchBackend(params):
    """The search backend of the database in use."""
    backend = database.SearchBackend(params)
    search = backend._search

    def search_for_words(query_compiler_class, query, *args, **kwargs):
        if isinstance(query, str):
            query = query.replace('"', " ").strip()
            if not any(character.isalnum() for character in query):
                query = NO_WORD
        return search(query_compiler_class, query, *args, **kwargs)

    backend._search = search_for_words
    return backend
