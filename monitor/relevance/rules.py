"""What the user says about the topic (``config/topic.toml``) and how scores are made, as plain records."""

from dataclasses import dataclass, field

FALSE_ALARM_COST = 4.9
"""Weight of the share of false alarms against the share of misses: NIST's topic detection and tracking
evaluations, normalised (miss 1, false alarm 0.1, one entry in fifty on the topic)."""


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """Where the story takes place, as territory codes whose names CLDR knows in every language."""

    here: tuple[str, ...] = ()
    """Territories of the topic (``IQ``): their names count as the right place."""
    neutral: tuple[str, ...] = ()
    """Territories that are named in passing in this story (``US``): neither the right place nor a
    competing one."""


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Words and sentences of one language. A word ending in ``*`` matches every word that begins so."""

    leave: tuple[str, ...] = ()
    """The event by itself: withdraw, pull out, exit."""
    end: tuple[str, ...] = ()
    """Words that tell the event only next to a ``presence`` or ``force`` word: end, cut, conclude."""
    stay: tuple[str, ...] = ()
    """The event's opposite: remain, keep. Evidence that the matter is discussed."""
    presence: tuple[str, ...] = ()
    """What ends: mission, presence, role."""
    force: tuple[str, ...] = ()
    """Who leaves, by kind: troops, forces, advisers."""
    actor: tuple[str, ...] = ()
    """Who leaves, by name: coalition, American."""
    place: tuple[str, ...] = ()
    """Where from: cities and bases; country names come from CLDR."""
    elsewhere: tuple[str, ...] = ()
    """Competing places beside the world's countries: cities, bases, regions, adjectives."""
    rival: tuple[str, ...] = ()
    """Competing actors: whoever else may leave the same place."""
    aside: tuple[str, ...] = ()
    """Words of competing topics in the same place."""
    toward: tuple[str, ...] = ()
    """Words that make the place after them a destination, not an origin."""
    ignore: tuple[str, ...] = ()
    """Names that contain a listed word but mean nothing for the topic; the longest match wins."""
    about: tuple[str, ...] = ()
    """Sentences that state the topic."""
    other: tuple[str, ...] = ()
    """Sentences that state the nearest competing topics."""
    who: tuple[str, ...] = ()
    """Fillers of ``{who}`` in leads: the right actors."""
    others: tuple[str, ...] = ()
    """Fillers of ``{who}`` that make a lead wrong."""
    where: tuple[str, ...] = ()
    """Fillers of ``{where}`` in leads: the right places."""
    wrong: tuple[str, ...] = ()
    """Fillers of ``{where}`` that make a lead wrong."""
    leads: tuple[str, ...] = ()
    """Headlines of the event with the slots ``{who}`` and ``{where}``."""
    misses: tuple[str, ...] = ()
    """Headlines that share words but are another matter, with the same slots."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A made item of a feed, from which the topic is learnt: one line of ``config/headlines.jsonl``.

    ``{who}`` and ``{where}`` stand for fillers of the language. One of the story that has such a slot is an
    example against it, too, with the fillers that make it wrong.
    """

    lang: str
    """Language code, one of those with words."""
    relevant: bool
    """Whether it is of the story, or a near miss."""
    title: str
    """Its title, with or without slots."""
    teaser: str = ""
    """Its teaser; empty for a title alone."""


@dataclass(frozen=True, slots=True)
class TopicRules:
    """The topic beside its seeds: ``config/topic.toml`` and ``config/headlines.jsonl``."""

    name: str = ""
    """What the topic is called in listings."""
    places: PlaceRules = field(default_factory=PlaceRules)
    """Territories of the topic."""
    language: dict[str, LanguageRules] = field(default_factory=dict)
    """Rules by primary language subtag."""
    headlines: tuple[Headline, ...] = ()
    """More leads and misses; longer lists stand in ``headlines.jsonl``."""


@dataclass(frozen=True, slots=True)
class RelevancePolicy:
    """How scores are made and read."""

    threshold: float = 0.5
    """Entries at or above it are relevant; scores are calibrated so that 0.5 is the best compromise."""
    digest_threshold: float = 0.2
    """Entries between it and ``threshold`` are worth a look: the article page is fetched, nobody is
    alerted."""
    passage_words: int = 50
    """Longest passage that is scored as one, in words."""
    max_passages: int = 16
    """At most so many passages of a body are scored, from its beginning."""
    strength: float = 0.03
    """Inverse regularisation of the linear combiner: smaller means smoother."""
    label_weight: float = 10.0
    """How many made examples one label of the user weighs when the topic is fitted again."""
    adapt: bool = True
    """Whether the topic is learnt anew from the user's own feeds: their ordinary entries take the place of
    the shipped ones. ``monitor adapt`` shows it and takes it back."""
    adapt_after: int = 300
    """Entries judged before the first time; then it happens whenever they have doubled."""
    adapt_sample: int = 600
    """So many ordinary entries are taken, at most."""
    seed: int = 7
    """Seed of every random draw while fitting."""
