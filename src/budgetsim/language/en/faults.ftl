### What is wrong with scenarios, settings and files, what to write instead, and what has less effect than it seems to.

## How faults are told

fault-comma = { ", " }
fault-colon = { ": " }
fault-semicolon = { "; " }
fault-count = { $number } faults:
fault-more = … and { $number } more
fault-bracketed = { $text } ({ $more })
fault-other-cell = { $message } (1 more such cell on line { $lines })
fault-other-cells = { $message } ({ $number } more such cells on lines { $lines })
fault-lines-more = { $lines } …
fault-wrong-column = is this the right column? It holds { $values } and others
fault-change = change { $number }
fault-column = column
fault-scenario = scenario

## What a value is

fault-digits = a whole number of about { $digits } digits
fault-kind-flag = true or false
fault-kind-whole = a whole number
fault-kind-number = a number
fault-kind-text = a text
fault-kind-table = a table
fault-kind-list = a list
fault-kind-nothing = nothing
fault-kind-other = a { $type }
fault-not-text = { $kind }, not a text
fault-not-number = { $kind }, not a number
fault-not-table = { $kind }, not a table
fault-not-list = { $kind }, not a list
    .remedy = write [[change]] in double brackets
fault-not-changes = { $kind }, not a list of changes
    .remedy = give a list of Change(year, levers)
fault-not-dictionary = { $kind }, not a dictionary
    .remedy = give what to_dict() returned

## Values and what is allowed

fault-allowed = { $problem }; allowed: { $allowed }
fault-allowed-text = a text of at most { $most } characters
fault-allowed-whole = a whole number from { $lower } to { $upper } ({ $unit })
fault-allowed-number = a number from { $lower } to { $upper } ({ $unit })
fault-not-choice = not one of the choices
fault-wrong-text = too long or no valid text
fault-value-missing = a value is needed here
fault-value-extra = there is no such key
fault-value-too-few = needs at least { $least }
fault-value-above = must be above { $bound }
fault-value-at-least = must be at least { $bound }
fault-value-below = must be below { $bound }
fault-value-at-most = must be at most { $bound }
fault-value-pattern = does not look like { $pattern }
fault-value-choice = must be one of { $choices }
fault-value-wanted = must be { $kind }
fault-value-other = is not what belongs here ({ $type })
fault-too-small = too small
fault-too-large = too large
fault-not-whole = not a whole number
fault-nan = not a number
fault-first-year = year 1 is the first recorded year
fault-default = the default is { $value }
fault-bare = write { $value }, bare
fault-write = write { $text }
fault-percent = if { $value } % is meant, write { $better }

## Values that do not go together

fault-values = values { $values }; { $demand }
fault-values-sum = values { $values } (sum { $sum }); { $demand }
fault-rule-archetypes = the shares of archetypes may sum to at most 1 (the rest are coping)
    .remedy = lower one of them
fault-rule-decisions = the shares of decision rules may sum to at most 1 (the rest are rational)
    .remedy = lower one of them
fault-rule-diversion = what can be diverted openly and under concealment may sum to at most 1
    .remedy = lower one of them
fault-rule-weights = the weights of the self-score must sum to 1
    .remedy = set several weights together
fault-rule-grades = grades must rise: fair, then good, then excellent
    .remedy = order the three thresholds
fault-rule-detection = the floor may not lie above the ceiling
    .remedy = lower the floor or raise the ceiling
fault-rule-waste = the smallest passive waste may not lie above the initial one
    .remedy = lower the first or raise the second
fault-rule-learning = the weights of own and peers' experience may sum to at most 1
    .remedy = lower one of them

## Names

fault-renamed = { $former } is called { $name } now; its former name will be taken in this version only
fault-renamed-twice = { $former } is its former name: it is given as { $name } too
    .remedy = leave { $former } out
fault-went = this parameter went with an earlier version of the model
fault-instead-credibility-floor = leave it out: belief in announced use follows what is delivered, whatever becomes of findings
fault-instead-perceived-risk-initial = write delivery_initial, the part of announced checks and audits that is expected to come (-1 is 1 now)
fault-instead-self-bias-persistence = write indicator_renewal, 1 less the persistence: indicators that are replaced renew the error
fault-unknown-parameter = unknown parameter
fault-unknown-lever = unknown lever
fault-unknown-key = unknown key
fault-mean = did you mean { $name }?
fault-group = this is a group; name its parameters one by one, such as { $example }
fault-names-listed = `budgetsim parameters` lists every name
fault-levers-listed = `budgetsim parameters` lists every lever of policy
fault-in-table = write it in the table [{ $group }]
fault-top-level = allowed: { $keys }, and the tables { $tables }
fault-bare-lever = write levers by bare name, such as staff = 5
fault-fixed = { $parameter } is fixed over a run; only levers of policy can change

