"""The web face: pages, explorer, JSON interface and linked data over one graph."""

from kg.web.app import create_app

__all__ = ["create_app"]
