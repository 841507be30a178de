"""What a person does with all that stands below: build, plan, look, audit, and do it many times.

    build       a report, held to its own audit
    batch       many reports, resumable, over several processes
    plan        which files a report still needs
    status      what a store holds, what is missing, what looks wrong
    vintages    the loads a report rests on
    revisions   what was revised between two dates
    verify      a store against its own raw files
    question    a question beside any report, from texts and back
    explore     its answer from a store, with the statements that were run
    explored    that as figures and as records
    audit       a report that somebody wrote, against itself and a store
    demo        the packaged sample
    writing     files whole or not at all
    errors      every refusal in one JSON shape

Each module takes a frozen record of what is asked and gives a frozen record of what came of it;
its `…_record` function gives that as JSON has it. Progress and warnings go to a `domain.Progress`.
There is no command line and no HTTP here: `cli` stands on top, as any other front end would.

The modules are imported one by one, as a front end needs them: this package alone costs nothing.
"""
