"""Write the specification as a page: `python -m tests.spec`."""

from tests.spec.page import PAGE, draw_page

if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(draw_page(), encoding="utf-8")
