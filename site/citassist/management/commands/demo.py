import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from citassist import demo
from citassist.demo.accounts import ACCOUNTS, PASSWORD
from citassist.demo.translations import CATALOGUE, MissingTranslations, add_to_catalogue


class Command(BaseCommand):
    help = (
        "Fill the site with the demonstration world, in English and Spanish. A second run makes only what is "
        "missing and leaves everything else as it is, edited or not."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--insecure-accounts",
            action="store_true",
            help="make the demo accounts, whose password everybody knows, although DEBUG is off",
        )
        parser.add_argument(
            "--missing",
            action="store_true",
            help="on an empty database: add strings without Spanish to the catalogue, for its authors",
        )

    def handle(self, *args, **options):
        if not (settings.DEBUG or options["insecure_accounts"]):
            raise CommandError(
                "The demonstration world has accounts whose password everybody knows, so it is not made "
                "where DEBUG is off. On a server that nobody else can reach, add --insecure-accounts."
            )
        self.stdout.write("Demonstration world:")
        logging.disable(logging.INFO)  # Wagtail tells of every page; the lines below say enough
        try:
            demo.build(self.stdout.write)
        except MissingTranslations as error:
            if not options["missing"]:
                raise CommandError(str(error)) from error
            add_to_catalogue(error.strings)
            raise CommandError(f"{len(error.strings)} strings wait for their Spanish in {CATALOGUE}.") from error
        self.stdout.write(f"Sign in with the password {PASSWORD}")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<28}{account.purpose}")
