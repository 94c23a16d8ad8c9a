"""Compile the page's own WASM kernels: once for shared memory, once for memory of one's own."""

import subprocess

from converter.errors import ConverterError

INPUTS = ["converter/kernels.py", "site/kernels", "package-lock.json"]
OUTPUTS = ["kernels/kernels.wasm", "kernels/kernels-threaded.wasm"]

# -O2 keeps the order in which the kernels are written; -O3 gathers loads, and registers run out.
OPTIONS = ["-O2", "--noAssert", "--runtime=stub", "--importMemory"]
FEATURES = ["simd", "relaxed-simd", "threads", "bulk-memory"]

# TensorFlow.js shares a memory of up to 4 GiB between its threads; a module must name the same bounds.
SHARED = ["--sharedMemory", "--initialMemory=1", "--maximumMemory=65536"]


def build(folders, report):
    """Write `built/kernels/`: one module for each kind of memory.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.

    Raises
    ------
    ConverterError
        When AssemblyScript is missing or refuses a kernel.
    """
    compiler = folders.root / "node_modules/.bin/asc"
    if not compiler.exists():
        raise ConverterError("AssemblyScript is missing: run `make setup` (npm ci) first.")
    for output, memory in zip(OUTPUTS, [[], SHARED], strict=True):
        out = folders.built / output
        out.parent.mkdir(parents=True, exist_ok=True)
        features = [f"--enable={feature}" for feature in FEATURES]
        command = [compiler, "site/kernels/index.ts", f"--outFile={out}", *OPTIONS, *features, *memory]
        done = subprocess.run(command, cwd=folders.root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ConverterError(f"AssemblyScript refused a kernel: {done.stderr.strip()}")
        report(f"{out.name}: {out.stat().st_size} bytes")
