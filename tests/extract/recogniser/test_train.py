import json

import pytest

from kg.errors import UsageError
from kg.extract import Extractor
from kg.extract.recogniser import Recogniser
from kg.extract.recogniser.clusters import make_clusters
from kg.extract.recogniser.fit import Settings
from kg.extract.recogniser.train import train
from kg.extract.recogniser.words import Clusters
from kg.extract.tokenizer import split
from kg.vocabulary import Vocabulary

SHORT = Settings(epochs=15, dropout=0.2, batch=16)
REGIONS = ["amygdala", "dorsal striatum", "V4", "olfactory bulb", "lateral septum"]
ANIMALS = ["mice", "rats", "ferrets"]


def sentences(source, *, species=True):
    for i, (region, animal) in enumerate((r, a) for r in REGIONS for a in ANIMALS):
        text = f"We recorded from the {region} of {animal} during sleep."
        found = [(region, "BrainRegion")] + ([(animal, "Species")] if species else [])
        mentions = [
            {"start": text.index(s), "end": text.index(s) + len(s), "type": t, "text": s}
            for s, t in found
        ]
        yield {"id": f"{source}:{i}", "source": source, "text": text, "mentions": mentions}


@pytest.fixture
def gold(tmp_path):
    def write(source, **options):
        path = tmp_path / f"{source}.jsonl"
        path.write_text("\n".join(map(json.dumps, sentences(source, **options))), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


def found(recogniser, text):
    words = split(text)
    [mentions] = recogniser.predict([words])
    return [(" ".join(words[m.start : m.end]), m.type) for m in mentions]


def test_a_model_learns_what_its_gold_marks(gold, tmp_path, vocabulary):
    train([gold("synthetic")], tmp_path / "model", vocabulary=vocabulary, settings=SHORT)
    recogniser = Recogniser.load(tmp_path / "model")
    assert recogniser.labels.types == ("BrainRegion", "Species")
    assert found(recogniser, "We recorded from the dorsal striatum of ferrets during rest.") == [
        ("dorsal striatum", "BrainRegion"),
        ("ferrets", "Species"),
    ]


def test_training_twice_gives_the_same_weights(gold, tmp_path, vocabulary):
    for name in ("one", "two"):
        train([gold("synthetic")], tmp_path / name, vocabulary=vocabulary, settings=SHORT)
    one, two = ((tmp_path / name / "weights.npz").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_model_can_be_limited_to_some_types(gold, tmp_path, vocabulary):
    recogniser = train(
        [gold("synthetic")], tmp_path, types={"Species"}, vocabulary=vocabulary, settings=SHORT
    )
    assert recogniser.labels.types == ("Species",)


def test_a_corpus_that_marks_fewer_types_does_not_unteach_the_others(gold, tmp_path, vocabulary):
    files = [gold("synthetic"), gold("whitetext", species=False)]
    recogniser = train(files, tmp_path / "model", vocabulary=vocabulary, settings=SHORT)
    assert ("rats", "Species") in found(recogniser, "We recorded from the amygdala of rats.")


def test_the_model_says_what_it_was_made_from(gold, tmp_path, vocabulary):
    train([gold("whitetext")], tmp_path / "model", vocabulary=vocabulary, settings=SHORT)
    about = json.loads((tmp_path / "model" / "model.json").read_text())
    assert about["follows"] == "whitetext"
    assert about["texts"] == {"whitetext": 15}
    assert about["vocabulary"] == vocabulary.version


def test_a_name_means_what_the_annotators_mean_by_it(gold, tmp_path, vocabulary):
    path = gold("synthetic")
    genus = {"mice": "NCBITaxon:10088", "ferrets": "NCBITaxon:0000000"}  # the second is none
    texts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for text in texts:
        for mention in text["mentions"]:
            mention["curie"] = genus.get(mention["text"])
    path.write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    train([path], tmp_path / "model", vocabulary=vocabulary, settings=SHORT)
    extractor = Extractor(vocabulary, model=tmp_path / "model")
    ids = {m.text: m.curie for m in extractor.mentions("Mice, rats and ferrets slept.")}
    assert ids == {
        "Mice": "NCBITaxon:10088",
        "rats": "NCBITaxon:10116",
        "ferrets": "NCBITaxon:9669",
    }


def test_gold_without_a_wanted_type_is_refused(gold, tmp_path, vocabulary):
    with pytest.raises(UsageError, match="Dataset"):
        train([gold("synthetic")], tmp_path, types={"Dataset"}, vocabulary=vocabulary)


@pytest.mark.slow
def test_clusters_group_words_that_keep_the_same_company(tmp_path):
    regions, verbs = ["amygdala", "striatum", "septum"], ["fires", "rests", "grows"]
    fillers = [f"word{i}" for i in range(3000)]
    texts = [f"the {region} {verb} in rats" for region in regions for verb in verbs] * 10
    texts += [" ".join(fillers)] * 4
    clusters = make_clusters(texts)
    clusters.save(tmp_path / "clusters.npz")
    found = Clusters.load(tmp_path / "clusters.npz")
    assert found.of("Amygdala")[:3] == found.of("septum")[:3]
    assert found.of("amygdala")
    assert not found.of("unseen")
    assert make_clusters(texts).groups == clusters.groups
