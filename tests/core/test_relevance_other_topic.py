"""Another story of a different kind: the same code, other seeds and other words."""

from pathlib import Path

import pytest

from monitor import relevance, seeds
from monitor.relevance import LanguageRules, PlaceRules, RelevancePolicy, Topic, TopicRules
from tests.core.relevance_topic import encode, entry

SEEDS = {
    "one.txt": """UN peacekeepers to leave Mali by the end of the year
The Security Council voted to end the peacekeeping mission in Mali, and its troops go by 31 December.
Bamako had asked the United Nations mission to go, and the blue helmets began to close their camps.
The mission's chief said the withdrawal of peacekeepers from Mali would take six months.
""",
    "two.txt": """Blue helmets hand over camp in northern Mali
The United Nations mission in Mali closed its base in Ber and handed it to the army ahead of schedule.
The departure of peacekeepers from Kidal will follow, the mission said, although fighting made the exit risky.
Mali's government wants the mission to finish its withdrawal before December.
""",
}

RULES = TopicRules(
    name="End of the UN mission in Mali",
    places=PlaceRules(here=("ML",)),
    language={
        "en": LanguageRules(
            leave=("withdraw*", "leave*", "leaving", "depart*", "exit*", "hand* over", "close*", "pull* out"),
            end=("end", "ends", "ending", "terminat*", "finish*"),
            presence=("mission*", "mandate*", "operation*"),
            force=("peacekeep*", "troops", "blue helmets", "soldiers", "camp*", "base*"),
            actor=("un", "united nations", "minusma", "peacekeep*", "blue helmets"),
            place=("bamako", "kidal", "gao", "timbuktu", "ber"),
            rival=("french", "france", "wagner", "russian*", "coalition"),
            aside=("election*", "coup", "gold", "cotton", "attack*"),
            about=("UN peacekeepers leave Mali", "Security Council ends the mission in Mali"),
            other=(
                "French troops leave Mali",
                "UN peacekeepers leave Congo",
                "Attack kills soldiers in Mali",
            ),
            who=("UN peacekeepers", "the UN mission", "blue helmets"),
            others=("French troops", "Wagner fighters", "coalition forces"),
            where=("Mali", "Kidal"),
            wrong=("Congo", "Sudan", "Iraq", "Lebanon", "Haiti", "the island"),
            leads=(
                "{who} to leave {where} by December",
                "Mission of {who} in {where} to end",
                "{who} close base in {where}",
            ),
            misses=(
                "Attack on {who} in {where}",
                "Election in {where} put off",
                "{who} train police in {where}",
            ),
        )
    },
)


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    folder: Path = tmp_path_factory.mktemp("seeds")
    for name, text in SEEDS.items():
        (folder / name).write_text(text, "utf-8")
    return seeds.learn(seeds.load(folder), RULES, encode, "stand-in", RelevancePolicy())


@pytest.mark.parametrize(
    ("title", "relevant"),
    [
        pytest.param("UN mission completes withdrawal of peacekeepers from Mali", True, id="story"),
        pytest.param("Blue helmets leave Timbuktu as UN ends Mali mission", True, id="other-town"),
        pytest.param("UN mission completes withdrawal of peacekeepers from Congo", False, id="other-place"),
        pytest.param("Wagner fighters complete withdrawal from Mali", False, id="other-actor"),
        pytest.param("Coalition forces to leave Iraq by December", False, id="the-shipped-story"),
        pytest.param("Attack on UN camp in Mali kills two", False, id="other-news"),
        pytest.param("Cotton harvest in Mali beats forecast", False, id="ordinary"),
    ],
)
def test_another_story_is_followed_by_its_own_files(topic: Topic, title: str, relevant: bool) -> None:
    (found,) = relevance.score([entry(title)], topic, encode)
    assert found.relevant is relevant, found.detail


def test_the_code_names_no_story() -> None:
    package = Path(relevance.__file__).parent
    for module in package.glob("*.py"):
        text = module.read_text("utf-8")
        # Docstrings may give examples; nothing that runs may know a place.
        code = "\n".join(part for i, part in enumerate(text.split('"""')) if i % 2 == 0)
        code = "\n".join(line for line in code.splitlines() if not line.strip().startswith("#"))
        assert "Iraq" not in code, module.name
