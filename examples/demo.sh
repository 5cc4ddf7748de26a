#!/bin/sh
# The whole way on the sample feed: build, look up, ask, export. Run it with `make demo`.
set -eu
: "${KG:=kg}"
export KG_STORE="${KG_STORE:-.demo/store}"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { say "\$ kg $*"; "$KG" "$@"; }

here=$(dirname "$0")
run build "$here/sample.atom.xml"
run store info
run lookup V4 --limit 1
run query region-papers -p region="visual cortex"
mkdir -p .demo
run export rdf -o .demo/sample.nt
say "\$ head -5 .demo/sample.nt"
head -5 .demo/sample.nt

say "Try next (the graph of this demo is in $KG_STORE):"
cat <<EOF
  . .venv/bin/activate; export KG_STORE=$KG_STORE
  kg query --list                        the questions that NeuroKG answers
  kg paper arxiv:9901.90001              one paper with its marked-up text
  kg lookup hippocampus                  another concept
  kg build your-feed.xml                 your own papers
  kg store stop                          end the local store now (it stops itself when idle)
EOF
