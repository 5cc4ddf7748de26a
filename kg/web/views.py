"""Pages from templates; everything that a template is given is escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BeforeValidator, Field

from kg import __version__
from kg.model import CONCEPT_TYPES, ConceptType
from kg.web import links
from kg.web.kinds import KINDS, SOURCES
from kg.web.marked import explained, pieces, surely
from kg.web.tables import columns
from kg.web.works import TELLING, Choice, topic_name

if TYPE_CHECKING:
    from kg.web.site import Site

_STATIC = Path(__file__).parent / "static"
ID_LENGTH = 500


def _nothing_if_empty(value: Any) -> Any:
    return None if value == "" else value


_Empty = BeforeValidator(_nothing_if_empty)
Id = Annotated[Annotated[str, Field(max_length=ID_LENGTH)] | None, _Empty, Query()]
Year = Annotated[Annotated[int, Field(ge=0, le=9999)] | None, _Empty, Query()]
Type = Annotated[ConceptType | None, _Empty, Query()]
Flag = Annotated[bool, BeforeValidator(lambda given: given or False), Query()]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]


def chosen(
    topic: Id = None,
    concept: Id = None,
    parts: Flag = False,
    other: Id = None,
    person: Id = None,
    coauthor: Id = None,
    institution: Id = None,
    community: Id = None,
    year: Year = None,
    type: Type = None,
    kind: Id = None,
    source: Id = None,
    oldest: Flag = False,
) -> Choice:
    """The choice of works that the query of an address makes."""
    return Choice(
        topic, concept, parts, other, person, coauthor, institution, community, year, type, kind,
        source, oldest,
    )  # fmt: skip


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site


def base_of(request: Request) -> str:
    """The address of the site, as it was asked, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template."""
    text = (
        _environment()
        .get_template(template)
        .render(request=request, here=request.url.path, **values)
    )
    return HTMLResponse(text, status_code=status)


def fragment(template: str, **values: Any) -> str:
    """Text from a template."""
    return _environment().get_template(template).render(**values)


def thousands(number: int) -> str:
    """A count for people.

    >>> thousands(12345)
    '12,345'
    """
    return f"{number:,}"


def plural(number: int, one: str, more: str | None = None) -> str:
    """The word for a count.

    >>> plural(1, "work"), plural(0, "work"), plural(2, "person", "people")
    ('work', 'works', 'people')
    """
    return one if number == 1 else more or f"{one}s"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"n": thousands, "plural": plural}
    environment.globals |= {
        "KINDS": KINDS,
        "SOURCES": SOURCES,
        "CONCEPT_TYPES": CONCEPT_TYPES,
        "version": __version__,
        "path": links.path,
        "link": links.query,
        "person_page": links.person,
        "node_page": links.node,
        "pieces": pieces,
        "explained": explained,
        "surely": surely,
        "columns": columns,
        "topic_name": topic_name,
        "static": _static,
        "Choice": Choice,
        "TELLING": TELLING,
    }
    return environment


@cache
def _static(name: str) -> str:
    """The address of a static file, another one when its content is another."""
    mark = hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{mark}"
