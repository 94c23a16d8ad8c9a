"""Whether a step has anything to do: its sources are what they were, and its output is there."""

import hashlib


def digest(root, inputs):
    """SHA-256 over the names and contents of files and folders.

    Parameters
    ----------
    root : Path
        What the names are relative to.
    inputs : list of str
        Files, or folders taken whole.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    total = hashlib.sha256()
    for name in inputs:
        path = root / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" in file.parts:
                continue
            content = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else "missing"
            total.update(f"{file.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def is_unchanged(step, module, folders):
    """Whether a step's output is there and was made from what its sources are now.

    Parameters
    ----------
    step : str
    module : module
        With `INPUTS` (relative to the repository) and `OUTPUTS` (relative to `built/`); a module without
        them always has something to do.
    folders : Folders

    Returns
    -------
    bool
    """
    stamp = folders.stamps / step
    if not hasattr(module, "INPUTS") or not stamp.exists():
        return False
    there = all((folders.built / output).exists() for output in module.OUTPUTS)
    return there and stamp.read_text() == digest(folders.root, module.INPUTS)


def remember(step, module, folders):
    """Note that a step succeeded with its present sources."""
    if hasattr(module, "INPUTS"):
        folders.stamps.mkdir(parents=True, exist_ok=True)
        (folders.stamps / step).write_text(digest(folders.root, module.INPUTS))
