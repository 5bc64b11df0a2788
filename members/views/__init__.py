"""The addresses of the app, by what people do there."""

from members.views.guard import closed, document, enter_admin, page, picture, serve, snippets

__all__ = ["closed", "document", "enter_admin", "page", "picture", "serve", "snippets"]
