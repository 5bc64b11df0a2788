"""What one row of an import would do, and does."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members import authority, inviting
from members.agencies import Agency, Award, EmailDomain
from members.import_columns import AGENCY_COLUMNS, PEOPLE_COLUMNS
from members.imports import ImportRun
from members.invitations import Invitation
from members.models import User

__all__ = ["READERS", "Row", "plain"]

AGENCY_FIELDS = ["kind", "city", "tribal_nation", "size", "stage", "model"]
EVERY_AGENCY_FIELD = [field.name for field in Agency._meta.concrete_fields if not field.primary_key]
AWARD_FIELDS = ["year", "number", "starts_on", "ends_on"]


@dataclass
class Row:
    """A row of the file: what it says, and what that comes to."""

    NEW, CHANGED, UNCHANGED, ERROR = "new", "changed", "unchanged", "error"

    number: int
    title: str
    values: dict
    act: str = UNCHANGED
    changes: list[str] = field(default_factory=list)  # in words
    errors: list[tuple[str, str]] = field(default_factory=list)  # column, message
    steps: list[tuple] = field(default_factory=list)  # what write() does


class Rows:
    """All rows of a run against what is on record, loaded once."""

    columns = ()

    def __init__(self, run: ImportRun):
        self.run = run
        self.labels = {column.name: column.label for column in self.columns}

    def check(self) -> list[Row]:
        self.load()
        rows = [self.read(cells) for cells in self.run.rows]
        for row in rows:
            if not row.errors:
                self.plan(row)
            if row.errors:
                row.act, row.changes, row.steps = Row.ERROR, [], []
        return rows

    def read(self, cells: dict) -> Row:
        """The cells of a row as values, or errors by column."""
        row = Row(cells["row"], self.title(cells), {})
        for column in self.columns:
            cell = cells.get(column.name, "")
            if not cell:
                if column.is_required:
                    row.errors.append((column.label, _("This cell is empty.")))
                continue
            try:
                row.values[column.name] = column.read(cell)
            except ValidationError as error:
                row.errors.append((column.label, " ".join(error.messages)))
        return row

    def blame(self, row: Row, error: ValidationError) -> None:
        """Note a model's errors under the columns they belong to."""
        for name, messages in error.message_dict.items():
            label = "" if name == NON_FIELD_ERRORS else self.labels.get(name, name)
            row.errors += [(label, message) for message in messages]


class AgencyRows(Rows):
    """Rows of agencies. One agency may have several rows, one for each award. Empty cells leave things as they are."""

    columns = AGENCY_COLUMNS

    def title(self, cells):
        return ", ".join(filter(None, [cells.get("name", ""), cells.get("state", "")]))

    def load(self):
        self.agencies = {key(agency.name, agency.state): agency for agency in Agency.objects.all()}
        self.awards = {award.number.casefold(): award for award in Award.objects.all()}
        self.domains = set(EmailDomain.objects.values_list("agency", "domain"))
        self.said = {}  # what earlier rows say, and which
        self.made = set()  # places whose agency was made by a row that is written

    def plan(self, row):
        values, place = row.values, key(row.values["name"], row.values["state"])
        agency = self.agencies.get(place)
        is_new = agency is None
        if is_new:
            agency = Agency(name=" ".join(values["name"].split()), state=values["state"])
        wanted = {name: values[name] for name in AGENCY_FIELDS if name in values}
        if self.contradicts(row, place, wanted):
            return
        was = {name: getattr(agency, name) for name in wanted}
        for name, value in wanted.items():
            setattr(agency, name, value)
        award, award_was = self.plan_award(row, agency)
        try:
            agency.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self.blame(row, error)
        domains = self.plan_domains(row, agency, place)
        if row.errors:
            for name, value in was.items():  # the next row of this agency starts from what is on record
                setattr(agency, name, value)
            return
        for name, value in wanted.items():
            self.said[(*place, name)] = (value, row.number)
        self.agencies[place] = agency
        changed = [name for name in wanted if was[name] != wanted[name]]
        if is_new or changed:
            row.steps.append(("agency", place, None if is_new else {name: was[name] for name in changed}, wanted))
        if award:
            self.awards[award.number.casefold()] = award
            row.steps.append(("award", place, award_was, award))
        for domain in domains:
            self.said[(*place, "domain", domain)] = True
            row.steps.append(("domain", place, None, domain))
        row.act = Row.NEW if is_new else Row.CHANGED if row.steps else Row.UNCHANGED
        row.changes = [] if is_new else [self.labels[name] for name in changed]
        row.changes += [str(award)] if award else []
        row.changes += domains

    def contradicts(self, row, place, wanted) -> bool:
        for name, value in wanted.items():
            before, number = self.said.get((*place, name), (value, 0))
            if before != value:
                row.errors.append((self.labels[name], _("Row %(number)s says otherwise.") % {"number": number}))
        return bool(row.errors)

    def plan_award(self, row, agency):
        """The award of the row if it is new or differs, and what it was; (None, None) if there is nothing to do."""
        given = {name: row.values[name] for name in AWARD_FIELDS if name in row.values}
        if not given:
            return None, None
        for name in AWARD_FIELDS:
            if name not in given:
                row.errors.append((self.labels[name], _("An award needs its year, number, start and end.")))
        if row.errors:
            return None, None
        award = self.awards.get(given["number"].casefold())
        if award and (award.agency_id != agency.pk or (award.pk is None and award.agency is not agency)):
            row.errors.append((self.labels["number"], _("This award belongs to another agency.")))
            return None, None
        was = None
        if award:
            if award.pk is None:
                row.errors.append((self.labels["number"], _("An earlier row has this award.")))
                return None, None
            was = {name: getattr(award, name) for name in AWARD_FIELDS}
            if was == given:
                return None, None
            award = Award(pk=award.pk, agency_id=award.agency_id, extended_to=award.extended_to, **given)
        else:
            award = Award(**given)
            award.agency = agency
        try:
            award.clean_fields(exclude=["agency"])
            award.clean()
        except ValidationError as error:
            self.blame(row, error)
        return award, was

    def plan_domains(self, row, agency, place):
        new = []
        for domain in row.values.get("domains", []):
            if (agency.pk, domain) in self.domains or (*place, "domain", domain) in self.said:
                continue
            try:
                entry = EmailDomain(domain=domain)
                entry.clean_fields(exclude=["agency"])
                entry.clean()
            except ValidationError as error:
                row.errors.append((self.labels["domains"], f"{domain}: {' '.join(error.messages)}"))
            new.append(domain)
        return new

    def write(self, row: Row, *, by, **options) -> list[dict]:
        """Do what check() planned; returns what was done, so that it can be undone."""
        changes = []
        agency = self.agencies[row.steps[0][1]]
        is_new = agency.pk is None
        for kind, place, was, now in row.steps:
            if kind == "agency":
                if place in self.made:  # the row that made it has written and noted what all rows say
                    continue
                agency.save()
                thing, names = agency, EVERY_AGENCY_FIELD if was is None else was
                if was is None:
                    self.made.add(place)
            elif kind == "award":
                now.agency_id = agency.pk
                now.save()
                thing, names = now, AWARD_FIELDS
            else:
                thing, names = EmailDomain.objects.create(agency=agency, domain=now), ["domain"]
            facts = {"row": row.number, "title": row.title, "kind": kind, "pk": thing.pk}
            is_now = {name: getattr(thing, name) for name in names}
            changes.append(facts | {"was": plain(was), "now": plain(is_now)})
        action = "wagtail.create" if is_new else "members.edit"
        log(agency, action, user=by, data={"fields": [str(self.run), *row.changes]})
        return changes


