"""Assemble `dist/`: the page as it is, what the other steps built, and a list of it all for offline use."""

import hashlib
import json
import shutil

from converter.errors import ConverterError

# Sources that only the build or the type checker reads.
LEFT_OUT = {".ts"}

# What a browser of today takes of TensorFlow.js's binaries, isolated or not.
WASM = {f"tfjs-backend-wasm-{kind}.wasm" for kind in ("simd", "threaded-simd")}

# What Probe's sentences need, and its photographs do not.
TEXT = {"cnn", "lstm", "reviews"}

# The part of Compare's film reviews that Probe strikes words out of.
TEST_SENTENCES = {f"bundles/reviews/{name}" for name in ("bundle.json", "instances.json", "truth.npy")}


def build(folders, report):
    """Write `dist/` from `site/` and `built/`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    if not folders.built.exists():
        raise ConverterError("nothing is built yet: run `python -m converter all`.")
    wanted = {}
    for source in (folders.built, folders.root / "site"):
        for path in sorted(source.rglob("*")):
            relative = path.relative_to(source).as_posix()
            if path.is_file() and path.suffix not in LEFT_OUT and not path.name.startswith("."):
                wanted[relative] = path
    for old in sorted(folders.dist.rglob("*"), reverse=True) if folders.dist.exists() else []:
        if old.is_file() and old.relative_to(folders.dist).as_posix() not in wanted:
            old.unlink()
        elif old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for relative, path in wanted.items():
        target = folders.dist / relative
        stat = path.stat()
        if target.exists() and (target.stat().st_size, int(target.stat().st_mtime)) == (
            stat.st_size,
            int(stat.st_mtime),
        ):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    _write_file_list(folders.dist, wanted)
    size = sum(path.stat().st_size for path in wanted.values())
    report(f"dist/: {len(wanted)} files, {size / 1e6:.1f} MB")


def _write_file_list(dist, wanted):
    """The service worker's list: one version for the whole build, so that files of two builds never mix."""
    digest = hashlib.sha256()
    for relative, path in sorted(wanted.items()):
        digest.update(relative.encode())
        digest.update(path.read_bytes())
    groups = {"shell": [], "probe": [], "sentence": [], "compare": []}
    for relative in sorted(wanted, key=_urgency):
        for group in _groups(relative):
            groups[group].append(relative)
    text = json.dumps({"version": digest.hexdigest()[:16], **groups}, indent=1)
    (dist / "files.json").write_text(text + "\n")


def _urgency(relative):
    """Sort key of the order in which files are kept: Python and thumbnails first, what is large last."""
    return relative.startswith(("bundles/", "gallery/full/")), ".maps." in relative, relative


def _groups(relative):
    """Name what needs a file: the page itself or parts of it, nothing for what is only kept once used."""
    top, _, rest = relative.partition("/")
    if top == "models" and rest.split("/")[0] in TEXT:
        return ["sentence"]
    if top == "models":
        return ["probe"]
    if top == "gallery":
        return ["probe", "compare"]
    if top == "kernels" or (top == "vendor" and rest in WASM):
        return ["probe", "sentence"]
    if relative in TEST_SENTENCES:
        return ["sentence", "compare"]
    if top == "bundles" and "/images/" in rest:
        return []
    if top in {"pyodide", "pyscript", "py", "bundles"}:
        return ["compare"]
    if top == "vendor" and (not rest.endswith(".js") or "webg" in rest):
        return []
    return [] if top in {"blank.html", "sw.js"} or rest.endswith(".wasm") else ["shell"]
