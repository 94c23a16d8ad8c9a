"""The bundle of the review comparison and both networks for the page, from the committed weights."""

import json
import shutil

import diptych

from converter.errors import ConverterError
from converter.quiet import quiet
from converter.reviews._train import encode
from converter.reviews.examples import choose_examples
from converter.reviews.layers import describe_layers
from converter.reviews.networks import load_network, read_weights
from converter.reviews.sentences import CLASSES, read_sentences
from converter.reviews.tokenizer import Tokenizer

NAMES = ("cnn", "lstm")


def build(folders, report):
    """Write `built/bundles/reviews`, `built/models/{cnn,lstm}`, the vocabulary and Probe's sentences.

    Parameters
    ----------
    folders : converter.folders.Folders
    report : callable
        Takes one line of progress.
    """
    models = folders.root / "models"
    sentences = read_test(folders)
    tokenizer = Tokenizer.read(models / "reviews/vocabulary.json")
    described = []
    for name in NAMES:
        report(f"{name}: answers to {len(sentences.texts):,} sentences, and its form for the page …")
        card = json.loads((models / name / "card.json").read_text("utf-8"))
        described.append(_describe(card, models / name / "weights.npz", tokenizer, sentences))
        _publish(card, models / name / "weights.npz", folders)
    (folders.built / "models/reviews").mkdir(parents=True, exist_ok=True)
    shutil.copy(models / "reviews/vocabulary.json", folders.built / "models/reviews/vocabulary.json")
    examples = choose_examples(sentences, [each["probabilities"] for each in described], tokenizer)
    (folders.built / "models/reviews/examples.json").write_text(
        json.dumps(examples, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    diptych.write_bundle(
        folders.built / "bundles/reviews",
        task={
            "name": "Film reviews",
            "description": "Is a sentence from a film review negative or positive? Pang and Lee's sentences, "
            "rated by about 20 people each (Hutto and Gilbert 2014); those that no network was trained on.",
            "kind": "text",
        },
        classes=CLASSES,
        instances={"text": sentences.texts, "rating": [round(r, 2) for r in sentences.ratings.tolist()]},
        truth=sentences.classes,
        ids=sentences.ids,
        models=described,
    )


def read_test(folders):
    """The sentences that the committed networks were not trained on.

    Parameters
    ----------
    folders : converter.folders.Folders

    Returns
    -------
    Sentences

    Raises
    ------
    ConverterError
        The committed split names a sentence that the archive lacks.
    """
    sentences = read_sentences(folders)
    places = {id_: at for at, id_ in enumerate(sentences.ids)}
    ids = json.loads((folders.root / "models/reviews/split.json").read_text())["test"]
    missing = [id_ for id_ in ids if id_ not in places]
    if missing:
        raise ConverterError(
            f"models/reviews/split.json names the sentence {missing[0]!r}, which is not there."
        )
    return sentences.take([places[id_] for id_ in ids])


def _describe(card, path, tokenizer, sentences):
    """One model as `diptych.write_bundle` takes it."""
    with quiet():
        network = load_network(card["id"], path, tokenizer.length)
        answers = network.predict(encode(tokenizer, sentences.texts), batch_size=500, verbose=0)
    return {
        "id": card["id"],
        "name": card["name"],
        "architecture": card["architecture"],
        "parameters": card["parameters"],
        "probabilities": answers["output"],
        "live": f"../../models/{card['id']}/model.json",
        "layers": describe_layers(card["id"], read_weights(path), answers),
    }


def _publish(card, path, folders):
    """Export one network beside the place where it will stand, then put it there whole."""
    part = folders.cache / f"parts/{card['id']}"
    shutil.rmtree(part, ignore_errors=True)
    with quiet():
        from converter.reviews._export import export_graph_model

        export_graph_model(load_network(card["id"], path, card["input"]["length"], unroll=True), part)
    files = [{"name": p.name, "bytes": p.stat().st_size} for p in sorted(part.iterdir())]
    card = card | {"files": files, "downloadBytes": sum(file["bytes"] for file in files)}
    (part / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")
    target = folders.built / f"models/{card['id']}"
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    part.rename(target)
