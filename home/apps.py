from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def tell_wagtail_the_address(**kwargs):
    """Keep the site's record in step with SITE_URL: canonical links, the sitemap and mails are made from it."""
    sites = apps.get_model("wagtailcore.Site").objects
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    for site in sites.filter(is_default_site=True).exclude(hostname=address.hostname, port=port):
        site.hostname, site.port = address.hostname, port
        site.save()


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # They add the room's parts to the work list, the search, and what people can read of themselves.
        from home import dashboard, findables, own_data  # noqa: F401

        post_migrate.connect(tell_wagtail_the_address, sender=self)
