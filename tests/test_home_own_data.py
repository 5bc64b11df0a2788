"""Messages sent through a form belong to whoever gave their address in them."""

import pytest
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactFormPage, FormField
from home.own_data import Messages
from members import personal_data
from tests.builders import a_page, a_user

pytestmark = pytest.mark.django_db


def a_message(**answers):
    page = ContactFormPage.objects.first() or a_page(ContactFormPage, thanks="<p>Thanks</p>")
    page.form_fields.add(FormField(label="Email", field_type="email"))
    return FormSubmission.objects.create(page=page, form_data=answers)


def test_people_read_the_messages_they_sent_and_nobody_elses():
    person = a_user(email="ada@example.org")
    a_message(email="Ada@Example.org", words="Hello there")
    a_message(email="ada@example.org.evil.example", words="Not hers")
    a_message(email="other@example.org", words="about ada@example.org")
    (message,) = personal_data.collect(person)["messages"]
    assert message["answers"] == ["Ada@Example.org", "Hello there"]


def test_closing_an_account_deletes_them():
    person = a_user(email="ada@example.org")
    a_message(email="ada@example.org")
    kept = a_message(email="other@example.org")
    Messages().on_closing(person)
    assert FormSubmission.objects.get() == kept
