"""`python -m yuebao` is the command line."""

from yuebao.cli import main

main()
