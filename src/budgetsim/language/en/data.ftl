### A bureau's own files: what is wrong with them, what was guessed, what looks like an artefact.

## Columns, and what is almost certainly an artefact

data-column-approved = approved
data-column-adjusted = adjusted
data-column-executed = executed
data-column-self-score = self-scores
data-column-external-score = external scores
data-note-total = { $unit } looks like a total: its { $amounts } amounts are the sum of all other units' in every year. Leave it out, or it counts as one more (and the largest) unit.
data-note-subtotal = { $unit } looks like a subtotal: its amounts are the sum of { $number } units in a row, { $first } to { $last }. Leave it out, or these units count twice.
data-note-named-total = { $unit } is named like a total, though its amounts are not the sum of the others'. If it is no unit, leave it out.
data-note-step = From { $year } on, { $amounts } amounts of most of the { $units } units are about { $factor } times { $direction ->
    [up] larger
   *[down] smaller
} than the year before, all at once: has the unit of money changed?
data-note-score-step = From { $year } on, { $scores } of most of the { $units } units are about 100 times as large or as small as the year before: have points become shares of 1, or shares points?
data-note-thousands = In { $amounts }, all { $three } amounts with a point have exactly three digits behind it, and { $none } have no point: if 1.009 means one thousand and nine, write thousands = "." and decimal = "," in [panel].
data-note-renamed = { $number ->
    [one] One unit ends
   *[other] { $number } units end
} where in { $year } { $number ->
    [one] one of nearly the same name begins
   *[other] others of nearly the same names begin
}: { $names }. If they are the same, give them one name, or what lasts cannot be measured.
data-note-akin = { $number ->
    [one] One unit ends
   *[other] { $number } units end
} where in { $year } { $number ->
    [one] one with some of the same words and about the same amounts begins
   *[other] others with some of the same words and about the same amounts begin
}: { $names }. If they are the same, write renames in [panel].
data-note-twins = { $number ->
    [one] One pair of names in the same years differs
   *[other] { $number } pairs of names in the same years differ
} in writing alone: { $names }. Are they the same unit?
data-note-shares = All { $number } { $scores } lie in the lowest hundredth of their range: if they are shares of 1, write score_range = [0, 1] in [panel].
data-note-mixed = The { $amounts } amounts are about { $ratio } times the approved ones, in every unit-year: are both in the same unit of money?
data-note-mixed-units = The { $amounts } amounts of { $number ->
    [one] one unit are
   *[other] { $number } units are
} below a hundredth of the approved ones, or above a hundred times them, in every year: { $names }. Are they in another unit of money?
data-note-levels = { $number ->
    [one] One unit’s { $amounts } amounts are
   *[other] The { $amounts } amounts of { $number } units are
} { $way ->
    [above] more than a hundred times
   *[below] less than a hundredth of
} those of all others in every year, and would be near them in another unit of money: { $names }. If they are in one, write them in that of the others.
data-note-left-out = { $number } of { $all } changes of approved budgets are larger than a factor of { $factor } and are left out as mergers, splits or closures.
data-note-once = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} there in one year only: { $names }. They tell nothing about change.
data-note-gaps = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} missing in years between their first and their last: { $names }.
data-note-years = Fiscal years are written like { $form } (line { $line }); a year that spans two counts as its first.
data-note-wide-digits = { $number } cells of { $column } are in full-width digits and were read as ordinary ones.
data-note-invisible = { $number } names held characters that cannot be seen, which were passed over: { $names }.

## How a file was read