## Keys of a scenario file

fault-length = must have 1 to { $most } characters
fault-longest = must have at most { $most } characters
fault-signs = may hold no slashes or control characters and not begin with a point
fault-unicode = no valid Unicode text
fault-name-remedy = leave it out to take the name of the file
fault-description-remedy = write a text in quotation marks
fault-extends-remedy = write one reference name or one path in quotation marks
fault-flag = must be true or false
fault-replace-changes-remedy = write replace_changes = true to drop the changes of the base
fault-table-remedy = write [{ $group }] on a line of its own and the values below it
fault-set-too = { $name } is set too
fault-one-out = leave one of the two out

## Changes over time

fault-no-lever = only levers of policy move over time, so that { $all } says nothing here
fault-change-remedy = write [[change]] and year = … below it
fault-year-missing = the year is missing
    .remedy = write year = 1 or later; year 1 is the first recorded year
fault-nothing-moves = no lever moves
    .remedy = write a lever, such as staff = 5
fault-whole-district = this lever belongs to the whole district and cannot move for some departments only
    .remedy = move it in a block without share and assignment; by department may move: { $levers }
fault-late = year { $year } is after the last year; protocol.years is { $years }
    .remedy = move the change forward or lengthen the run
    .together = set changes or protocol.years too
fault-years-varied = years are varied too
fault-reform-later = the reform of { $scenario } begins in year { $year }
    .remedy = take as many years or more
fault-no-lever-moves = no lever is varied that could move in that year
    .remedy = uncertainties hold from the start
fault-after-last = the last recorded year is { $year }, so nothing would move
    .remedy = take an earlier one
fault-never = the reform of { $scenario } begins in year { $year } and would never come
    .remedy = take { $year } years or more

## Lines that move nothing, or some years only

note-all-years = all years
note-year = year { $year }
note-years = years { $first } to { $last }
note-itself = the scenario itself
note-change-here = a change of this file
note-change-of = a change of { $file }
note-limited = { $key } = { $value } moves { $years } only; from year { $until } { $whose } sets { $to }
note-partly = { $key } = { $value } moves all departments until year { $year }, when { $whose } sets { $to } for some of them
note-cut-short = move it there too, or write replace_changes = true
fault-idle = no recorded year would move: { $whose } sets it to { $to } in year 1
    .remedy = write "{ $lever }" = { $value } for all years, or move it in a [[change]] of that year
fault-again = change { $number } sets it anew for all in the same year
    .remedy = leave one of the two out, or move it to another year
fault-steady-too = the file sets { $lever } too
fault-steady-and-moved = set in all years and moved by a change
fault-overruled = no recorded year would move: scenario { $scenario } itself sets it to { $to } in year 1
    .remedy = { $lever } sets it in all years
note-overruled = { $scenario }: { $limited }; { $lever } would set it in all years
note-already = { $scenario }: { $key } = { $value } is its value already
note-already-until = { $scenario }: { $key } = { $value } is its value already until year { $until }, when it sets { $to }; { $lever } sets it in all years
note-late = { $scenario }: with { $years } years its changes of year { $late } never come
note-nobody = no department of { $count } is treated
    .remedy = treat more of them, or leave the change out
note-nobody-of = no { $archetype } department is treated
note-or = { " or " }
note-and = { " and " }
note-above = { $key } above 0
note-drawn = departments drawn at random
note-own-departments = departments of its own
note-matters = it matters with { $demand } only; { $scenario } has { $has }
note-idle = { $key } moves nothing: { $reason }

## Files

fault-missing-file = there is no such file
fault-path-here = check the path; it starts at the working directory
fault-path-there = check the path; it starts at the folder of the file that names it
fault-unreadable = the file cannot be read ({ $reason })
    .remedy = check the path and the permissions
fault-reason-missing = No such file or directory
fault-reason-denied = Permission denied
fault-reason-long = File name too long
fault-reason-links = Too many levels of symbolic links
fault-reason-folder = Not a directory
fault-reason-device = Input/output error
fault-reason-null = embedded null byte
fault-reason-directory = Is a directory
fault-reason-exists = File exists
fault-reason-space = No space left on device
fault-reason-frozen = Read-only file system
fault-reason-quota = Disk quota exceeded
fault-reason-large = File too large
fault-directory = this is a directory
    .remedy = name a file in it
fault-irregular = this is no regular file
    .remedy = name a file on disk
fault-workbook = the file is a workbook or an archive, no text
    .remedy = save it as text (from Excel as CSV UTF-8)
