"""The ground plan holds: what stands where, and who may import whom."""

import ast
import importlib
import site
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# A room may import from its own floor's name and from every floor below it, never sideways or up.
FLOORS = [
    {"citassist"},
    {"search"},
    {"home"},
    {"assistance", "events", "forum", "library"},
    {"members"},
    {"content"},
]
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def python_files(room):
    folder = ROOT / "site" / room if room == "citassist" else ROOT / room
    return [path for path in folder.rglob("*.py") if "migrations" not in path.parts]


def imported_rooms(path):
    """Every room named by an import anywhere in the file, in functions and type checks too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            names = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        yield from ((name.split(".")[0], node.lineno) for name in names if name.split(".")[0] in ROOMS)


@pytest.mark.parametrize("room", sorted(room for room in ROOMS if python_files(room)))
def test_a_room_imports_only_from_below(room):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in python_files(room)
        for other, line in imported_rooms(path)
        if other != room and ROOMS[other] <= ROOMS[room]
    ]
    assert not wrong, wrong


def test_the_rule_sees_an_import_hidden_in_a_function(tmp_path):
    hidden = tmp_path / "hidden.py"
    hidden.write_text("def peek():\n    from library.models import Video\n    return Video\n")
    assert list(imported_rooms(hidden)) == [("library", 2)]


def test_site_stays_a_folder_and_pythons_own_module_stays_itself():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert not (ROOT / "site" / "locale" / "__init__.py").exists()
    assert not Path(site.__file__).is_relative_to(ROOT)
    assert not Path(importlib.import_module("locale").__file__).is_relative_to(ROOT)


def test_manage_is_the_only_python_file_at_the_root():
    assert [path.name for path in ROOT.glob("*.py")] == ["manage.py"]


def test_there_is_one_catalogue_for_everything():
    tracked = subprocess.run(
        ["git", "ls-files", "*.po"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [path for path in tracked if "LC_MESSAGES" in path] == ["site/locale/es/LC_MESSAGES/django.po"]


def test_no_import_reaches_into_a_function():
    late = []
    for room in ROOMS:
        for path in python_files(room):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                # An app's ready() is the one place where Django wants it so.
                if isinstance(function, ast.FunctionDef) and function.name != "ready":
                    late += [
                        f"{path.relative_to(ROOT)}:{node.lineno}"
                        for node in ast.walk(function)
                        if isinstance(node, ast.Import | ast.ImportFrom)
                    ]
    assert not late, late


def test_this_python_is_supported():
    assert sys.version_info >= (3, 11)


@pytest.mark.parametrize("sheet", sorted((ROOT / "site" / "static" / "css").rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_opens_and_closes_its_blocks(sheet):
    depth = 0
    for character in sheet.read_text(encoding="utf-8"):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
