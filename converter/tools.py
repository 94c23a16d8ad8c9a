"""Run a tool of package.json: esbuild, AssemblyScript."""

import subprocess

from converter.errors import ConverterError


def run_tool(root, command, name, subject):
    """Run one tool from `node_modules/.bin` in the project's folder.

    Parameters
    ----------
    root : pathlib.Path
        The project.
    command : list
        The tool's file name, then its arguments.
    name : str
        The tool's name, for people.
    subject : str
        What it works on, for people: "a kernel".

    Raises
    ------
    ConverterError
        When the tool is missing, or refuses its subject.
    """
    tool = root / "node_modules/.bin" / command[0]
    if not tool.exists():
        raise ConverterError(f"{name} is missing: run `make setup` (npm ci) first.")
    done = subprocess.run([tool, *command[1:]], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ConverterError(f"{name} refused {subject}: {done.stderr.strip()}")
