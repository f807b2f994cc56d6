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
    since = [change for change in view.entry.amendments if change.date >= last.date]
    left = since[-1].sha256 if since else last.sha256
    if view.digest in (last.sha256, left) or left is None:
        return  # an amendment that was written by hand does not say what text it left
    if since:
        path, said = f"amendments[{view.entry.amendments.index(since[-1])}]", f"{since[-1].by} left on {since[-1].date}"
    else:
        path, said = f"reviews[{view.entry.reviews.index(last)}]", f"{last.by} reviewed on {last.date}"
    yield Hit(
        f"{path}.sha256",
        f"the text is not the one that {said}",
        "say what was changed, e.g. 'amendments: [{by: lhe, date: 2018-02-02, reason: ...}]', or take the change back",
        {"reviewed": left, "found": view.digest},
    )
