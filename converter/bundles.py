"""The list of bundles that the page offers: what the other steps built, by id, title and place."""

import json

FIRST = "reviews"  # what the page opens where a link names nothing


def build(folders, report):
    """Write `built/bundles/index.json`.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    folder = folders.built / "bundles"
    folder.mkdir(parents=True, exist_ok=True)
    entries = [_entry(path) for path in sorted(folder.glob("*/bundle.json"), key=_rank)]
    (folder / "index.json").write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n")
    report(f"{len(entries)} bundles: {', '.join(entry['id'] for entry in entries)}")


def _rank(path):
    id = path.parent.name
    return id != FIRST, id


def _entry(path):
    id = path.parent.name
    return {"id": id, "title": json.loads(path.read_text())["task"]["name"], "path": id}
