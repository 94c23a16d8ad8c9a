"""One row a figure: ours, the peer's where there is one, the ratio, the target, met or not."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def row(name, ours, unit, target=None, peer=None, peer_name=None):
    """Describe one figure.

    Parameters
    ----------
    name : str
    ours : float
        In `unit`.
    unit : str
    target : float, optional
        At most this: of the ratio where there is a peer, of `ours` otherwise.
    peer : float, optional
        The same figure of a trusted implementation, measured in the same run.
    peer_name : str, optional

    Returns
    -------
    dict
    """
    ratio = None if peer is None else ours / peer
    judged = ours if ratio is None else ratio
    met = None if target is None else bool(judged <= target)
    figures = {"ours": ours, "unit": unit, "peer": peer, "peer_name": peer_name}
    return {"name": name, **figures, "ratio": ratio, "target": target, "met": met}


def print_table(rows):
    """Print the rows as a table for people."""
    cells = [["", "ours", "peer", "ratio", "target", "met"]]
    for each in rows:
        unit = each["unit"]
        peer = "" if each["peer"] is None else f"{each['peer']:.4g} {unit} ({each['peer_name']})"
        ratio = "" if each["ratio"] is None else f"{each['ratio']:.2f}"
        target = "" if each["target"] is None else f"≤ {each['target']:g}"
        met = {None: "", True: "yes", False: "MISSED"}[each["met"]]
        cells.append([each["name"], f"{each['ours']:.4g} {unit}", peer, ratio, target, met])
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    print()
    for line in cells:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
