"""Print the benchmark's table and write `bench/results.json`."""

import argparse
import importlib
import json
import platform
import time

from tests.bench.table import ROOT, print_table

PARTS = ["fill", "biharmonic", "patchmatch", "inference", "probe", "sentences", "compare", "photographs"]


def main():
    """Run all parts, or those named."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)}")
    results = []
    for part in parser.parse_args().parts:
        print(f"{part} …", flush=True)
        results += importlib.import_module(f"tests.bench.{part}").measure()
    print_table(results)
    out = ROOT / "bench/results.json"
    out.parent.mkdir(exist_ok=True)
    machine = {"machine": platform.machine(), "system": platform.platform()}
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    out.write_text(json.dumps({"when": stamp, **machine, "results": results}, indent=1) + "\n")
    print(f"\nwritten: {out.relative_to(ROOT)}")


main()
