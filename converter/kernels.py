"""Compile the page's own WASM kernels: those of networks, and those of PatchMatch."""

from converter.tools import run_tool

INPUTS = ["converter/kernels.py", "converter/tools.py", "site/kernels", "package-lock.json"]
OUTPUTS = ["kernels/kernels.wasm", "kernels/kernels-threaded.wasm", "kernels/patchmatch.wasm"]

# -O2 keeps the order in which the kernels are written; -O3 gathers loads, and registers run out.
NETWORKS = ["-O2", "--importMemory", *(f"--enable={name}" for name in ("simd", "relaxed-simd", "threads"))]

# TensorFlow.js shares a memory of up to 4 GiB between its threads; a module must name the same bounds.
SHARED = ["--sharedMemory", "--initialMemory=1", "--maximumMemory=65536"]

# What each output is made of, and how.
MODULES = {
    OUTPUTS[0]: ["site/kernels/index.ts", *NETWORKS],
    OUTPUTS[1]: ["site/kernels/index.ts", *NETWORKS, *SHARED],
    OUTPUTS[2]: ["site/kernels/patchmatch/index.ts", "-O3", "--enable=simd"],
}
ALL = ["--noAssert", "--runtime=stub", "--enable=bulk-memory"]


def build(folders, report):
    """Write `built/kernels/`: those of networks once for each kind of memory, shared or one's own.

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
    for output, options in MODULES.items():
        out = folders.built / output
        out.parent.mkdir(parents=True, exist_ok=True)
        run_tool(folders.root, ["asc", *options, *ALL, f"--outFile={out}"], "AssemblyScript", "a kernel")
        report(f"{out.name}: {out.stat().st_size} bytes")
