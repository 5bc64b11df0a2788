"""The contact form: built by editors, translated like a page, answered by mail."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractEmailForm, AbstractFormField
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.models import BasePage
from members.spreadsheets import SafeExportMixin

__all__ = ["ContactFormPage", "FormField"]


class FormField(TranslatableMixin, AbstractFormField):
    """One question of the form."""

    page = ParentalKey("home.ContactFormPage", on_delete=models.CASCADE, related_name="form_fields")
    # Files and moments have no place in a public form; hidden fields only confuse.
    field_type = models.CharField(
        _("field type"),
        max_length=16,
        choices=[choice for choice in FORM_FIELD_CHOICES if choice[0] not in ("hidden", "datetime")],
    )
    field_type.required_on_save = True
    autocomplete = models.CharField(
        _("offered by the browser"),
        max_length=20,
        blank=True,
        choices=[("name", _("Name")), ("organization", _("Organization")), ("tel", _("Phone number"))],
        help_text=_("What visitors need not type. Choose it only where they write about themselves."),  # WCAG 1.3.5
    )

    panels = [*AbstractFormField.panels, FieldPanel("autocomplete")]
    translatable_fields = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        TranslatableField("default_value"),
        SynchronizedField("autocomplete", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")


class ContactFormBuilder(FormBuilder):
    """Bounds every answer, and adds a field that only machines fill in."""

    LONGEST_ANSWER = 5000  # characters

    def create_multiline_field(self, field, options):
        return super().create_multiline_field(field, options | {"max_length": self.LONGEST_ANSWER})

    @property
    def formfields(self):
        made = super().formfields
        for field in self.fields:
            known = "email" if field.field_type == "email" else field.autocomplete
            if known:
                made[field.clean_name or field.get_field_clean_name()].widget.attrs["autocomplete"] = known
        return made

    def get_form_class(self):
        trap = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

        def clean(form):
            if form.cleaned_data.pop("website", ""):
                raise ValidationError(_("This message looks like it was sent by a machine."))
            return form.cleaned_data

        return type("ContactForm", (super().get_form_class(),), {"website": trap, "clean": clean})


class SafeSubmissionsListView(SafeExportMixin, SubmissionsListView):
    """What strangers wrote, safe to open in a spreadsheet."""


class ContactFormPage(BasePage, AbstractEmailForm):
    """A form for the public. Answers are kept in the admin and mailed to the office."""

    form_builder = ContactFormBuilder
    submissions_list_view_class = SafeSubmissionsListView
    template = "home/contact_form_page.html"
    landing_page_template = "home/contact_form_page_landing.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ul"])
    thanks = RichTextField(
        _("answer after sending"), features=["bold", "link"], help_text=_("What happens next, and by when.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("form_fields", label=_("Field"), heading=_("Fields"), min_num=1),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [
                FieldPanel("to_address"),
                FieldRowPanel([FieldPanel("from_address"), FieldPanel("subject")]),
            ],
            heading=_("Mail to the office"),
        ),
        FormSubmissionsPanel(),
    ]
    override_translatable_fields = [
        SynchronizedField("to_address", overridable=True),
        SynchronizedField("from_address", overridable=True),
    ]

    class Meta:
        verbose_name = _("contact form")
        verbose_name_plural = _("contact forms")

    def serve(self, request, *args, **kwargs):
        if request.method == "GET" and "sent" in request.GET:
            return self.render_landing_page(request)
        return super().serve(request, *args, **kwargs)

    def render_landing_page(self, request, form_submission=None, *args, **kwargs):
        """Answer a sent form with a redirect, so that reloading sends nothing twice."""
        if form_submission:
            return redirect(f"{self.get_url(request)}?sent")
        return super().render_landing_page(request, form_submission, *args, **kwargs)

    def process_form_submission(self, form):
        with transaction.atomic():
            return super().process_form_submission(form)

    def send_mail(self, form):
        transaction.on_commit(lambda: super(ContactFormPage, self).send_mail(form), robust=True)
