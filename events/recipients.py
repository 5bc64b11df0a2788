"""Named lists of staff addresses to which answers go: interpreters, catering, accessibility."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

__all__ = ["RecipientList", "recipient_choices"]

MOST = 20  # addresses


class RecipientList(models.Model):
    """Whom to tell what people answer. Read by those who look after registrations."""

    name = models.CharField(
        _("name"), max_length=80, unique=True, help_text=_("Such as “Interpreters”. Editors choose it by this name.")
    )
    addresses = models.TextField(
        _("email addresses"), help_text=_("One a line, at most 20. Each gets a mail for every answer.")
    )

    panels = [FieldPanel("name"), FieldPanel("addresses")]

    class Meta:
        verbose_name = _("recipient list")
        verbose_name_plural = _("recipient lists")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.addresses = "\n".join(self.address_list)
        for address in self.address_list:
            try:
                validate_email(address)
            except ValidationError as error:
                words = _("“%(address)s” is not an email address.") % {"address": address}
                raise ValidationError({"addresses": words}) from error
        if len(self.address_list) > MOST:
            raise ValidationError({"addresses": _("At most 20 addresses, please.")})

    @property
    def address_list(self) -> list[str]:
        return list(dict.fromkeys(line.strip().lower() for line in self.addresses.splitlines() if line.strip()))


def recipient_choices() -> list[tuple[str, str]]:
    """The lists, as a choice in the editor."""
    return [(str(row.pk), row.name) for row in RecipientList.objects.all()]
