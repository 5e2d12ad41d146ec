"""Mappings of other packages: a package that is built and installed, and packages that are broken."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CSV = "nr,opened,what\n1,2026-04-07 10:00:00,printer\n2,2026-04-07 11:00:00,paper\n"
NEVER = "raise RuntimeError('loaded before it was needed')"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the package of this test was built and installed, without a network."""
    built = tmp_path_factory.mktemp("built")
    shutil.copytree(HERE / "package", built / "package")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
         "--disable-pip-version-check", "--target", str(built / "site"), str(built / "package")],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return built / "site"


def offered(site: Path, name: str, code: str, package: str = "cxtui-broken") -> Path:
    """Return the folder with one more package, which offers a mapping by an entry point."""
    module = package.replace("-", "_")
    info = site / f"{module}-0.1.dist-info"
    info.mkdir(parents=True)
    (site / f"{module}.py").write_text(code)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text(f"[cxtui.sources]\n{name} = {module}:SOURCE\n")
    return site


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a fresh process that finds the packages of a folder, with a store of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cxtui", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": f"{ROOT}{os.pathsep}{site}",
            "CXTUI_STORE": str(folder / "floor.db"),
            "COLUMNS": "200",
            "HOME": str(folder),
        },
        timeout=120,
    )


def test_a_package_brings_a_mapping(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CSV)
    done = run(installed, tmp_path, "import", "cases.csv", "--as", "corner-desk", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["source"] == "corner-desk"
    with sqlite3.connect(tmp_path / "floor.db") as db:
        assert sorted(db.execute("SELECT ticket, subject FROM ticket")) == [("1", "PRINTER"), ("2", "PAPER")]
        assert {what for (what,) in db.execute("SELECT what FROM coverage")} == {"merges", "topic"}


def test_help_and_errors_list_it(installed: Path, tmp_path: Path) -> None:
    shown = run(installed, tmp_path, "import", "--help")
    assert shown.returncode == 0
    assert "Mappings of other packages" in shown.stdout
    assert "The Corner Desk's export: a row a ticket, priorities as letters" in shown.stdout
    wrong = run(installed, tmp_path, "import", "cases.csv", "--as", "corner-dask")
    assert wrong.returncode == 3
    assert "Did you mean corner-desk? Packaged: canonical," in wrong.stderr
    assert "Of other packages: corner-desk;" in wrong.stderr


def test_nothing_of_other_packages_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    site = offered(tmp_path / "site", "broken", NEVER)
    for arguments in (("--help",), ("import", str(ROOT / "fixtures"), "--as", "canonical", "--dry-run")):
        done = run(site, tmp_path, *arguments)
        assert (done.returncode, "before it was needed" in done.stdout + done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (NEVER, "cannot be loaded: RuntimeError: loaded before it was needed."),
        ("import no_such_package", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_package'."),
        ("raise SystemExit(0)", "cannot be loaded: SystemExit: 0."),
        ("", "cannot be loaded: AttributeError: module 'cxtui_broken' has no attribute 'SOURCE'."),
        ("SOURCE = {}", "cxtui_broken:SOURCE is a dict, not a cxtui.sources.Source."),
        (
            "from pathlib import Path\nfrom cxtui.sources import Source\nSOURCE = Source(Path('none.toml'))",
            "none.toml: there is no such file",
        ),
    ],
    ids=["raises", "imports", "exits", "empty", "no source", "no file"],
)
def test_a_broken_package_is_told_and_hides_nothing(tmp_path: Path, code: str, expected: str) -> None:
    site = offered(tmp_path / "site", "broken", code)
    done = run(site, tmp_path, "import", str(ROOT / "fixtures"), "--as", "broken")
    assert done.returncode == 3
    assert "mapping broken of cxtui-broken 0.1" in done.stderr
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    shown = run(site, tmp_path, "import", "--help")
    assert shown.returncode == 0
    assert "not usable: mapping broken of cxtui-broken 0.1" in shown.stdout
    assert all(name in shown.stdout for name in ("canonical", "servicenow-log", "technical-support", "zendesk"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise ValueError('no such thing')", "its finish failed: ValueError: no such thing."),
        ("con.execute('SELECT nothing')", "its finish failed: BinderException: "),
        ("return ['everything']", "its finish returned 'everything', which is no coverage."),
    ],
)
def test_a_function_that_fails_is_told(installed: Path, tmp_path: Path, body: str, expected: str) -> None:
    mapping = installed / "cxtui_corner_desk" / "mapping.toml"
    code = (
        f"from pathlib import Path\nfrom cxtui.sources import Source\n"
        f"def finish(con, source, tables, fed):\n    {body}\nSOURCE = Source(Path({str(mapping)!r}), finish)\n"
    )
    site = offered(tmp_path / "site", "broken", code)
    (tmp_path / "cases.csv").write_text(CSV)
    done = run(site, tmp_path, "import", "cases.csv", "--as", "broken")
    assert done.returncode == 3
    assert f"mapping broken of cxtui-broken 0.1: {expected}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "floor.db").exists()


def test_a_packaged_name_wins(tmp_path: Path) -> None:
    site = offered(tmp_path / "site", "canonical", NEVER)
    done = run(site, tmp_path, "import", str(ROOT / "fixtures"), "--as", "canonical", "--dry-run")
    assert done.returncode == 0, done.stderr
    shown = run(site, tmp_path, "import", "--help")
    assert "not used: cxtui has a mapping of this name (mapping canonical of cxtui-broken 0.1)" in shown.stdout
    wrong = run(site, tmp_path, "import", "cases.csv", "--as", "qqq")
    assert "Packaged: canonical, " in wrong.stderr
    assert "Of other packages" not in wrong.stderr


def test_two_packages_of_one_name_are_refused_with_both_named(tmp_path: Path) -> None:
    site = offered(offered(tmp_path / "site", "desk", NEVER, "cxtui-one"), "desk", NEVER, "cxtui-two")
    done = run(site, tmp_path, "import", str(ROOT / "fixtures"), "--as", "desk")
    assert done.returncode == 3
    assert "'desk' is offered by cxtui-one 0.1 and by cxtui-two 0.1; uninstall one of them." in done.stderr
