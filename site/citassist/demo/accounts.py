"""One sign-in for each role. The people are invented."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from members.models import User

__all__ = ["ACCOUNTS", "PASSWORD", "account", "make"]

PASSWORD = "three-strands-meet"  # noqa: S105 (printed by the command; never made without being asked for)


@dataclass(frozen=True)
class Account:
    """A person's sign-in and what they may do: `role` is a group's name, or empty."""

    name: str
    first_name: str
    last_name: str
    role: str = ""
    is_superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    @property
    def purpose(self) -> str:
        if self.is_superuser:
            return "may do everything"
        return self.role or "signed in, not a member"


ACCOUNTS = [
    Account("administrator", "Ruth", "Abernathy", is_superuser=True),
    Account("editor", "Daniela", "Fuentes", "Editors"),
    Account("moderator", "Marcus", "Oyelaran", "Moderators"),
    Account("translator", "Lucía", "Benavides", "Translators"),
    Account("member", "Terrence", "Whitfield", "Members"),
    Account("visitor", "Joanna", "Pruitt"),
]


def make(report) -> User:
    """Make the accounts that are missing and return the moderator, who publishes everything that follows."""
    people, made = {}, 0
    for account in ACCOUNTS:
        user = User.objects.filter(email__iexact=account.email).first()
        if not user:
            create = User.objects.create_superuser if account.is_superuser else User.objects.create_user
            user = create(account.email, PASSWORD, first_name=account.first_name, last_name=account.last_name)
            if account.role:
                user.groups.add(Group.objects.get(name=account.role))
            made += 1
        people[account.name] = user
    report(f"  {made} accounts")
    return people["moderator"]


def account(name: str) -> User:
    """One of the demonstration accounts, by the first part of its address."""
    return User.objects.get(email=f"{name}@example.org")
