"""The vocabulary: concepts, the forms that name them in text, and search by name.

Its source is SKOS Turtle in ``ontology/``; see ``ontology/README.md`` for origins and licences.
"""

from kg.vocabulary.forms import Form
from kg.vocabulary.search import Hit
from kg.vocabulary.vocabulary import Vocabulary

__all__ = ["Form", "Hit", "Vocabulary"]
