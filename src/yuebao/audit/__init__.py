"""Audit: read a report somebody wrote, and prove what in it cannot be true.

    document → blocks → claims → findings

`read` reduces a file of any format to blocks, `interpret` turns blocks into a `Reading` (`claims`),
`rules` judge the reading, `findings` say it to people and programs.
"""
