"""The explorer without a server: a folder of files that anyone can host, or open from a disk.

    build       which pages there are, and which of them are drawn anew
    files       the addresses of a site, and links between its files
    editions    a report's files: its page, tables, charts, figures and downloads
    entry       what a site says of a report elsewhere: on the shelf, in the feed, in the search
    indexes     the shelf, the search, the feed, the maps for machines
    catalogue   the reports as data sets, in the vocabularies of schema.org and DCAT
    folder      what was written before, and writing what changed

It is drawn by the server's own templates. It needs neither Starlette nor uvicorn.
"""
