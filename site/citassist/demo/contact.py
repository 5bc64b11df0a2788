"""The contact form."""

from citassist.demo.sheets import Sheet
from home.models import ContactFormPage

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="contact",
        model=ContactFormPage,
        title="Contact",
        lead="Write to the program’s staff. For help in a crisis, call or text 988; this form is not read at night.",
        in_menu=True,
        fields={
            "introduction": (
                "<p>Ask about the program, an event, this site or your account. If your agency holds an "
                "award and you have no account yet, choose “An account for a member agency”.</p>"
            ),
            "thanks": (
                "<p>Thank you. Your message has reached us, and a person will answer within two business "
                "days.</p>"
                '<p>In the meantime you can read <a href="page:program/how-to-join">who can join the '
                "program</a>.</p>"
            ),
            "to_address": "info@example.org",
            "from_address": "no-reply@example.org",
            "subject": "Message from the contact form",
        },
        questions=[
            {"label": "Your name", "field_type": "singleline", "required": True, "autocomplete": "name"},
            {
                "label": "Your agency or organization",
                "field_type": "singleline",
                "required": False,
                "autocomplete": "organization",
                "help_text": "Leave empty if you write for yourself.",
            },
            {
                "label": "Your email address",
                "field_type": "email",
                "required": True,
                "help_text": "We use it for our answer and nothing else.",
            },
            {
                "label": "What is it about?",
                "field_type": "dropdown",
                "required": True,
                "choices": (
                    "The program and funding\nAn account for a member agency\nMeetings, workshop or "
                    "training\nThis site and its accessibility\nSomething else"
                ),
            },
            {
                "label": "Your message",
                "field_type": "multiline",
                "required": True,
                "help_text": "Please do not name anyone you have met on a call.",
            },
        ],
    ),
]
