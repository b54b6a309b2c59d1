### Notes on a panel: what in its file is almost certainly an artefact, and how its cells were taken.

panel-column-approved = approved
panel-column-adjusted = adjusted
panel-column-executed = executed
panel-column-self-score = self-scores
panel-column-external-score = external scores
panel-note-total = { $unit } looks like a total: its { $amounts } amounts are the sum of all other units' in every year. Leave its rows out, or it counts as one more (and the largest) unit.
panel-note-subtotal = { $unit } looks like a subtotal: its amounts are the sum of { $number } units in a row, { $first } to { $last }. Leave its rows out, or these units count twice.
panel-note-named-total = { $unit } is named like a total, though its amounts are not the sum of the others'. If it is no unit, leave its rows out.
panel-note-step = From { $year } on, { $amounts } amounts of most of the { $units } units are about { $factor } times { $direction ->
    [up] larger
   *[down] smaller
} than the year before, all at once: has the unit of money changed?
panel-note-score-step = From { $year } on, { $scores } of most of the { $units } units are about 100 times as large or as small as the year before: have points become shares of 1, or shares points?
panel-note-thousands = In { $amounts }, all { $three } amounts with a point have exactly three digits behind it, and { $none } have no point: if 1.009 means one thousand and nine, write thousands = "." and decimal = "," in [panel].
panel-note-renamed = { $number ->
    [one] One unit ends
   *[other] { $number } units end
} where in { $year } { $number ->
    [one] one of nearly the same name begins
   *[other] others of nearly the same names begin
}: { $names }. If they are the same, give them one name, or what lasts cannot be measured.
panel-note-twins = { $number ->
    [one] One pair of names in the same years differs
   *[other] { $number } pairs of names in the same years differ
} in writing alone: { $names }. Are they the same unit?
panel-note-shares = All { $number } { $scores } lie in the lowest hundredth of their range: if they are shares of 1, write score_range = [0, 1] in [panel].
panel-note-mixed = The { $amounts } amounts are about { $ratio } times the approved ones, in every unit-year: are both in the same unit of money?
panel-note-mixed-units = The { $amounts } amounts of { $number ->
    [one] one unit are
   *[other] { $number } units are
} below a hundredth of the approved ones, or above a hundred times them, in every year: { $names }. Are they in another unit of money?
panel-note-left-out = { $number } of { $all } changes of approved budgets are larger than a factor of { $factor } and are left out as mergers, splits or closures.
panel-note-once = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} there in one year only: { $names }. They tell nothing about change.
panel-note-gaps = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} missing in years between their first and their last: { $names }.
panel-note-years = Fiscal years are written like { $form } (line { $line }); a year that spans two counts as its first.
panel-note-wide = { $number } cells of { $column } are in full-width digits and were read as ordinary ones.
panel-note-invisible = { $number } names held characters that cannot be seen, which were passed over: { $names }.
