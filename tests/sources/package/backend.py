"""A build backend in a few lines, so that the package is built where no other backend is installed."""

import tomllib
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def build_wheel(folder: str, config: object = None, metadata: object = None) -> str:
    """Write the wheel into a folder and return its name."""
    project: dict[str, Any] = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]
    name, version = project["name"], project["version"]
    stem = f"{name.replace('-', '_')}-{version}"
    files = {str(path.relative_to(HERE)): path.read_text() for path in HERE.glob("cxtui_corner_desk/*.*")}
    info = f"{stem}.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    for group, entries in project["entry-points"].items():
        lines = "".join(f"{key} = {value}\n" for key, value in entries.items())
        files[f"{info}/entry_points.txt"] = f"[{group}]\n{lines}"
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(Path(folder) / f"{stem}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return f"{stem}-py3-none-any.whl"
