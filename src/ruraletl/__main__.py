"""``python -m ruraletl``: the command line."""

from ruraletl.cli import main

main()
