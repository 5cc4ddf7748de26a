"""A harvest from its first page, or from where it stopped, to its end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.errors import UsageError
from kg.harvest.folder import Folder, State
from kg.harvest.page import Page, Source
from kg.harvest.services import SERVICES, Visitor

Since = date | Literal["last"] | None


class Report(BaseModel):
    """What a harvest did, and what is in its folder now. Counts are of the round."""

    model_config = ConfigDict(frozen=True)

    service: str
    query: str
    folder: str
    round: int
    since: date | None
    pages: int
    records: int
    files: int
    doubles: int
    total: int | None  # records that the service announces
    moved: bool  # whether it announced another number on the way
    asked: int  # pages that this run asked for
    resumed: bool  # whether an earlier run began this round
    complete: bool


def harvest(
    service: str,
    query: str,
    folder: str | Path,
    visitor: Visitor,
    *,
    since: Since = None,
    new: bool = False,
    limit: int | None = None,
    advance: Callable[[int, int | None], None] = lambda records, total: None,
) -> Report:
    """Bring the records of a query into a folder, going on where an earlier run stopped.

    Args:
        service: a name of :data:`SERVICES`.
        query: in the service's own search language.
        folder: made if need be; it holds one query of one service.
        visitor: who asks.
        since: only what is new or changed since that day; ``"last"``: since the day before the last
            complete round of this folder began, and everything where there is none.
        new: with ``since``, only what is new.
        limit: records of this round after which to stop; the round stays open.
        advance: gets records so far and the announced total after each page.

    Raises:
        UsageError: the folder holds another harvest, or an open round of another ``since``.
        SourceError: the service does not answer, refuses the question, or another harvest runs
            here. What has come is safe; the same call goes on.
        ExportError: a file cannot be written.
    """
    place = Folder(Path(folder))
    with place.locked():
        before = place.state()
        state = _round(before, service, query, since, new)
        resumed = before is not None and state.round == before.round
        first = state.pages
        rules = SERVICES[service]
        with closing(rules.client(visitor)) as client:
            source = rules.source(client, query, visitor, since=state.since, new=state.new)
            if not resumed:
                state = state.model_copy(update={"cursor": source.start()})
                place.save(state)
            state = _paged(place, source, state, limit, advance)
        kept = state.model_dump(exclude={"new", "begun", "cursor"})
        return Report(
            **kept,
            folder=str(place.path),
            asked=state.pages - first,
            resumed=resumed,
            complete=state.cursor is None,
        )


def _round(before: State | None, service: str, query: str, since: Since, new: bool) -> State:
    """The state to go on from: the open round, the complete one, or one that begins."""
    today = datetime.now(timezone.utc).date()
    if before is None:
        day = None if since == "last" else since
        return State(service=service, query=query, since=day, new=new, begun=today, cursor={})
    if (before.service, before.query) != (service, query):
        raise UsageError(
            f"this folder holds the harvest of {before.service} {before.query!r}; "
            "give another folder for another question"
        )
    if since is None or (since, new) == (before.since, before.new):
        return before
    if before.cursor is not None:
        if since == "last":
            return before
        asked = f"since {before.since}" if before.since else "of everything"
        raise UsageError(f"the harvest {asked} in this folder is not complete; finish it first")
    # A day earlier: services date their records by the clocks of their own time zones.
    day = before.begun - timedelta(days=1) if since == "last" else since
    return State(
        service=service,
        query=query,
        round=before.round + 1,
        since=day,
        new=new,
        begun=today,
        cursor={},
    )


def _paged(
    place: Folder,
    source: Source,
    state: State,
    limit: int | None,
    advance: Callable[[int, int | None], None],
) -> State:
    """Ask page after page; each is safe before the next is asked for."""
    if state.cursor is None:
        return state
    seen = {id for content in place.contents(state, source.suffix) for id in source.ids(content)}
    while state.cursor is not None and (limit is None or state.records < limit):
        advance(state.records, state.total)
        page = source.page(state.cursor, None if limit is None else limit - state.records)
        state = _kept(place, source.suffix, state, page, seen)
    advance(state.records, state.total)
    return state


def _kept(place: Folder, suffix: str, state: State, page: Page, seen: set[str]) -> State:
    """Write what the page has that is not there yet, then the state that counts it."""
    content, fresh, doubles = [], 0, 0
    for piece in page.pieces:
        if piece.id in seen:
            doubles += 1
            continue
        if piece.id is not None:
            seen.add(piece.id)
            fresh += 1
        content.append(piece.text)
    if fresh:
        place.write(state, suffix, b"".join(content))
    state = state.model_copy(
        update={
            "pages": state.pages + 1,
            "files": state.files + bool(fresh),
            "records": state.records + fresh,
            "doubles": state.doubles + doubles,
            "total": state.total if page.total is None else page.total,
            "moved": state.moved or page.moved,
            "cursor": page.cursor,
        }
    )
    place.save(state)
    return state
