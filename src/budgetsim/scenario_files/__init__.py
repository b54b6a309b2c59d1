"""Scenario files: found, read, checked, resolved, revised and written.

A scenario file is TOML. At the top level it may hold ``extends`` (a reference name, or a path relative to the
file), ``name`` (default: the file's stem), ``description`` and ``replace_changes``; then the tables ``[policy]``,
``[department]``, ``[bureau]``, ``[district]`` and ``[protocol]``, whose keys are the declared parameters; then
blocks ``[[change]]`` with ``year`` (1 is the first recorded year), optional ``share`` and ``assignment``, and any
levers of ``policy`` by bare name. Values override those of the base; blocks are added after the base's, unless
``replace_changes = true`` drops the base's first. ``district.departments_file`` names a CSV relative to the file
that names it; a table ``[roster]`` (``names``, ``archetypes``, ``sizes``, ``budgets``) holds departments in the
file itself, and the CSV is then not read. A table ``[panel]`` beside ``departments_file`` says how that file is
read, a table ``[money]`` (``unit``, ``budgets``) in what money results are told.

Nothing of a file is ever executed, and whatever its bytes are, the only error it can raise is ``ScenarioError``.
"""
