"""``python -m generated TRIPLES FILE.nq|DIRECTORY``."""

import argparse
from pathlib import Path

import generated

parser = argparse.ArgumentParser(description="Make up a graph of about so many statements.")
parser.add_argument("triples", type=int)
parser.add_argument("to", type=Path, help="a file that ends in .nq, or a folder for a graph directory")
parser.add_argument("--seed", type=int, default=1)
given = parser.parse_args()
make = generated.write if given.to.suffix == ".nq" else generated.found
print(make(given.to, given.triples, given.seed), "statements")
