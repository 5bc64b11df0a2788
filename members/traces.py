"""Where else a person is named, until they leave: in letters, in the log, in lists that were imported."""

import json
import re

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from members.agencies import Agency
from members.imports import ImportRun
from members.letters import Letter
from members.models import User
from members.own_data import Invitations, Requests, address_of_former, facts
from members.personal_data import PersonalData, register
from members.requests import AccessRequest

__all__ = ["LAST_LETTER", "forget_addresses_of_last_letters"]

LAST_LETTER = "account_closed"


def _words_for(user) -> list[str]:
    """What names the person: addresses and names, of the account and of what led to it."""
    rows = [*Requests().of(user), *Invitations().of(user)]
    words = {*_addresses_of(user), user.get_full_name(), *(row.name for row in rows)}
    return sorted((word for word in words if len(word) > 2), key=len, reverse=True)


def _addresses_of(user) -> set[str]:
    """The addresses of the account and of what led to it, which are nobody else's; names may be."""
    return {user.email, *(row.email for row in [*Requests().of(user), *Invitations().of(user)])}


def _agencies_of(user) -> list[str]:
    """The numbers of the agencies that the person belongs to or was let into."""
    requests = Requests().of(user).filter(status=AccessRequest.Status.APPROVED)
    invitations = Invitations().of(user).filter(accepted_by=user)
    numbers = {user.agency_id, *(row.agency_id for row in [*requests, *invitations])}
    return [str(number) for number in numbers if number]


def _without(value, words: list[str], instead: str):
    """A text, or everything in lists and dictionaries, without what names the person."""
    if isinstance(value, str):
        pattern = "|".join(map(re.escape, words))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", instead, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [_without(item, words, instead) for item in value]
    if isinstance(value, dict):
        return {key: _without(item, words, instead) for key, item in value.items()}
    return value


def _naming(rows, words, *columns):
    """The rows with one of the words in these columns of JSON or text."""
    rows = rows.annotate(**{f"{column}_text": Cast(column, TextField()) for column in columns})
    found = Q()
    for word in words:
        # Databases keep letters beyond ASCII as they are or escaped.
        for written in {word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}:
            for column in columns:
                found |= Q(**{f"{column}_text__icontains": written})
    return rows.filter(found)


@register
class Letters(PersonalData):
    name, heading = "letters", _("Messages sent to you")
    deleted = _("The address that messages went to. A last message tells that address that the account is closed.")
    model = Letter
    labels = {"key": _("About"), "created_at": _("Written"), "sent_at": _("Sent")}

    def collect(self, user):
        return [
            facts(row, "key", "created_at", "sent_at")
            for row in Letter.objects.filter(to=user.email).order_by("created_at")
        ]

    def on_closing(self, user):
        mine = Letter.objects.filter(to=user.email).exclude(template=LAST_LETTER)
        mine.filter(sent_at=None).delete()
        mine.update(to=address_of_former(user))


def forget_addresses_of_last_letters() -> int:
    """Once the last letter to somebody is out, its address is not needed any more. Returns how many were forgotten."""
    said = Letter.objects.filter(template=LAST_LETTER).exclude(sent_at=None).exclude(to__endswith="@closed.invalid")
    return said.update(to="former@closed.invalid")


@register
class Log(PersonalData):
    name, heading = "log", _("Log")
    kept = _("That somebody of your agency did what you did, such as inviting a colleague, without your name.")
    labels = {
        "timestamp": _("When"),
        "action": _("Action"),
        "kind": _("On what"),
        "done_by_me": _("Done by me"),
        "about_me": _("About me"),
    }

    def _about(self, user):
        """Entries about the account, and about requests and invitations that are the person's."""
        account = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
        for part in (Requests(), Invitations()):
            numbers = [str(row.pk) for row in part.of(user)]
            account |= Q(content_type=ContentType.objects.get_for_model(part.model), object_id__in=numbers)
        return ModelLogEntry.objects.filter(account)

    def collect(self, user):
        about = {entry.pk for entry in self._about(user)}
        entries = ModelLogEntry.objects.filter(Q(user=user) | Q(pk__in=about)).select_related("content_type")
        pages = PageLogEntry.objects.filter(user=user).select_related("content_type")
        rows = [
            {
                "timestamp": entry.timestamp,
                "action": entry.action,
                "kind": str(entry.content_type.name) if entry.content_type else "",
                "done_by_me": entry.user_id == user.pk,
                "about_me": isinstance(entry, ModelLogEntry) and entry.pk in about,
            }
            for entry in [*entries, *pages]
        ]
        return sorted(rows, key=lambda row: row["timestamp"])

    def on_closing(self, user):
        words, instead = _words_for(user), f"former-{user.pk}"
        about = list(self._about(user))
        labeled = {entry.pk for entry in about}
        # One act is noted on everything it concerns, under one mark.
        acts = {entry.uuid for entry in about if entry.uuid}
        agency = Q(content_type=ContentType.objects.get_for_model(Agency), object_id__in=_agencies_of(user))
        # Others may have the same name: beyond these places the address has to stand there.
        named = _naming(ModelLogEntry.objects.filter(Q(uuid__in=acts) | agency), words, "data", "label")
        addressed = _naming(ModelLogEntry.objects, _addresses_of(user), "data", "label")
        changed = {entry.pk: entry for entry in [*about, *named, *addressed]}.values()
        for entry in changed:
            entry.label = instead if entry.pk in labeled else _without(entry.label, words, instead)
            if entry.pk in labeled or entry.uuid in acts:  # reasons are free text, which may tell anything
                entry.data.pop("reason", None)
            entry.data = _without(entry.data, words, instead)
        ModelLogEntry.objects.bulk_update(changed, ["label", "data"])


@register
class Imports(PersonalData):
    """Rows of spreadsheets that name the person."""

    name, heading = "imports", _("Imported lists")
    kept = _("That a list with your agency’s people was imported, without your name and address.")
    model = ImportRun

    def collect(self, user):
        runs = _naming(ImportRun.objects, [user.email], "rows", "changes")
        return [facts(run, "kind", "created_at", "applied_at") for run in runs]

    def on_closing(self, user):
        words, instead = _words_for(user), address_of_former(user)
        runs = list(_naming(ImportRun.objects, [user.email], "rows", "changes"))
        for run in runs:
            run.rows, run.changes = (_without(value, words, instead) for value in (run.rows, run.changes))
        ImportRun.objects.bulk_update(runs, ["rows", "changes"])
