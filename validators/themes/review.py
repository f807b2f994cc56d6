"""Rules for reviewed entries: a later edit is an amendment, and says why."""

from __future__ import annotations

from collections.abc import Iterator

from glovebook.validators.rule import Hit, View, rule


@rule("review/amended", "warning", draft="should", archive="must")
def amended(view: View) -> Iterator[Hit]:
    """An entry whose text is not the one last reviewed says under ``amendments:`` what was changed since, and why."""
    reviews = [review for review in view.entry.reviews if review.sha256]
    if not reviews or not view.digest:
        return
    last = max(reviews, key=lambda review: review.date)
    if last.sha256 == view.digest or any(change.date >= last.date for change in view.entry.amendments):
        return
    index = view.entry.reviews.index(last)
    yield Hit(
        f"reviews[{index}].sha256",
        f"the text is not the one that {last.by} reviewed on {last.date}",
        "say what was changed, e.g. 'amendments: [{by: lhe, date: 2018-02-02, reason: ...}]', or take the change back",
        {"reviewed": last.sha256, "found": view.digest},
    )
