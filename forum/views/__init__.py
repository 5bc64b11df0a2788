"""The addresses of the forum, by what people do there."""
