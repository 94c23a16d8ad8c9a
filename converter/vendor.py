"""Bundle the libraries of package.json for the page: every `site/vendor/*.ts` becomes one ES module."""

import shutil

from converter.tools import run_tool

INPUTS = ["converter/vendor.py", "converter/tools.py", "site/vendor", "package-lock.json"]
OUTPUTS = ["vendor"]

WASM = "node_modules/@tensorflow/tfjs-backend-wasm/dist"

# TensorFlow.js's WASM backend carries a script for Node beside the browser's.
NODE_ONLY = ["fs", "path", "worker_threads", "perf_hooks", "os", "util", "crypto", "module", "url"]


def build(folders, report):
    """Write `built/vendor/`: one bundle an entry, shared code in chunks, and the WASM binaries.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.

    Raises
    ------
    ConverterError
        When esbuild is missing or refuses an entry.
    """
    out = folders.built / "vendor"
    shutil.rmtree(out, ignore_errors=True)
    entries = sorted(p for p in (folders.root / "site/vendor").glob("*.ts") if not p.name.endswith(".d.ts"))
    command = [
        "esbuild",
        *entries,
        f"--outdir={out}",
        "--bundle",
        "--format=esm",
        "--splitting",
        "--minify",
        "--target=es2022",
        "--legal-comments=linked",
        "--define:process.env.NODE_ENV='production'",
        "--log-level=error",
        *(f"--external:{name}" for name in NODE_ONLY),
    ]
    run_tool(folders.root, command, "esbuild", "a vendored library")
    for wasm in sorted((folders.root / WASM).glob("*.wasm")):
        shutil.copy(wasm, out)
    report(f"{len(entries)} libraries bundled")
