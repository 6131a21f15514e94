"""The optional inference model: contradictions in words, by a tiny model made here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck import Document
from factcheck.build import add_reports
from factcheck.embedding.hub import load_model
from factcheck.embedding.inference import load_inference
from factcheck.errors import ModelError
from factcheck.index import open_index
from factcheck.verify import VerifyOptions, verify

LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}


def _model(folder: Path, labels: dict[int, str], answer: int) -> str:
    """A BERT of a few weights that always gives the same answer."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "minister", "denied"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        num_labels=len(labels), id2label=labels, label2id={v: k for k, v in labels.items()},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.zero_()
        model.classifier.bias[answer] = 9.0
    model.save_pretrained(folder)
    return str(folder)


@pytest.mark.parametrize(("answer", "found"), [(0, 1), (1, 0)])
def test_contradictions_in_words_are_shown_beside_the_findings(tmp_path: Path, answer: int, found: int) -> None:
    model = _model(tmp_path / "model", LABELS, answer)
    report = Document("نفى الوزير أمس أن الجسر أغلق أمام الشاحنات.", "r1", None, "B", None, date(2024, 9, 5), "ar")
    add_reports([report], tmp_path / "index", jobs=1)
    article = Document("قال الوزير أمس إن الجسر أغلق أمام الشاحنات.", "a", None, "A", None, date(2024, 9, 5), "ar")
    with open_index(tmp_path / "index") as index:
        plain = verify(article, index)
        asked = verify(article, index, options=VerifyOptions(nli=model, min_confidence=1.0))
    assert plain.claims[0].disputes is None
    assert len(asked.claims[0].disputes or ()) == found
    assert asked.claims[0].verdict == "unmatched"


def test_a_model_without_the_label_is_refused(tmp_path: Path) -> None:
    model = _model(tmp_path / "model", {0: "yes", 1: "no"}, 0)
    with pytest.raises(ModelError, match="no label 'contradiction'"):
        load_inference(model)


@pytest.mark.parametrize("kind", ["SentenceTransformer", "CrossEncoder"])
def test_a_name_that_is_nowhere_is_told_without_asking_a_hub_that_does_not_answer(
    kind: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("factcheck.embedding.hub._reachable", lambda: False)
    with pytest.raises(ModelError, match=r"no-such-model.*local path"):
        load_model(kind, "no-such-model")
    assert "Retrying" not in capfd.readouterr().err
