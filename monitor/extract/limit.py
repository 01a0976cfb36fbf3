"""The dates of a sentence that can be deadlines, each in its clause (stage 6)."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.extract.clauses import clauses, opens
from monitor.extract.deadline import is_due, is_refuted, over_by
from monitor.extract.disputed import is_threatened
from monitor.extract.ellipsis import goes_on
from monitor.extract.known import is_known
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene
from monitor.records import DueRange

__all__ = ["Limit", "limits"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A date that something can be due by, with all that its sentence tells of it as a date."""

    scene: Scene
    sentence: Sentence
    mention: Mention
    clause: tuple[int, int]
    """Tokens among which what is due stands."""
    told: tuple[int, int]
    """Those of them that tell it, without a phrase that leads them: "despite the elections,"."""
    at: int
    """Token at which the date begins, with the word of its relation."""
    due: DueRange
    over: bool
    """Nothing lasts longer: "will not stay beyond September"."""
    refuted: bool
    """A stay until then is denied, or is not decided."""
    denied: bool
    """A stay until then is denied."""
    known: bool
    """It is a date on record."""
    stage: frozenset[int]
    """The part of the story at whose place its sentence is."""
    same: frozenset[int]
    """The part of the story of which its sentence goes on to speak."""

    @property
    def end(self) -> int:
        """Token behind the date."""
        return self.scene.token(self.mention.end)


def limits(scene: Scene, sentence: Sentence) -> Iterator[Limit]:
    """Each date of a sentence that can be a deadline, in order."""
    here = scene.mentions.get(sentence.number)
    if not here:
        return
    stage, same = scene.stage(sentence, base=True), goes_on(scene, sentence)
    for mention, clause, at in clauses(scene, sentence, here):
        if mention.resolved.period is None or is_threatened(scene, sentence, at):
            continue
        over = over_by(scene, sentence, mention, at)
        refuted = not over and is_refuted(scene, sentence, mention, at)
        if is_due(scene, mention, clause, at, refuted=refuted or over):
            due = scene.due(mention)
            denied = refuted and "undecided" not in scene.reading.cued(sentence.first, at)
            known = is_known(scene, due.last_day)
            told = (opens(scene, clause, at), clause[1])
            yield Limit(
                scene, sentence, mention, clause, told, at, due, over, refuted, denied, known, stage, same
            )
