"""Compile the page's own WASM kernels: once for shared memory, once for memory of one's own."""

from converter.tools import run_tool

INPUTS = ["converter/kernels.py", "converter/tools.py", "site/kernels", "package-lock.json"]
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
    for output, memory in zip(OUTPUTS, [[], SHARED], strict=True):
        out = folders.built / output
        out.parent.mkdir(parents=True, exist_ok=True)
        features = [f"--enable={feature}" for feature in FEATURES]
        command = ["asc", "site/kernels/index.ts", f"--outFile={out}", *OPTIONS, *features, *memory]
        run_tool(folders.root, command, "AssemblyScript", "a kernel")
        report(f"{out.name}: {out.stat().st_size} bytes")