class PeopleRows(Rows):
    """Rows of people, who become invitations."""

    columns = PEOPLE_COLUMNS

    def title(self, cells):
        return cells.get("email", "")

    def load(self):
        self.agencies = {key(agency.name, agency.state): agency for agency in Agency.objects.all()}
        emails = [cells.get("email", "").lower() for cells in self.run.rows]
        self.accounts = {user.email: user for user in User.objects.filter(email__in=emails).select_related("agency")}
        self.invited = set(Invitation.objects.unanswered().filter(email__in=emails).values_list("email", "agency"))
        self.coordinators = {}
        for agency in User.objects.filter(is_coordinator=True).values_list("agency", flat=True):
            self.coordinators[agency] = self.coordinators.get(agency, 0) + 1
        self.seen = {}

    def plan(self, row):
        values = row.values
        email = values["email"]
        agency = self.agencies.get(key(values["agency_name"], values["agency_state"]))
        account = self.accounts.get(email)
        if email in self.seen:
            words = _("Row %(number)s has this address already.") % {"number": self.seen[email]}
            row.errors.append((self.labels["email"], words))
        elif not agency:
            words = _("There is no agency of this name in this state. Import the agencies first.")
            row.errors.append((self.labels["agency_name"], words))
        elif account and account.agency_id not in (None, agency.pk):
            words = _("This person belongs to %(agency)s. Change that under People.") % {"agency": account.agency}
            row.errors.append((self.labels["email"], words))
        self.seen.setdefault(email, row.number)
        if row.errors or (account and account.agency_id) or (email, agency.pk) in self.invited:
            return
        facts = {
            name: values[name]
            for name in ("first_name", "last_name", "role", "as_coordinator", "language")
            if name in values
        }
        if facts.get("as_coordinator") and self.coordinators.get(agency.pk, 0) >= authority.COORDINATORS:
            words = _("This agency has two coordinators already, counting the rows above.")
            row.errors.append((self.labels["as_coordinator"], words))
            return
        try:
            Invitation(agency=agency, email=email, **facts).clean_fields(exclude=["agency", "expires_at"])
        except ValidationError as error:
            self.blame(row, error)
            return
        if facts.get("as_coordinator"):
            self.coordinators[agency.pk] = self.coordinators.get(agency.pk, 0) + 1
        row.act, row.steps = Row.NEW, [("invitation", agency, email, facts)]
        row.changes = [str(agency)]

    def write(self, row: Row, *, by, send=True) -> list[dict]:
        [(_kind, agency, email, facts)] = row.steps
        invitation = inviting.invite(agency=agency, by=by, email=email, send=send, **facts)
        change = {"row": row.number, "title": row.title, "kind": "invitation", "pk": invitation.pk}
        return [change | {"was": None, "now": {"email": email}}]


READERS = {ImportRun.Kind.AGENCIES: AgencyRows, ImportRun.Kind.PEOPLE: PeopleRows}


def key(name: str, state: str) -> tuple[str, str]:
    """What makes an agency the same: its name, whatever the letter case, and its state."""
    return " ".join(name.split()).lower(), state


def plain(values: dict | None) -> dict | None:
    """Values as they come back from the JSON of the run."""
    return values and {
        name: value if isinstance(value, int | str) else value.isoformat() for name, value in values.items()
    }
