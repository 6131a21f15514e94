from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from factcheck.embedding import BUNDLED, Encoder, bulk_encoder, load_encoder, sentence_transformer
from factcheck.embedding.bulk import BulkEncoder
from factcheck.errors import ModelError

TEXTS = [
    "غادر # جنديا القاعدة قبل نهاية العام",
    "أُصيبَ # أشخاصٌ، بينهم ﻻعبٌ، في حادثِ سيرٍ على الطّريقِ السّريع (٣ م²)",
    "# soldiers left the base before the end of the year",
    "  The café’s ﬁrst naïve visitors paid ½ of it — 3㎞ away ",
    "…",
    "",
    "كلمة " * 40,
]


@pytest.fixture(scope="module")
def expanded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled model written out as a sentence-transformers folder."""
    folder = tmp_path_factory.mktemp("model") / "e5-small"
    sentence_transformer(folder)
    return folder


@pytest.fixture(scope="module", params=["bundled", "bulk, few texts", "bulk", "folder"])
def encoder(request: pytest.FixtureRequest, expanded: Path) -> Encoder:
    if request.param == "bundled":
        return load_encoder()
    if request.param == "folder":
        return load_encoder(str(expanded))
    return BulkEncoder(load_encoder(), few=0 if request.param == "bulk" else 1000)


def test_every_encoder_gives_the_same_vectors(encoder: Encoder) -> None:
    bundled = load_encoder()
    assert encoder.dimension == bundled.dimension == 384
    for mine, reference in (
        (encoder.encode_passages(TEXTS), bundled.encode_passages(TEXTS)),
        (encoder.encode_queries(TEXTS), bundled.encode_queries(TEXTS)),
    ):
        assert mine.shape == (len(TEXTS), 384)
        assert mine.dtype == np.float32
        assert np.allclose(np.linalg.norm(mine, axis=1), 1, atol=1e-3)
        assert (mine * reference).sum(1).min() > 0.999


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.encode_queries([]).shape == (0, 384)
    assert encoder.encode_passages([]).shape == (0, 384)


def test_order_and_company_do_not_matter(encoder: Encoder) -> None:
    together, alone = encoder.encode_passages(TEXTS), encoder.encode_passages(TEXTS[2:3])
    assert (together[2] * alone[0]).sum() > 0.999
    assert np.abs((encoder.encode_passages(TEXTS[::-1])[::-1] * together).sum(1) - 1).max() < 1e-3


def test_queries_and_passages_have_their_own_prefix(encoder: Encoder) -> None:
    assert (encoder.encode_queries(TEXTS[:1]) * encoder.encode_passages(TEXTS[:1])).sum() < 0.99


def test_meaning_is_near_across_languages() -> None:
    arabic, english = load_encoder().encode_passages([TEXTS[0], TEXTS[2]])
    other = load_encoder().encode_passages(["A recipe for lentil soup"])[0]
    assert arabic @ english > arabic @ other


def test_names() -> None:
    assert load_encoder().name == load_encoder(BUNDLED).name == bulk_encoder().name == BUNDLED
    assert load_encoder() is load_encoder()


@pytest.mark.parametrize("name", ["/no/such/folder", ""])
def test_a_model_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(name or "/")


def test_the_bundled_model_needs_no_torch() -> None:
    code = (
        "import sys; from factcheck.embedding import bulk_encoder; bulk_encoder().encode_passages(['x'])\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'pandas', 'pyarrow'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
