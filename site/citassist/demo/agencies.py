"""Forty agencies in 26 states, two of them of tribal nations. All are invented."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from members.models import Agency, Award, EmailDomain

__all__ = ["AGENCIES", "Place", "make"]

MUNICIPAL, SHERIFF, STATE, CAMPUS, TRIBAL, OTHER = Agency.Kind
SMALL, MEDIUM, LARGE, VERY_LARGE = Agency.Size
PLANNING, NEW, MATURE = Agency.Stage
CIT, CO_RESPONSE, EMBEDDED, MOBILE, DEFLECTION, MIXED = Agency.Model


SHORT = {MUNICIPAL: "pd", SHERIFF: "so", STATE: "patrol", CAMPUS: "upd", TRIBAL: "tpd", OTHER: "dps"}
PLAIN = str.maketrans("áéíóúñ", "aeioun", " ’.")


@dataclass(frozen=True)
class Place:
    """An agency to be. `years` are the fiscal years of its awards.

    A typical award runs for two years from October; access by the newest was extended to `days` from today,
    or ended as it was written where that is None.
    """

    name: str
    kind: str
    city: str
    state: str
    size: str
    stage: str
    model: str
    years: tuple[int, ...]
    days: int | None
    nation: str = ""

    @property
    def domain(self) -> str:
        place = self.city.lower().translate(PLAIN)
        return f"{place}{SHORT[self.kind]}.example"


AGENCIES = [
    Place("Cedar Bluff Police Department", MUNICIPAL, "Cedar Bluff", "TN", MEDIUM, MATURE, CIT, (2021, 2024), 420),
    Place("Marrow Creek Police Department", MUNICIPAL, "Marrow Creek", "TN", SMALL, NEW, CIT, (2023,), 300),
    Place("Saint Brannoc Police Department", MUNICIPAL, "Saint Brannoc", "OH", LARGE, MATURE, MIXED, (2022,), 510),
    Place("Tallow County Sheriff’s Office", SHERIFF, "Tallow County", "OH", MEDIUM, NEW, CIT, (2024,), 640),
    Place("Port Amity Police Department", MUNICIPAL, "Port Amity", "WA", LARGE, MATURE, CO_RESPONSE, (2021, 2023), 55),
    Place("Quill Island Police Department", MUNICIPAL, "Quill Island", "WA", SMALL, PLANNING, CIT, (2024,), 610),
    Place("Ash Hollow Police Department", MUNICIPAL, "Ash Hollow", "TX", MEDIUM, NEW, EMBEDDED, (2023,), 330),
    Place("Llano Verde Sheriff’s Office", SHERIFF, "Llano Verde County", "TX", LARGE, MATURE, MIXED, (2022,), 240),
    Place("Mesa Larga Police Department", MUNICIPAL, "Mesa Larga", "TX", VERY_LARGE, MATURE, MOBILE, (2021, 2024), 580),
    Place("Dry Fork University Police", CAMPUS, "Dry Fork", "TX", SMALL, NEW, CO_RESPONSE, (2024,), 600),
    Place("Vista Serena Police Department", MUNICIPAL, "Vista Serena", "CA", LARGE, MATURE, CO_RESPONSE, (2022,), 28),
    Place("Almond Valley Sheriff’s Office", SHERIFF, "Almond County", "CA", LARGE, NEW, MOBILE, (2023,), 365),
    Place("Bahía Clara Police Department", MUNICIPAL, "Bahía Clara", "CA", MEDIUM, NEW, CIT, (2024,), 630),
    Place("Pinecrest State University Police", CAMPUS, "Pinecrest", "CO", SMALL, PLANNING, EMBEDDED, (2024,), 620),
    Place("Ute Mesa Police Department", MUNICIPAL, "Ute Mesa", "CO", MEDIUM, MATURE, CO_RESPONSE, (2022,), 190),
    Place("Two Rivers Tribal Police Department", TRIBAL, "Two Rivers", "MT", SMALL, NEW, MIXED, (2023,), 400,
          "Two Rivers Nation (invented)"),
    Place("Stonewater Tribal Police Department", TRIBAL, "Stonewater", "AZ", SMALL, PLANNING, CIT, (2024,), 590,
          "Stonewater Pueblo (invented)"),
    Place("Ocotillo Police Department", MUNICIPAL, "Ocotillo", "AZ", LARGE, MATURE, CIT, (2021, 2023), 270),
    Place("Copper Basin Sheriff’s Office", SHERIFF, "Copper County", "AZ", MEDIUM, NEW, DEFLECTION, (2023,), 345),
    Place("Prairie Bend Police Department", MUNICIPAL, "Prairie Bend", "IL", LARGE, MATURE, CIT, (2022,), 6),
    Place("Larkspur Police Department", MUNICIPAL, "Larkspur", "IL", MEDIUM, NEW, CIT, (2024,), 560),
    Place("Wheelwright County Sheriff’s Office", SHERIFF, "Wheelwright County", "IN", MEDIUM, NEW, CIT, (2023,), 310),
    Place("Loon Harbor Police Department", MUNICIPAL, "Loon Harbor", "MN", MEDIUM, MATURE, CO_RESPONSE, (2022,), 220),
    Place("North Star State Patrol Academy", STATE, "Saint Aurel", "MN", VERY_LARGE, NEW, MIXED, (2024,), 650),
    Place("Birch Run Township Police", MUNICIPAL, "Birch Run Township", "WI", SMALL, PLANNING, CIT, (2024,), 605),
    Place("Kettle Falls Police Department", MUNICIPAL, "Kettle Falls", "MI", MEDIUM, NEW, CIT, (2023,), 375),
    Place("Iron Ridge County Sheriff’s Office", SHERIFF, "Iron Ridge County", "PA", LARGE, MATURE, CIT, (2021,), None),
    Place("Old Mill Borough Police", MUNICIPAL, "Old Mill", "PA", SMALL, NEW, CO_RESPONSE, (2023,), 290),
    Place("Hudson Landing Police Department", MUNICIPAL, "Hudson Landing", "NY", LARGE, MATURE, MOBILE, (2022,), 260),
    Place("Fairhaven Police Department", MUNICIPAL, "Fairhaven", "MA", MEDIUM, MATURE, CO_RESPONSE, (2021,), None),
    Place("Granite Notch Police Department", MUNICIPAL, "Granite Notch", "NH", SMALL, PLANNING, CIT, (2024,), 615),
    Place("Maple Gorge Sheriff’s Department", SHERIFF, "Maple County", "VT", SMALL, NEW, EMBEDDED, (2023,), 355),
    Place("Oyster Bend Police Department", MUNICIPAL, "Oyster Bend", "MD", LARGE, MATURE, CIT, (2022, 2024), 570),
    Place("Blue Laurel Police Department", MUNICIPAL, "Blue Laurel", "VA", MEDIUM, NEW, CIT, (2023,), 320),
    Place("Carolina Pines Police Department", MUNICIPAL, "Carolina Pines", "NC", LARGE, MATURE, MIXED, (2022,), 230),
    Place("Peach Hollow Police Department", MUNICIPAL, "Peach Hollow", "GA", LARGE, NEW, CO_RESPONSE, (2023,), 385),
    Place("Cayo Sereno Police Department", MUNICIPAL, "Cayo Sereno", "FL", LARGE, MATURE, CIT, (2021, 2024), 595),
    Place("Bayou Verret Parish Sheriff’s Office", SHERIFF, "Verret Parish", "LA", MEDIUM, NEW, CIT, (2022,), None),
    Place("Prairie Wind Police Department", MUNICIPAL, "Prairie Wind", "NE", MEDIUM, NEW, MOBILE, (2023,), 365),
    Place("Sage Flat Department of Public Safety", OTHER, "Sage Flat", "NV", SMALL, PLANNING, DEFLECTION, (2024,), 625),
]  # fmt: skip


def make(report) -> dict[str, Agency]:
    """Make the agencies that are missing, with their awards and domains; return those made now, by name."""
    there = set(Agency.objects.filter(is_demonstration=True).values_list("name", flat=True))
    today = timezone.localdate()
    made = {}
    for number, place in enumerate(AGENCIES, start=1):
        if place.name in there:
            continue
        agency = Agency(
            name=place.name,
            kind=place.kind,
            city=place.city,
            state=place.state,
            tribal_nation=place.nation,
            size=place.size,
            stage=place.stage,
            model=place.model,
            is_demonstration=True,
        )
        agency.awards = [_award(place, year, number, today) for year in place.years]
        agency.email_domains = [EmailDomain(domain=place.domain)]
        agency.full_clean()
        agency.save()
        made[agency.name] = agency
    report(f"  {len(made)} agencies")
    return made


def _award(place: Place, year: int, number: int, today: date) -> Award:
    is_newest = year == max(place.years)
    extended = today + timedelta(days=place.days) if is_newest and place.days is not None else None
    return Award(
        year=year,
        number=f"DEMO-{year}-CIT-{number:03}",
        starts_on=date(year, 10, 1),
        ends_on=date(year + 2, 9, 30),
        extended_to=extended,
    )