data-warning = { $file }: { $text }
data-note-line = { $text } In [panel]: { $line }
data-note-rows = { $text } ({ $number ->
    [one] row
   *[other] { $number } rows:
} { $rows })
data-note-encoding = The file is not UTF-8 and was read as { $program ->
    [excel-china] GB 18030, as Excel in China saves it
   *[other] { $encoding }
}; save it as UTF-8 if names look wrong.
data-note-undecoded = { $number } characters mean nothing in { $encoding } and stand as �: name the encoding in [panel] if it is another one.
data-note-delimiter = Columns are parted by { $marks ->
    [semicolons] semicolons
    [tabs] tabs
   *[other] bars
}.
data-note-sheet = Sheet { $sheet } of the workbook was read; { $number ->
    [one] there is another one
   *[other] there are { $number } more
}: { $others }.
data-note-above = The header stands in row { $line }; what stands above it was passed over.
data-note-header-rows = The header has { $number } rows, which were read together.
data-note-header-again = The header comes again in { $number ->
    [one] a row
   *[other] { $number } rows
}, which { $number ->
    [one] was
   *[other] were
} passed over.
data-note-numbered = A row that numbers the columns was passed over.
data-note-alone = { $number ->
    [one] A row with a single cell was passed over
   *[other] { $number } rows with a single cell were passed over
}: { $rows }.
data-note-subtotal-row = { $number ->
    [one] One row that sums up others was
   *[other] { $number } rows that sum up others were
} passed over: { $rows }.
data-note-part-row = { $number ->
    [one] One row that is part of the row above it was
   *[other] { $number } rows that are part of the rows above them were
} passed over, since their amounts are already there: { $rows }.
data-note-dashes = { $number ->
    [one] One cell of { $column } holds a dash or a word for nothing ({ $cells }) and was
   *[other] { $number } cells of { $column } hold a dash or a word for nothing ({ $cells }) and were
} taken as not observed.
data-note-total-between = { $number ->
    [one] One total without a year was
   *[other] { $number } totals without a year were
} passed over: { $rows }.
data-note-below = { $number ->
    [one] One row below the table was
   *[other] { $number } rows below the table were
} passed over: { $rows }.
data-note-filled-down = { $number } empty cells of { $heading } were taken to say what stands above them.
data-note-columns = Columns were found by their headings: { $columns }.
data-note-blocks = { $number } tables of one year each ({ $years }) have the same headings and were read as one.
data-note-columns-left = Columns of which nothing is read: { $columns }.
data-note-one-year = No column holds years: all rows are of { $year }, which { $where ->
    [above] stands above the table
    [sheet] the name of the sheet says
    [heading] a heading says
   *[name] the name of the file says
}.
data-note-wide = Years stand as columns ({ $first } to { $last }) and were turned into rows; they hold { $roles }.
data-note-wide-passed = { $number ->
    [one] A column with a year was
   *[other] { $number } columns with years were
} passed over, since nothing says what they hold: { $headings }.
data-note-mark = In { $columns } the { $name ->
    [comma] comma
    [point] point
    [blank] blank
   *[apostrophe] apostrophe
} parts { $kind ->
    [decimal] decimals
   *[thousands] thousands
}.
data-all-amounts = all amounts
data-note-unit = Units of money were reckoned with ({ $units }).
data-note-left-out-units = { $number } rows were left out, as the recipe says: { $names }.
data-note-summed = { $number } rows of the same unit and year were added up; scores are their mean, weighted by approved amounts.
data-note-revenue = { $heading } tells revenue ({ $names }) from spending, and both would be added up; write { $line } in [panel] for spending alone.
data-note-renamed-to = { $number ->
    [one] One unit goes
   *[other] { $number } units go
} by another name: { $names }. Rows of one unit and year were added up.
data-note-negative = { $number ->
    [one] One { $amounts } amount is negative.
   *[other] { $number } { $amounts } amounts are negative.
} { $way ->
    [keep] They were kept as they are.
    [leave-out] They were left out.
   *[other] Say in [panel] what is to become of them: negative = "keep" (a repayment counts) or "leave_out".
}
data-note-outside = { $number } { $scores } lie outside their range and were { $way ->
    [clip] clipped to it
   *[other] left out
}.
data-note-signs-passed = { $number } cells of { $column } hold signs beside their numbers, which were passed over: { $signs }.
data-note-signs-percent = { $number } cells of { $column } hold per-cent signs; their numbers were read as per cent.
data-note-signs-units = { $number } cells of { $column } name their units of money, which were reckoned with: { $signs }.

## What is wrong with a recipe

data-fault-no-column-name = { $kind }, not the name of a column
data-fault-column-taken = this column has another role already
data-fault-score-range = must be the lowest and the highest possible score
    .remedy = write { $name } = [1, 5]
data-fault-top-score = must be a self-score of its range, from { $low } to { $high }
data-fault-same-sign = the same sign cannot part thousands and decimals
    .remedy = write decimal = "{ $other }"
