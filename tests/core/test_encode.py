"""The bundled encoder and any other: vectors, identity, and one clear sentence when there is none."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from monitor import encode, relevance, seeds
from monitor.encode import Encoder, EncoderPolicy, shipped
from monitor.encode.encoder import _prefix
from monitor.errors import EncoderError
from monitor.relevance import RelevancePolicy
from tests.core.relevance_topic import corpus, entry, rules


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return encode.load()


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small random transformer, saved the way its library saves models."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    letters = [chr(c) for c in range(ord("a"), ord("z") + 1)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    (folder / "vocab.txt").write_text("\n".join(pieces), "utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


def cosine(encoder: Encoder, a: str, b: str) -> float:
    left, right = encoder.encode([a, b])
    return float(left @ right)


def test_the_bundled_files_are_what_was_recorded() -> None:
    recorded = json.loads((shipped.FOLDER / "sha256.json").read_text("utf-8"))
    assert set(recorded) == {"tokenizer.json", "weights.safetensors"}
    for name, digest in recorded.items():
        assert hashlib.sha256((shipped.FOLDER / name).read_bytes()).hexdigest() == digest
    assert sum((shipped.FOLDER / name).stat().st_size for name in recorded) <= 6_000_000


def test_vectors_are_unit_rows_in_order(bundled: Encoder) -> None:
    texts = ["troops", "", "القوات", "weather"]
    vectors = bundled.encode(texts)
    assert vectors.shape == (4, bundled.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 1], atol=1e-5)
    assert np.allclose(bundled.encode(texts[2:3])[0], vectors[2], atol=1e-6)
    assert bundled.encode([]).shape == (0, bundled.dimensions)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        pytest.param("oil prices fall", "انخفاض أسعار النفط", "انسحاب القوات", id="en-ar"),
        pytest.param("US troops leave Iraq", "القوات الأميركية تغادر العراق", "درجات الحرارة", id="event"),
        pytest.param("وزير الدفاع", "minister of defence", "football match", id="office"),
        pytest.param("الطقس غدا", "weather tomorrow", "prime minister", id="weather"),
        pytest.param("the president resigned", "استقالة الرئيس", "سعر الذهب", id="resignation"),
        pytest.param("انسحاب القوات", "withdrawal of forces", "school exams", id="withdrawal"),
    ],
)
def test_translations_are_neighbours(bundled: Encoder, text: str, near: str, far: str) -> None:
    assert cosine(bundled, text, near) > cosine(bundled, text, far) + 0.2


@pytest.mark.parametrize(
    ("one", "same"),
    [
        pytest.param("أيلول", "ايلول", id="hamza"),
        pytest.param("الانسِحابُ", "الانسحاب", id="marks"),
        pytest.param("انسحـــاب", "انسحاب", id="tatweel"),
        pytest.param("على", "علي", id="yaa"),
        pytest.param("مهمة", "مهمه", id="taa-marbuta"),
        pytest.param("٢٠٢٥", "1999", id="numbers-are-one"),
        pytest.param("IRAQ", "iraq", id="case"),
        pytest.param("والقوات", "القوات", id="clitic"),
    ],
)
def test_forms_of_a_word_are_one(bundled: Encoder, one: str, same: str) -> None:
    assert cosine(bundled, one, same) > 0.99


def test_identity_names_model_and_weights(bundled: Encoder) -> None:
    name, _, digest = bundled.identity.partition("@")
    assert name == "bundled"
    assert len(digest) == 12
    assert encode.load("bundled").identity == bundled.identity


def test_a_local_transformer_encodes(transformer: Path) -> None:
    encoder = encode.load(str(transformer), EncoderPolicy(batch_size=2))
    vectors = encoder.encode(["one", "two words", "three more words", "x" * 5000])
    assert vectors.shape == (4, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encode.load(str(transformer)).identity == encoder.identity


@pytest.mark.parametrize(
    ("model", "says"),
    [
        pytest.param("/no/such/folder", "is not a folder", id="no-folder"),
        pytest.param("EMPTY", "cannot be loaded", id="empty-folder"),
        pytest.param("BROKEN", "cannot be loaded", id="damaged-weights"),
        pytest.param("no-such-owner/no-such-model", "without a network", id="not-cached"),
    ],
)
def test_a_missing_model_is_one_clear_sentence(
    model: str, says: str, transformer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    if model == "EMPTY":
        model = str(tmp_path)
    if model == "BROKEN":
        for file in transformer.iterdir():
            if file.is_file():
                (tmp_path / file.name).write_bytes(file.read_bytes())
        (tmp_path / "model.safetensors").write_bytes(b"damaged")
        model = str(tmp_path)
    with pytest.raises(EncoderError) as raised:
        encode.load(model)
    assert says in str(raised.value)
    assert "[encoder] model" in str(raised.value)
    fallback = encode.load_or_bundled(EncoderPolicy(model=model))
    assert fallback.identity.startswith("bundled@")
    assert says in fallback.degraded


@pytest.mark.parametrize(
    ("model", "prefix"),
    [
        ("intfloat/multilingual-e5-small", "query: "),
        ("intfloat/e5-base-v2", "query: "),
        ("/models/multilingual-e5-large", "query: "),
        ("intfloat/multilingual-e5-large-instruct", ""),
        ("BAAI/bge-m3", ""),
        ("someone/modele5x", ""),
    ],
)
def test_prefixes_of_the_e5_family(model: str, prefix: str) -> None:
    assert _prefix(model) == prefix


class _Stub:
    """A model that answers as told."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def encode(self, texts: list[str], **_: object) -> object:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if self.answer is not None else np.ones((len(texts), 3))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(RuntimeError("out of memory"), id="fails"),
        pytest.param(np.full((2, 3), np.nan), id="not-numbers"),
        pytest.param(np.ones((2, 3, 4)), id="one-vector-per-word"),
    ],
)
def test_a_failing_model_is_an_encoder_error(answer: object) -> None:
    with pytest.raises(EncoderError):
        Encoder("stub", lambda: _Stub(answer), EncoderPolicy(), digest="d")


def test_an_idle_model_is_dropped_and_comes_back() -> None:
    from datetime import timedelta

    opened: list[int] = []

    def opening() -> _Stub:
        opened.append(1)
        return _Stub(None)

    encoder = Encoder("stub", opening, EncoderPolicy(idle_unload=timedelta(microseconds=1)), digest="d")
    assert encoder.release()
    assert not encoder.release()
    assert encoder.encode(["a"]).shape == (1, 3)
    assert len(opened) == 2
    assert not Encoder("stub", opening, EncoderPolicy(), digest="d").release()


def test_a_topic_is_learnt_anew_for_another_model(transformer: Path) -> None:
    other = encode.load(str(transformer))
    learnt = seeds.learn(corpus(), rules(), other.encode, other.identity, RelevancePolicy())
    assert learnt.identity.startswith(other.identity)
    story = entry("US troops leave Ain al-Asad base in Iraq by September")
    miss = entry("US troops leave Bagram base in Afghanistan by September")
    near, far = relevance.score([story, miss], learnt, other.encode)
    # Its vectors mean nothing: the words still decide, on the same scale.
    assert (near.relevant, far.relevant) == (True, False)
    assert near.encoder == learnt.identity
