"""Blocks that show rows of this app, and the set of blocks its pages offer."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks import BODY_BLOCKS, CardsBlock, SectionBlock
from content.blocks.lists import CardBlock
from content.blocks.settings import SettingBlock
from content.topics import Topic
from events.listing import coming
from events.pages import EventPage, Kind
from home.snippets import BoardMember, Partner
from library.publications import Publication
from library.shelf import newest

__all__ = [
    "EVENT_TIMES",
    "PAGE_BLOCKS",
    "ArticlesBlock",
    "EventsBlock",
    "PartnersBlock",
    "PeopleBlock",
    "PublicationsBlock",
    "WaysBlock",
]


EVENT_TIMES = "js/event_times.js"


class ListingBlock(SectionBlock):
    """A section whose items come from the database; `rows(parent_context)` finds them."""

    has_item_headings = False

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"rows": self.rows(value, context)}


class PartnersBlock(ListingBlock):
    """The partners' logos, or those of one role."""

    role = SettingBlock(
        label=_("Only this role"),
        choices=Partner.Role.choices,
        required=False,
        help_text=_("Empty: all partners."),
    )

    def rows(self, value, context):
        partners = Partner.objects.shown().prefetch_related("logo__renditions")
        return partners.filter(role=value["role"]) if value["role"] else partners

    class Meta:
        icon = "group"
        group = _("From the site")
        label = _("Partner logos")
        description = _("Logos or names of the partners, in their order. Kept up to date by itself.")
        template = "home/blocks/partners.html"
        preview_value = {"heading": "Who stands behind the program", "role": ""}


class PeopleBlock(ListingBlock):
    """Chosen members of the advisory board, with photo or monogram."""

    people = blocks.ListBlock(SnippetChooserBlock(BoardMember, label=_("Board member")), label=_("People"), min_num=1)

    def rows(self, value, context):
        serving = {
            person.translation_key: person
            for person in BoardMember.objects.shown()
            .serving()
            .filter(translation_key__in=[person.translation_key for person in value["people"]])
            .prefetch_related("photo__renditions")
        }
        return [serving[key] for person in value["people"] if (key := person.translation_key) in serving]

    class Meta:
        icon = "user"
        group = _("From the site")
        label = _("People")
        description = _("Board members you choose. Someone whose term ends disappears by themselves.")
        template = "home/blocks/people.html"
        preview_template = "blocks/previews/people.html"


class ArticlesBlock(ListingBlock):
    """The newest articles that the reader may open."""

    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    def rows(self, value, context):
        articles = apps.get_model("home.ArticlePage")  # the page types are made of these blocks
        return articles.newest(context["request"].user)[: value["limit"]]

    class Meta:
        icon = "list-ul"
        group = _("From the site")
        label = _("Latest news")
        description = _("The newest articles. Kept up to date by itself.")
        template = "home/blocks/articles.html"
        preview_value = {"heading": "News", "limit": 3}


def topic_choices():
    """Topics in the editor's language. Their keys are the same in every language."""
    return [(str(key), name) for key, name in Topic.objects.named().items()]


class PublicationsBlock(ListingBlock):
    """Chosen publications, or those that came last; of both only what the reader may open."""

    chosen = blocks.ListBlock(
        SnippetChooserBlock(Publication, label=_("Publication")),
        label=_("Chosen publications"),
        default=[],
        help_text=_("None: the newest ones."),
    )
    topic = SettingBlock(
        label=_("Only this topic"),
        choices=topic_choices,
        required=False,
        help_text=_("For the newest ones. Empty: all topics."),
    )
    limit = blocks.IntegerBlock(label=_("How many of the newest"), default=4, min_value=1, max_value=12)

    def rows(self, value, context):
        publications = newest(context["request"].user)
        if keys := [publication.translation_key for publication in value["chosen"] if publication]:
            found = {row.translation_key: row for row in publications.filter(translation_key__in=keys)}
            return [found[key] for key in dict.fromkeys(keys) if key in found]
        if value["topic"]:
            publications = publications.filter(topic_rows__topic__translation_key=value["topic"])
        return publications[: value["limit"]]

    class Meta:
        icon = "doc-full"
        group = _("From the site")
        label = _("Publications")
        description = _(
            "Publications you choose, or the newest ones. What only members may open is shown to them alone."
        )
        template = "home/blocks/publications.html"
        preview_value = {"heading": "New in the library", "chosen": [], "topic": "", "limit": 4}


class EventsBlock(ListingBlock):
    """The next events that the reader may open."""

    kind = SettingBlock(
        label=_("Only this kind"), choices=Kind.choices, required=False, help_text=_("Empty: all kinds.")
    )
    limit = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=12)

    def rows(self, value, context):
        return coming(EventPage, context["request"].user, limit=value["limit"], kind=value["kind"] or "")

    class Meta:
        icon = "date"
        group = _("From the site")
        label = _("Upcoming events")
        description = _("The next events. Kept up to date by itself; members see theirs as well.")
        template = "home/blocks/events.html"
        script = EVENT_TIMES
        preview_value = {"heading": "Coming up", "kind": "", "limit": 3}


class WayBlock(CardBlock):
    kind = SettingBlock(
        label=_("Shows the next"), choices=Kind.choices, help_text=_("Its next date stands on the card.")
    )

    class Meta:
        icon = "date"
        label = _("Card")


class WaysBlock(CardsBlock):
    """The ways to learn, side by side, each with its next date."""

    items = blocks.ListBlock(WayBlock(), label=_("Cards"), min_num=2, max_num=4)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        user = context["request"].user
        upcoming = {
            kind: next(iter(coming(EventPage, user, limit=1, kind=kind)), None)
            for kind in dict.fromkeys(item["kind"] for item in value["items"])
        }
        return context | {"cards": [(item, upcoming.get(item["kind"])) for item in value["items"]]}

    class Meta:
        icon = "date"
        group = _("From the site")
        label = _("Ways to learn")
        description = _("Cards like the others, each with the next date of one kind of event.")
        template = "home/blocks/ways.html"
        script = EVENT_TIMES
        preview_value = {
            "heading": "Agencies learn fastest from each other",
            "items": [
                {"strand": "law", "title": "Quarterly meetings", "text": "What worked.", "kind": "meeting"},
                {"strand": "voice", "title": "Annual workshop", "text": "Three days.", "kind": "workshop"},
            ],
        }


PAGE_BLOCKS = [
    *BODY_BLOCKS,
    ("partners", PartnersBlock()),
    ("people", PeopleBlock()),
    ("articles", ArticlesBlock()),
    ("publications", PublicationsBlock()),
    ("events", EventsBlock()),
    ("ways", WaysBlock()),
]
