"""What is downloaded as a spreadsheet is safe to open."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.contrib.forms.models import FormSubmission

from home.forms import ContactFormPage, FormField
from home.models import BoardMember
from members.spreadsheets import harmless
from tests.builders import a_board_member, a_member, a_page, a_request, a_user, an_agency, an_invitation

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://evil.example","click")'


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(a_user(is_superuser=True))


def cells_of(client, address, form, **query):
    response = client.get(address, {"export": form} | query)
    assert response.status_code == 200
    data = b"".join(response.streaming_content)
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode())))
    rows = load_workbook(io.BytesIO(data)).active.iter_rows()
    found = []
    for row in rows:
        assert all(cell.data_type != "f" for cell in row)
        found.append([str(cell.value or "") for cell in row])
    return found


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "\uff1d1", "\x00=1+1",
    ],
)  # fmt: skip
def test_what_looks_like_a_formula_is_put_in_quotes(value):
    assert harmless(value).startswith("'")


@pytest.mark.parametrize("value", ["", "Ann", "a=b", "2024-10-01", "O'Neil", 5, None, -5, 1.5])
def test_everything_else_stays_as_it_is(value):
    assert harmless(value) == value


def everything():
    agency = an_agency(name=FORMULA)
    a_member(agency=agency, first_name=FORMULA, title="@cmd")
    a_request(agency_name=FORMULA, first_name="+1", last_name="-2")
    an_invitation(agency, first_name="\t=1")
    a_board_member(name=FORMULA, organization="-cmd")
    for name in ("people", "agencies", "access_requests", "invitations"):
        yield reverse(f"{name}:index")
    yield reverse(BoardMember.snippet_viewset.get_url_name("list"))
    form = a_page(ContactFormPage, thanks="<p>Thank you.</p>")
    field = FormField.objects.create(page=form, label="=1+1", field_type="singleline", locale=form.locale)
    FormSubmission.objects.create(page=form, form_data={field.clean_name: FORMULA + "\x0b"})
    yield reverse("wagtailforms:list_submissions", args=[form.pk])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_export_holds_a_formula(client, form):
    for address in everything():
        rows = cells_of(client, address, form)
        assert len(rows) > 1, address
        assert any("'" in cell for row in rows for cell in row), address
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], address


def test_an_export_says_what_a_person_would_read(client):
    agency = an_agency(name="Rivertown Police")
    a_member(agency=agency, first_name="Ann", last_name="Able", role="officer", is_coordinator=True)
    rows = cells_of(client, reverse("people:index"), "csv")
    heading, row = (row for row in rows if row[0] in ("First name", "Ann"))
    told = dict(zip(heading, row, strict=True))
    assert told["Agency"] == "Rivertown Police, TN"
    assert told["Standing"] == "Member"
    assert told["Coordinator"] == "yes"


def test_an_export_holds_what_the_list_was_filtered_to(client):
    an_agency(name="Here", state="TN")
    an_agency(name="Elsewhere", state="OH")
    rows = cells_of(client, reverse("agencies:index"), "csv", state="TN")
    assert [row[0] for row in rows] == ["Name", "Here"]


@pytest.mark.parametrize("name", ["people", "agencies"])
def test_an_export_costs_the_same_for_one_row_and_fifty(client, name, django_assert_max_num_queries):
    a_member()
    cells_of(client, reverse(f"{name}:index"), "csv")
    with django_assert_max_num_queries(25) as one:
        cells_of(client, reverse(f"{name}:index"), "csv")
    for _number in range(49):
        a_member()
    with django_assert_max_num_queries(len(one)):
        cells_of(client, reverse(f"{name}:index"), "csv")