data-fault-not-texts = { $kind }, not a list of texts
    .remedy = write { $example }

## Where lines of a recipe are written

data-said-panel = in [panel]
data-said-set = with --set
data-said-columns = with --columns

## What is wrong with cells

data-fault-no-number = text where a number is needed
data-fault-brackets = an amount in brackets
    .remedy = brackets mean a negative amount: write negative = "keep" or "leave_out" { $said }
data-fault-minus-behind = an amount with its minus behind it
    .remedy = a minus behind a number means a negative amount: write negative = "keep" or "leave_out" { $said }
data-fault-year-span = a fiscal year that spans two must end in the next one
    .remedy = write 2016/17, for example
data-fault-no-year = a year must be a whole number
    .remedy = or a fiscal year: { $forms }
data-remedy-missing = if it means that nothing was observed, write missing = ["", "{ $cell }"] { $said }
data-remedy-point = it has a point, but decimal = "," { $said }; write all numbers of the file in one way
data-remedy-comma = if the comma is a decimal one, write decimal = "," { $said }
data-remedy-thousands = write thousands = "{ $mark }" { $said }
data-remedy-thousands-or-comma = write thousands = "{ $mark }" { $said } (or decimal = ",", if it is a decimal comma)
data-remedy-sign = if { $sign } is a sign beside the number, write signs = ["{ $sign }"] { $said }
data-fault-no-name = a unit needs a name
    .remedy = if an empty cell means what stands above it, write fill_down = ["unit"] { $said }
data-fault-control-character = the name holds a control character
    .remedy = take it out
data-fault-negative = a negative amount
    .remedy = write negative = "keep" (a repayment counts) or negative = "leave_out" { $said }
data-fault-large-amount = must be at most { $most }
    .remedy = use another currency unit
data-fault-outside = outside the range of scores, { $low } to { $high }
    .remedy = correct it, widen { $range }, or write outside = "clip" or "leave_out" { $said }

## What is wrong with a file

data-fault-rows = more than { $most } rows
    .remedy = aggregate the units
data-fault-encoding = the file is no text in { $encoding }
    .remedy = name its encoding { $said }, encoding = "gb18030" (Excel in China), "cp1252" (Excel in Western Europe) or "utf-16", or save it as UTF-8
data-fault-empty = the file is empty
    .remedy = the first line must name the columns
data-fault-delimiter = columns are not parted by { $expected }
    .remedy = they seem to be parted by { $there }: write delimiter = "{ $mark }" { $said }
data-marks-tabs = tabs
data-marks-semicolons = semicolons
data-marks-bars = bars
data-marks-commas = commas
data-fault-column-twice = this column comes twice
    .remedy = rename one of them
data-fault-no-column = missing column (for { $role })
data-remedy-near-column = did you mean { $near }? Write { $role } = "{ $near }" { $said }; the file has { $columns }
data-remedy-name-year = write year = "…" { $said }, or year = 2023 if all rows are of one year; the file has { $columns }
data-remedy-name-column = write { $role } = "…" { $said }; the file has { $columns }
data-fault-no-values = no column of amounts or scores was found by its heading
    .remedy = name one { $said }, approved = "…" (or adjusted, executed, self_score, external_score); the file has { $columns }
data-fault-few-cells = { $cells } cells where the header has at least { $columns }
    .remedy = a row must have a cell for every column
data-fault-many-cells = { $cells } cells where the header has { $columns }
    .remedy = put a cell with the delimiter in it into quotation marks, or leave out separators of thousands
data-fault-unit-twice = the unit was given for { $year } before, on line { $line }
    .remedy = keep one row per unit and year, or write repeated = "sum" { $said } if amounts are to be added up
data-fault-units-twice = the unit was given for the same year before
    .remedy = keep one row per unit and year, or write repeated = "sum" { $said } if amounts are to be added up
data-fault-powers = amounts are multiplied by different powers of ten: { $there }
    .remedy = keep the rows of one: only."{ $column }" = ["{ $first }"] { $said }
data-fault-no-rows = there are no rows below the header
    .remedy = write one per unit and year
data-fault-long-span = the years go from { $first } to { $last }, more than { $most } years
    .remedy = is a year mistyped?
data-fault-one-unit = one unit only: nothing can be said about differences between units
    .remedy = give a panel of several units
