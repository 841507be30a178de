"""The reports, their numbers and the facts behind them, in a browser.

    settings    what a server is told when it starts
    links       how pages lead to each other, on a server and in a site
    site        the same as files that need no server
    server      starting, telling where it listens, stopping with requests finished
    patience    how long a connection is waited for
    app         every address there is, and what answers it
    guard       what is refused before anything is asked: hosts, tokens, sizes, methods, time
    refusals    every refusal in one shape, as JSON or as a page
    answer      what is asked, and what is answered, without a word of HTTP
    desk        what answers are made from: the store at a moment, definitions, built reports
    posting     what readers send, received within limits
    staging     where it waits, until it is confirmed or removed
    works       how far long work is, for the page that waits
    bring       files to be loaded: looked at, then stored
    audited     documents to be audited
    asking      what a page about goods asks at its address
    goods       goods to choose from on it
    make        reports made by choosing, and their definitions
    words       the words of pages, by language
    templates   pages from them

It computes nothing of its own: reports come from `publish`, and what a number is from the report's
model. Starlette, Jinja2 and uvicorn are the extra `web`; only this package imports them.
"""
