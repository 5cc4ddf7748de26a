FROM python:3.11-slim-bookworm

RUN useradd --create-home kg
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY kg ./kg
COPY ontology ./ontology
COPY cypher ./cypher
COPY sparql ./sparql
# hadolint ignore=DL3013
RUN pip install --no-cache-dir '.[web]' && rm -rf /src/*

USER 1000
WORKDIR /home/kg
ENTRYPOINT ["kg"]
CMD ["--help"]