fault-large-file = the file is larger than { $size } MB and was not read
    .remedy = check that it is the right file
fault-utf8 = the file is no UTF-8 text
    .remedy = save it as plain text in UTF-8
fault-not-as-named = the file is damaged, or of another kind than its name says
    .remedy = open it in the program that made it, and save it again
fault-binary = the file is binary
    .remedy = save it as plain text in UTF-8
fault-empty = the file is empty
    .remedy = write something into it; a scenario says at least extends = "wangcheng_2022"
fault-deep = nested more than { $levels } levels deep
    .remedy = a scenario has tables of plain values
fault-ending = no scenario file
    .remedy = its name must end in .toml

## Syntax of TOML; the first are the parser's own words

fault-toml = no valid TOML: { $reason }, in the line `{ $line }`
fault-toml-statement = invalid statement
fault-toml-end = expected newline or end of document after a statement
fault-toml-found = found invalid character { $what }
fault-toml-illegal = illegal character { $what }
fault-toml-twice = cannot declare { $what } twice
fault-toml-overwrite = cannot overwrite a value
fault-toml-table = expected ']' at the end of a table declaration
fault-toml-array = expected ']]' at the end of an array declaration
fault-toml-immutable = cannot mutate immutable namespace { $what }
fault-toml-redefine = cannot redefine namespace { $what }
fault-toml-equals = expected '=' after a key in a key/value pair
fault-toml-key = invalid initial character for a key part
fault-toml-list = unclosed array
fault-toml-inline = unclosed inline table
fault-toml-duplicate = duplicate inline table key { $what }
fault-toml-escape = unescaped '\' in a string
fault-toml-hex = invalid hex value
fault-toml-scalar = escaped character is not a Unicode scalar value
fault-toml-string = unterminated string
fault-toml-date = invalid date or datetime
fault-toml-value = invalid value
fault-toml-digits = a number has too many digits
fault-toml-expected = expected { $what }
fault-slip-line = write name = value, or a table such as [policy]
fault-slip-flag = write true and false in small letters: { $better }
fault-slip-comma = write a decimal point: { $better }
fault-slip-percent = write shares from 0 to 1: { $better }
fault-slip-before = write a digit before the point: { $better }
fault-slip-after = write a digit after the point: { $better }
fault-slip-text = texts need quotation marks: { $better }
fault-slip-other = write numbers bare and texts in quotation marks, and each name once

## Reference scenarios and bases

fault-none = none found
fault-reference = there is no reference scenario of that name
fault-references = reference scenarios: { $names }; a file is given as a path ending in .toml
fault-reference-names = reference scenarios: { $names }
fault-extends = { " extends " }
fault-circle = scenarios extend each other in a circle: { $names }
    .remedy = take one `extends` out of the circle
fault-beside = for the file beside it write "{ $name }.toml"; there is no reference scenario of that name
fault-own-count = the scenario brings its own { $count } departments
    .remedy = leave departments out, or set departments_file = "" to draw departments at random

## Settings and values given in Python

fault-given-twice = given twice
    .remedy = give it once
fault-plain-text = give a plain text
fault-setting = must be key=value
    .remedy = write it without spaces, such as staff=5
fault-set-twice = set twice
    .remedy = set it once
fault-set-changes = changes cannot be set
    .remedy = write them in a scenario file
fault-all-years = { " in all years" }

## Departments of one's own

fault-cells = { $cells } cells where the header has { $columns }
fault-quoted-commas = commas in a name need quotation marks
fault-quoted-semicolons = semicolons in a name need quotation marks
fault-quoted-tabs = tabs in a name need quotation marks
fault-quoted-bars = bars in a name need quotation marks
fault-lists = [roster] needs the lists { $keys }, one element per department
fault-must-list = must be a list
fault-uneven = its lists differ in length
fault-csv = no valid CSV: { $reason }
    .remedy = check the quotation marks of this row
fault-csv-end = unexpected end of data
fault-csv-quote = '{ $what }' expected after '"'
fault-csv-field = field larger than field limit ({ $what })
fault-csv-line = new-line character seen in unquoted field - do you need to open the file with newline=''?
fault-header = the first line must be { $columns }, or a table [panel] beside departments_file names the columns
fault-column-unknown = unknown column
fault-column-missing = missing column
fault-column-twice = column given twice
fault-not-one-of = not one of { $options }
fault-no-departments = there are no departments
    .remedy = write one per row
fault-many-departments = more than { $most } departments
    .remedy = merge the smallest
fault-department-name = must be a printable text of 1 to { $most } characters
    .remedy = give every department a name
fault-name-used = the name was used before
    .remedy = give every department its own name
