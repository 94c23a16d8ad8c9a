"""The command line: one sub-command a step, and `all`."""

import argparse
import importlib
import sys
import time
from pathlib import Path

from converter import stamps
from converter.errors import ConverterError
from converter.folders import Folders

# A step is a module `converter.<name>` with `build(folders, report)`; its import is cheap, because `all`
# imports every step to see whether it has anything to do.
STEPS = {
    "fetch": "download every input and check its digest",
    "models": "rebuild the networks and export them to TensorFlow.js",
    "gallery": "the photographs, full size and small",
    "reviews": "the comparison of two review classifiers",
    "photographs": "the comparison of image networks on the gallery",
    "bundles": "list the comparisons that the page offers",
    "vendor": "bundle the libraries of the page",
    "kernels": "compile the page's own WASM kernels",
    "pyodide": "Python for the page, and the analysis as its wheel",
    "site": "assemble dist/",
}


def main(arguments=None):
    """Run the command line.

    Parameters
    ----------
    arguments : list of str, optional
        Without the program's name; the process's own where left out.

    Returns
    -------
    int
        The exit status: 1 after an error that a person can mend.
    """
    options = _parser().parse_args(arguments)
    folders = Folders.default()
    try:
        if options.step == "serve":
            _load("serve").serve(folders, options.port)
        elif options.step == "add":
            _load("add").add(options.bundle, folders, lambda text: print(text, flush=True))
        elif options.step == "photographs" and options.source:
            _convert_photographs(options, folders)
        elif options.step == "train-reviews":
            _load("reviews").train(folders, lambda text: print(text, flush=True))
        elif options.step == "all":
            _build_all(folders)
        else:
            _build(options.step, folders, options.step)
    except ConverterError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="python -m converter", description="Make dist/ from pinned inputs.")
    commands = parser.add_subparsers(dest="step", required=True, metavar="step")
    steps = {name: commands.add_parser(name, help=purpose) for name, purpose in STEPS.items()}
    if "photographs" in steps:
        _describe_photographs(steps["photographs"])
    commands.add_parser("all", help="every step that has anything to do, in this order")
    commands.add_parser("train-reviews", help="train the review networks again, into models/ (some minutes)")
    add = commands.add_parser("add", help="take a bundle of your own into the page")
    add.add_argument("bundle", type=Path, help="the folder that diptych.write_bundle wrote")
    serve = commands.add_parser("serve", help="serve dist/ on this machine")
    serve.add_argument("--port", type=int, default=8000)
    return parser


def _describe_photographs(parser):
    parser.description = "Without a source: the comparison of image networks on the gallery."
    add = parser.add_argument
    add("source", type=Path, nargs="?", help="a folder <class>/*.jpg, or a CSV file: path,label")
    add("out", type=Path, nargs="?", help="the bundle's folder, for `add`")
    add("--labels", type=Path, help="a CSV file with your names of ImageNet's classes: name,class")
    add("--models", type=lambda text: text.split(","), help="ids, joined by commas; all where left out")
    add("--title", help="on screen; the source's name where left out")
    add("--batch", type=int, default=32, help="pictures at once")
    add("--limit", type=int, help="so many pictures, evenly spread over the source")


def _convert_photographs(options, folders):
    if options.out is None:
        raise ConverterError("where to? Give a folder for the bundle after the source.")
    chosen = {name: getattr(options, name) for name in ("labels", "models", "title", "batch", "limit")}
    try:
        _load("photographs").convert(
            options.source, options.out, folders, lambda text: print(text, flush=True), **chosen
        )
    except KeyboardInterrupt:
        raise ConverterError(f"stopped; nothing was written to {options.out}.") from None


def _build_all(folders):
    for number, step in enumerate(STEPS, 1):
        label = f"{number}/{len(STEPS)} {step}"
        if stamps.is_unchanged(step, _load(step), folders):
            print(f"{label}: unchanged", flush=True)
        else:
            _build(step, folders, label)


def _build(step, folders, label):
    module = _load(step)
    start = time.perf_counter()
    module.build(folders, lambda text: print(f"{label}: {text}", flush=True))
    stamps.remember(step, module, folders)
    print(f"{label}: done in {time.perf_counter() - start:.1f} s", flush=True)


def _load(step):
    name = f"converter.{step}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ConverterError(f"the step {step!r} is missing: there is no module {name}.") from error
