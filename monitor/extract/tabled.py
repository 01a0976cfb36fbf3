"""What is only put forward: an idea, an option, a draft, a bill (stage 7)."""

from collections.abc import Iterable

from monitor.lang import Hit

__all__ = ["as_tabled"]

Cues = dict[str, list[Hit]]


def as_tabled(cues: Cues) -> Cues:
    """Cues without words of agreement that only tell of a demand: "signatures for", "the bill stipulates".

    What an idea, an option or a draft holds is proposed, unless somebody has taken it up.
    """
    if "tabled" in cues and "accepted" not in cues:
        first = cues["tabled"][0].first
        cues = _agreeing(cues, (hit for hit in cues.get("agreed", ()) if hit.first < first))
        cues["proposed"] = [*cues["tabled"], *cues.get("proposed", ())]
    if "agreed" not in cues or "proposed" not in cues:
        return cues
    spans = [(hit.first, hit.last) for hit in cues["proposed"] if hit.last - hit.first > 1]
    return _agreeing(
        cues,
        (
            hit
            for hit in cues["agreed"]
            if not any(first <= hit.first and hit.last <= last for first, last in spans)
        ),
    )


def _agreeing(cues: Cues, agreed: Iterable[Hit]) -> Cues:
    """The cues with these words of agreement only."""
    rest = {label: hits for label, hits in cues.items() if label != "agreed"}
    kept = list(agreed)
    return {**rest, "agreed": kept} if kept else rest
