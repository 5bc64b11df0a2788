"""One sign-in for each role. The people are invented."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from members.models import User
from members.profiles import Role

__all__ = ["ACCOUNTS", "PASSWORD", "account", "make"]

PASSWORD = "three-strands-meet"  # noqa: S105 (printed by the command; never made without being asked for)


@dataclass(frozen=True)
class Account:
    """A person's sign-in and what they may do: `role` is a group's name, or empty; `work` a role at the agency."""

    name: str
    first_name: str
    last_name: str
    role: str = ""
    is_superuser: bool = False
    agency: str = ""
    work: str = ""
    is_coordinator: bool = False
    note: str = ""

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    @property
    def purpose(self) -> str:
        if self.is_superuser:
            return "may do everything"
        return ", ".join(filter(None, [self.role, self.note])) or "signed in, not a member"


CEDAR_BLUFF = "Cedar Bluff Police Department"

ACCOUNTS = [
    Account("administrator", "Ruth", "Abernathy", is_superuser=True),
    Account("editor", "Daniela", "Fuentes", "Editors"),
    Account("moderator", "Marcus", "Oyelaran", "Moderators"),
    Account("events", "Priscilla", "Ocampo", "Events staff"),
    Account("translator", "Lucía", "Benavides", "Translators"),
    Account("membership", "Greta", "Lindholm", "Membership staff"),
    Account("forum", "Omar", "Sayegh", "Forum moderators"),
    Account("assistance", "Priya", "Raman", "Assistance staff"),
    Account("funder", "Walter", "Brandt", "Funder", note="read-only"),
    Account("member", "Terrence", "Whitfield", "Members", agency=CEDAR_BLUFF, work=Role.OFFICER),
    Account(
        "coordinator",
        "Imelda",
        "Crane",
        "Members",
        agency=CEDAR_BLUFF,
        work=Role.COORDINATOR,
        is_coordinator=True,
        note="coordinates an agency",
    ),
    Account(
        "former",
        "Curtis",
        "Mabry",
        "Members",
        agency="Iron Ridge County Sheriff’s Office",
        work=Role.OFFICER,
        note="whose agency’s award has ended",
    ),
    Account("visitor", "Joanna", "Pruitt"),
]


def make(report) -> User:
    """Make the accounts that are missing and return the moderator, who publishes everything that follows."""
    people, made = {}, []
    for account in ACCOUNTS:
        user = User.objects.filter(email__iexact=account.email).first()
        if not user:
            create = User.objects.create_superuser if account.is_superuser else User.objects.create_user
            user = create(account.email, first_name=account.first_name, last_name=account.last_name)
            if account.role:
                user.groups.add(Group.objects.get(name=account.role))
            made.append(user.pk)
        people[account.name] = user
    User.objects.filter(pk__in=made).update(password=make_password(PASSWORD))  # slow on purpose, so once for all
    report(f"  {len(made)} accounts")
    return people["moderator"]


def account(name: str) -> User:
    """One of the demonstration accounts, by the first part of its address."""
    return User.objects.get(email=f"{name}@example.org")
