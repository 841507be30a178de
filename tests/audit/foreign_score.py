"""What the audit makes of documents in other hands' manners: `tests/audit/foreign`.

python -m tests.audit.foreign_score            # all of them
python -m tests.audit.foreign_score ranked     # those whose name has the word
"""

from __future__ import annotations

import sys

from tests.audit.strangers import lines, score, strangers


def main(words: list[str]) -> int:
    """Print the score; 1 where something is not as it should be."""
    cases = [one for one in strangers() if all(word in one.name for word in words)]
    total = score(cases)
    sys.stdout.write("\n".join(lines(total)) + "\n")
    return int(bool(total.misses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
