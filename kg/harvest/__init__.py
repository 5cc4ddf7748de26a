"""Raw records from arXiv, PubMed and OpenAlex: politely, and resumable after a kill at any point.

Each answer becomes one file that ``kg build`` reads as it is; beside them a hidden state file says
where to go on.
"""

from kg.harvest.run import Report, harvest
from kg.harvest.services import SERVICES, Visitor

__all__ = ["SERVICES", "Report", "Visitor", "harvest"]
