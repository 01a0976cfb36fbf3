"""The tokenizer: all normalisation and light stemming inside it, so that raw text encodes rightly.

A piece is a whole stem wherever a stem is frequent; rarer words fall apart into learnt pieces. Numbers
are folded to one
piece: which day or how many soldiers is the extractor's business, and must not make two texts look alike.
"""

from collections import Counter
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from training.texts import OTHERS, Corpora

UNKNOWN = "[UNK]"
ARABIC = r"\x{0621}-\x{064A}\x{067E}\x{0686}\x{0698}\x{06A9}\x{06AF}\x{06C1}\x{06CC}"
_LETTER = f"[{ARABIC}]"
_REPLACE: tuple[tuple[str, str], ...] = (
    (r"[\x{0640}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FEFF}'’`]", ""),
    ("[ىی]", "ي"),
    ("ک", "ك"),
    ("ة", "ه"),
    ("ı", "i"),
    (r"\p{N}+", " 0 "),
    # Article and conjunctions in front, pronouns and number endings behind, while at least three
    # letters stay.
    (rf"(?<!{_LETTER})(?:وبال|وال|فال|بال|كال|ولل|لل|ال)(?={_LETTER}{{3}})", ""),
    (rf"(?<={_LETTER}{{3}})(?:هما|كما|تهم|تها|ات|ون|ين|ان|ها|هم|هن|نا|يه|تي|ته|ه)(?!{_LETTER})", ""),
)


def normaliser() -> normalizers.Normalizer:
    """Compatibility forms, case, accents, Arabic letter variants, digits, clitics: in this order."""
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.NFD(),
            normalizers.StripAccents(),
            *(normalizers.Replace(Regex(pattern), content) for pattern, content in _REPLACE),
        ]
    )


def _stems(words: Iterable[str], count: int) -> list[str]:
    fold = normaliser()
    kept: dict[str, None] = {}
    for word in words:
        for stem in fold.normalize_str(word).split():
            if stem.isalpha() and len(stem) > 1:
                kept.setdefault(stem)
        if len(kept) >= count:
            break
    return list(kept)[:count]


def build(
    corpora: Corpora, frequent: dict[str, list[str]], *, arabic: int, english: int, other: int, pieces: int
) -> Tokenizer:
    """Make the tokenizer.

    Args:
        corpora: texts whose words are counted for the smaller languages and the pieces.
        frequent: words per language, most frequent first.
        arabic, english, other, pieces: how many stems of Arabic, of English and of each other
        language, and how many
            learnt pieces, to keep.
    """
    learner = Tokenizer(models.WordPiece(unk_token=UNKNOWN, max_input_chars_per_word=40))
    learner.normalizer = normaliser()
    learner.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{M}\p{N}]+"), "removed")
    trainer = trainers.WordPieceTrainer(vocab_size=pieces, special_tokens=[UNKNOWN], show_progress=False)
    sentences = [text for pair in (*corpora.pairs, *corpora.others) for text in pair]
    learner.train_from_iterator([*frequent["ar"], *frequent["en"], *sentences], trainer)
    # The learner numbers its pieces differently on every run; their set is the same.
    vocabulary = dict.fromkeys([UNKNOWN, *sorted(set(learner.get_vocab()) - {UNKNOWN})])
    vocabulary |= dict.fromkeys(_stems(frequent["ar"], arabic))
    vocabulary |= dict.fromkeys(_stems(frequent["en"], english))
    fold = normaliser()
    counts: Counter[str] = Counter()
    for _, text in corpora.others:
        counts.update("".join(c if c.isalpha() else " " for c in fold.normalize_str(text)).split())
    vocabulary |= dict.fromkeys(
        word for word, n in counts.most_common(other * len(OTHERS)) if n > 2 and len(word) > 1
    )
    tokenizer = Tokenizer(
        models.WordPiece(
            {piece: i for i, piece in enumerate(vocabulary)}, unk_token=UNKNOWN, max_input_chars_per_word=40
        )
    )
    tokenizer.normalizer = learner.normalizer
    tokenizer.pre_tokenizer = learner.pre_tokenizer
    return tokenizer