fault-name-used-line = the name was used before on line { $line }
fault-amount = must be a number above 0 and at most { $most }
    .point = in any unit, with a decimal point and no thousands separators
    .comma = in any unit, with a decimal comma or point and no thousands separators

## Runs

fault-no-scenario = no scenario was given
fault-same-name = several scenarios are called { $names }; give each its own name, for example scenario.replace(name={ $example })
fault-run-years = years={ $years }: a whole number from 1 is needed
fault-seeds-none = seeds={ $seeds }: at least one seed is needed, as a number of seeds or a list
fault-seeds-wrong = seeds must be whole numbers from 0 to { $most }; got { $seed }
fault-seeds-twice = seeds must differ from each other: a repeated seed would count one world twice
fault-decision-type = { $origin } returned { $type }; it must return a Decision with { $actions }
fault-decision-value = { $action }: { $value } for department { $department }; allowed { $low } to { $high }
fault-decision = { $origin } returned an inadmissible decision: { $faults }
fault-policy-rule = policy_rule returned { $type }; it must return a dict of levers, such as { $example }, or an empty one
fault-no-year = no year has been closed yet

## Settings and factors without effect

fault-inert = it would move nothing: { $reasons }
    .remedy = leave it out, or set what it needs too
fault-fixed-and-varied = fixed and varied
    .remedy = leave out --set, or do not vary it (name what else is to vary)
note-uneven = { $scenarios }: { $key } = { $value } moves all years, unlike in the others

## Models and results in Python

fault-seed-and-rng = seed={ $seed } and rng={ $rng }: they mean the same, give one of them
fault-mesa-seed = { $given }: a whole number from 0 to { $most } is needed
    .drawn = draw one for each run beforehand, for example { $example }
    .whole = give { $example }
    .several = a model is one run: build one for each seed, or call simulate(scenario, seeds)
fault-no-decision = { $origin } returned { $type } for department { $department }, not a Decision
fault-no-plan = the view holds no planned decision
fault-no-panel = the panel of departments was not kept: call simulate(..., departments=True)
fault-one-run = a policy rule sees one run at a time: give one scenario and one seed
fault-no-department = there is no department { $department } or no year { $year } in { $scenario }
fault-engine = { $where } = { $name }: no such engine; there are { $names }
fault-engine-missing = engine = compiled needs llvmlite, which is not installed: pip install llvmlite, or take auto

## Draws of parameters

fault-draws-empty = there are no draws
    .remedy = write the names of parameters in the first line, and a draw in each line below
fault-draws-cells = write a cell for each column, and values with commas in quotation marks
fault-draws-many = more than { $most } draws
    .remedy = keep some thousands of them, with their weights
fault-draws-parquet = no Parquet file, or a damaged one
    .remedy = write it again, or save it as CSV
fault-draws-no-parameter = no column is a parameter
    .remedy = name columns as `budgetsim parameters` lists them, such as slack_taste or department.slack_taste
fault-draws-no-number = cannot be drawn: only numbers of department, bureau and district can
    .remedy = leave the column out; levers and the protocol are chosen, and a scenario states them
fault-draws-missing = the cell holds no number
    .remedy = give every draw a value of every parameter, or leave the column out
fault-draws-weight = a weight must be a number, 0 or above
    .remedy = leave the column out if all draws count the same
fault-draws-no-weight = all weights are 0
    .remedy = give some draw a weight above 0, or leave the column out
fault-draws-place = a place must be a number
    .remedy = leave the column out if the order of the draws says nothing

## Files of departments, read as a table [panel] says

roster-fault-no-column = there is no such column
    .remedy = name it in [panel]: { $role } = one of { $columns }
roster-fault-not-found = no column was found by its heading (for { $role })
    .remedy = write a table [panel] beside departments_file with { $role } = one of { $columns }
roster-fault-years = the file has several rows of one department, one for each year
    .remedy = keep one year, only."{ $column }" = ["{ $year }"] in a table [panel], or let the departments be written: budgetsim data district { $file } --out mine.toml
roster-fault-of-panels = says how years, scores or amounts of a panel are read, and nothing about departments
    .remedy = leave it out; the unit of their budgets stands in [money]
roster-fault-idle = moves nothing: this file names no file of departments
    .remedy = write departments_file into the table [district] of the same file, or leave [panel] out
roster-note-sizes = No column says how large departments are: sizes are their budgets (size = "…" names a column).
roster-note-kinds = No column says what kind of work departments do; by their names they are taken for: { $kinds } (archetype = "…" names a column).
roster-note-kinds-unknown = No word of these names says what kind of work it is, and they are taken for procedural: { $names }.
roster-note-totals = Totals are no departments and were passed over: { $rows }.
