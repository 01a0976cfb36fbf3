"""Words to concepts: clitics, prefixes, phrases, country names, names to ignore."""

import pytest

from monitor.relevance.lexicon import Concept, Lexicon, variants, words
from monitor.relevance.reading import read
from monitor.relevance.relations import NAMES, features
from monitor.relevance.rules import LanguageRules, PlaceRules, TopicRules
from monitor.text import normalise
from tests.core.relevance_topic import rules


def shipped(lang: str) -> Lexicon:
    return Lexicon(lang, rules().language[lang], rules())


def concepts(lang: str, text: str) -> set[tuple[str, str]]:
    parts = words(normalise(text).text)
    return {
        (" ".join(w.text for w in parts[first:last]), concept.value)
        for first, last, concept in shipped(lang).match(parts)
    }


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        pytest.param("ar", "انسحاب القوات", ("انسحاب", "leave"), id="ar-plain"),
        pytest.param("ar", "والانسحاب", ("والانسحاب", "leave"), id="ar-and-the"),
        pytest.param("ar", "للتحالف", ("للتحالف", "actor"), id="ar-for-the"),
        pytest.param("ar", "بالعراق", ("بالعراق", "place"), id="ar-in-the"),
        pytest.param("ar", "إِنْسِحَاب", ("انسحاب", "leave"), id="ar-vowel-marks"),
        pytest.param("ar", "السورية", ("السوريه", "elsewhere"), id="ar-country-adjective"),
        pytest.param("ar", "السوداني", ("السوداني", "place"), id="ar-listed-name-beats-country"),
        pytest.param("en", "Withdrawal", ("withdrawal", "leave"), id="en-open-end"),
        pytest.param("en", "pulled out", ("pulled out", "leave"), id="en-phrase"),
        pytest.param("en", "Niger", ("niger", "elsewhere"), id="en-country"),
        pytest.param("en", "U.S. forces", ("u s", "actor"), id="en-abbreviation"),
        pytest.param("tr", "çekiliyor", ("cekiliyor", "leave"), id="tr-accents"),
        pytest.param("de", "Truppenabzug", ("truppenabzug", "leave"), id="de-compound"),
    ],
)
def test_word_means(lang: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in concepts(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "concept"),
    [
        pytest.param("en", "the Islamic Resistance in Iraq said", "place", id="en-name-holds-place"),
        pytest.param("ar", "المقاومة الإسلامية في العراق", "place", id="ar-name-holds-place"),
        pytest.param("en", "the governing coalition", "actor", id="en-other-coalition"),
        pytest.param("ar", "القطاع المالي", "elsewhere", id="ar-financial-is-no-country"),
    ],
)
def test_ignored_names_mean_nothing(lang: str, text: str, concept: str) -> None:
    assert concept not in {found for _, found in concepts(lang, text)}


@pytest.mark.parametrize(
    ("word", "left"),
    [("والعراق", "عراق"), ("للانسحاب", "انسحاب"), ("وزير", "وزير"), ("troops", "troops"), ("في", "في")],
)
def test_variants_keep_the_word_and_reach_the_stem(word: str, left: str) -> None:
    assert {word, left} <= set(variants(word))


def value(name: str, lang: str, title: str, text: str = "") -> float:
    return float(features(read(title, text, shipped(lang)))[list(NAMES).index(name)])


@pytest.mark.parametrize(
    ("lang", "right", "wrong"),
    [
        pytest.param("en", "US troops leave Iraq", "US troops leave Syria", id="en-place"),
        pytest.param("ar", "القوات الأميركية تغادر العراق", "القوات الأميركية تغادر سوريا", id="ar-place"),
        pytest.param("en", "US troops leave Iraq", "Turkish troops leave Iraq", id="en-actor"),
        pytest.param("ar", "القوات الأميركية تغادر العراق", "القوات التركية تغادر العراق", id="ar-actor"),
        pytest.param("en", "US troops leave Iraq for Syria", "US troops in Iraq leave Syria", id="en-origin"),
        pytest.param(
            "ar", "القوات تغادر العراق باتجاه سوريا", "القوات في العراق تغادر سوريا", id="ar-destination"
        ),
    ],
)
def test_leaving_is_bound_to_actor_and_place(lang: str, right: str, wrong: str) -> None:
    assert value("bound", lang, right) > value("bound", lang, wrong)


def test_ending_counts_only_beside_what_ends() -> None:
    assert value("event", "en", "Coalition mission in Iraq to end") == 1.0
    assert value("event", "en", "School term ends in Iraq on Thursday") == 0.0


def test_a_split_headline_and_teaser_still_connect() -> None:
    assert value("bound", "en", "Troops to go home by September", "Iraq and the US agree.") > 0.1


def test_features_lie_between_nothing_and_one() -> None:
    reading = read("Iraq " * 500, "US troops withdraw from Syria. " * 500, shipped("en"))
    found = features(reading)
    assert found.shape == (len(NAMES),)
    assert ((found >= 0) & (found <= 1)).all()


def test_empty_lists_match_nothing_but_countries() -> None:
    lexicon = Lexicon("en", LanguageRules(), TopicRules(places=PlaceRules(here=("SO",))))
    parts = words("withdraw from Somalia and Kenya")
    assert {concept for _, _, concept in lexicon.match(parts)} == {Concept.PLACE, Concept.ELSEWHERE}
