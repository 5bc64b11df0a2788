"""The addresses of publications, the same in both languages."""

from django.urls import path

from library import feeds, views_publications

urlpatterns = [
    path("publications/feed/", feeds.PublicationsFeed(), name="publications_feed"),
    path("publications/feed/<int:pk>/", feeds.TopicFeed(), name="topic_feed"),
    path("publications/<slug:slug>.ris", views_publications.ris_file, name="publication_ris"),
    path("publications/<slug:slug>.bib", views_publications.bibtex_file, name="publication_bibtex"),
    path("publications/<slug:slug>/", views_publications.publication, name="publication"),
    path("publications/<slug:slug>/file/", views_publications.document_file, name="publication_file"),
]
