"""The addresses of the app, by what people do there."""

from members.views.guard import closed, document, enter_admin, page, picture, serve, snippets, update_translations

__all__ = ["closed", "document", "enter_admin", "page", "picture", "serve", "snippets", "update_translations"]
