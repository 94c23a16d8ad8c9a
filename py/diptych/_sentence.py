"""A selection written out in words, in parts that can be taken away one by one."""


def _some(names, many):
    return " or ".join(names) if len(names) <= 3 else f"{len(names)} {many}"


def _number(value):
    return f"{value:.4g}"


def _agreement(value, names):
    if not value.startswith("only:"):
        two = len(names) == 2
        return {
            "agree": "the models agree",
            "disagree": "the models disagree",
            "all-correct": "both right" if two else "all right",
            "all-wrong": "both wrong" if two else "all wrong",
        }[value]
    only = value.removeprefix("only:")
    others = [f"{name} wrong" for id, name in names.items() if id != only]
    return ", ".join([f"{names[only]} right", *others]) if len(others) == 1 else f"only {names[only]} right"


def _outcome(value, names):
    a, b = list(names.values())[:2]
    both = "both" if len(names) == 2 else f"{a} and {b}"
    return {
        "both-right": f"{both} right",
        "only-a": f"{a} right, {b} wrong",
        "only-b": f"{b} right, {a} wrong",
        "both-wrong-same": f"{both} wrong with one answer",
        "both-wrong-different": f"{both} wrong with different answers",
        "unknown-same": f"truth unknown, {both} of one answer",
        "unknown-different": f"truth unknown, {both} of different answers",
    }[value]


def sentence(bundle, selection, total, selected):
    """Write out a selection.

    Parameters
    ----------
    bundle : Bundle
    selection : dict
        Complete.
    total, selected : int

    Returns
    -------
    dict
        ``text``, and ``parts``: a list of ``{"field", "key", "text"}``.
    """
    names = {model.id: model.name for model in bundle.models}
    titles = [c.title for c in bundle.classes] + ["without ground truth"]  # −1 finds the last
    compared = {id: names[id] for id in selection["models"]}
    parts = []

    def add(field, text, key=None):
        parts.append({"field": field, "key": key, "text": text})

    if selection["truth"]:
        add("truth", _some([titles[c] for c in selection["truth"]], "classes"))
    for model, classes in selection["predicted"].items():
        if classes:
            add("predicted", f"{names[model]} says {_some([titles[c] for c in classes], 'classes')}", model)
    if selection["agreement"] != "any":
        add("agreement", _agreement(selection["agreement"], compared))
    if selection["outcome"] != "any":
        add("outcome", _outcome(selection["outcome"], compared))
    for model, right in selection["correct"].items():
        add("correct", f"{names[model]} {'right' if right else 'wrong'}", model)
    for model, right in selection["correct5"].items():
        add("correct5", f"{names[model]} right {'' if right else 'not even '}among five", model)
    for word in dict.fromkeys(selection["words"]):
        add("words", f"with “{word}”", word)
    if selection["search"]:
        add("search", f"containing “{selection['search']}”")
    neuron = selection["neuron"]
    if neuron and neuron["range"]:
        layer = next(m for m in bundle.models if m.id == neuron["model"]).layer(neuron["layer"]).title
        low, high = map(_number, neuron["range"])
        add("neuron", f"{names[neuron['model']]} {layer} {neuron['index']} from {low} to {high}", "range")
    if selection["ids"]:
        count = len(set(selection["ids"]))
        add("ids", f"{count:,} chosen")
    count = f"{selected:,} of {total:,}" if parts else f"all {total:,}"
    text = f"{count}: {', '.join(part['text'] for part in parts)}" if parts else count
    return {"text": text, "parts": parts}