data-fault-no-scores = all scores are missing
data-fault-no-amounts = all amounts are missing
data-remedy-unobserved = take the line { $role } out if it was not observed
data-fault-year-forms = years are written like { $one } (line { $line }) and like { $other }
    .remedy = write all of them in one form
data-fault-amounts-in = amounts in { $one } (line { $line }) and in { $other }
    .remedy = bring them to one unit
data-fault-scores-in = scores in { $one } (line { $line }) and in { $other }
    .remedy = bring them to one unit

## What cannot be read

data-fault-html = the file is a web page, whatever its name ends in
    .remedy = open it in a spreadsheet and save it as a workbook (.xlsx) or as CSV
data-fault-toml = a TOML file describes a scenario, a study or a target, and holds no table
    .remedy = name the table itself (CSV, workbook, Stata, Parquet); to calibrate, a target goes behind a flag: --target { $file }
data-fault-extra = workbooks need the extra { $extra }
    .remedy = pip install "budgetsim[{ $extra }]", or save the sheet as CSV
data-fault-workbook = no workbook that can be read: { $reason }
    .remedy = open it in a spreadsheet and save it again, without a password
data-fault-sheet = there is no such sheet
    .remedy = the workbook has { $sheets }
data-fault-stata = no Stata file that can be read: { $reason }
    .remedy = save it again, from Stata 8 to 19
data-fault-parquet = no Parquet file that can be read: { $reason }
    .remedy = write it again, or save it as CSV
data-fault-header-row = the row that is to be the header is empty
    .remedy = count the rows of the file from 1, empty ones too
data-fault-wide-twice = { $other } holds { $role } of the same year
    .remedy = rename one of them, or take it out
data-fault-only = { $kind }, not a table of columns with the cells that rows must have
    .remedy = write only.Type = ["Expenditure"]
data-fault-only-column = no such column
    .remedy = the file has { $columns }
data-fault-only-none = no row has such a cell in this column
    .remedy = there are { $there }
data-fault-rename = a rename needs an old and a new name
    .remedy = write both in each row below the header: old, new
data-fault-renames = { $kind }, not a table of new names by old ones, nor the path of a file with both
    .remedy = write renames = "renames.csv", or "old" = "new" lines in [panel.renames]
data-fault-renames-file = { $text }
data-fault-unit = no unit of money
    .remedy = write a number or a word ({ $units }), for one column or from a year on money_unit.executed = "thousand", money_unit.2018 = "million"
data-remedy-date = a date; is this the right column?
data-remedy-one-year = only { $year } names a year: a panel needs a column of years, or years as columns

## From a panel to a district

data-fault-no-budgets = has no approved amounts, which a district begins with
    .remedy = name their column { $said }: approved = "…"
data-fault-year-beyond = is not a year of the panel, which goes from { $first } to { $last }
    .remedy = name another with --year
data-fault-no-departments = no unit has an approved amount above 0 in this year
    .remedy = name another year with --year
data-fault-no-size = has no size above 0 of { $names }
    .remedy = fill these cells in, or leave --size out
data-note-year-guessed = The district begins with the budgets of { $year }, the last year of the panel (--year takes another).
data-note-not-there = Left out, since they have no approved amount above 0 in { $year }: { $names }.
data-note-size-guessed = Nobody says how large departments are: sizes are their { $years ->
    [one] budgets
   *[other] mean budgets over { $years } years
} (--size names a column).
data-note-archetype-guessed = By their names, these are taken for { $archetype ->
    [production] production: what they do and what comes of it can be seen
    [procedural] procedural: what they do can be seen, what comes of it hardly
    [craft] craft: what comes of their work can be seen, the work itself hardly
   *[coping] coping: neither their work nor what comes of it is easily seen
}: { $names } (--archetype names a column).
data-note-archetype-unknown = No word of these names says what kind of department it is, and they are taken for procedural: { $names }. Look at these first.
data-note-no-money = Nobody says in which unit amounts are, so results are told in mean budgets alone (--money names the unit).
data-note-money-asked = The file does not say in which unit amounts are; they are taken for { $unit }, as asked.
data-remedy-kinds = write one of these, in any language of the package, or leave --archetype out to have them guessed from names
data-remedy-columns = the file has { $columns }
