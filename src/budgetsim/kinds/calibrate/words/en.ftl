### Calibration to a panel: findings, and words in figures.

## Findings

calibrate-pinned = { $model ->
    [rejected] If the model were right in what is fitted, { $number } of { $all } parameters would be pinned down by the moments; but the moments contradict it.
   *[kept] { $number } of { $all } parameters are pinned down by the moments.
}
calibrate-year-effects = { $way ->
    [on] Moments of scores and of changes of budgets are net of what all units share in a year, in the panel and in simulated ones alike; --year-effects off takes them as they stand.
    [short] Moments are taken as they stand: the panel has fewer than { $years } years, too few to part what all units share in a year (--year-effects on takes it off all the same).
   *[off] Moments are taken as they stand: what all units share in a year counts in them; --year-effects on takes it off.
}
calibrate-weakly = Weakly: { $parameters }.
calibrate-bounded = Bounded on one side only: { $parameters }; the moments exclude a part of the range there, and tell no value.
calibrate-edge = At an edge of the range that was allowed: { $parameters }; there the range decides, not the data: the best fit lies outside.
calibrate-not = The moments do not identify { $parameters }: what is told of { $one ->
    [one] it is little more than its range
   *[many] them is little more than their ranges
}.
calibrate-diagonal = Moments are weighted by their variances alone: for optimal weights, the covariance of { $moments } moments from { $groups } units, or clusters of units, is too uncertain (condition number { $condition }), and weights would follow noise.
calibrate-double = { $moment } says the same as { $others } in this panel; what they say counts more than once.
calibrate-fits = The model fits all { $all } moments that it was fitted to, within { $errors } standard errors.
calibrate-misses = Of the { $all } moments that it was fitted to, the model misses { $number }: { $moments }.
calibrate-misfit = { $moment } (data { $data }, model { $model })
calibrate-more = { $number } more in the table
calibrate-others-fit = Of the { $all } other { $one ->
    [one] moment
   *[many] moments
} that the panel yields, it misses none.
calibrate-others-missed = Of the { $all } other { $one ->
    [one] moment
   *[many] moments
} that the panel yields, it misses { $number }: { $moments }.
calibrate-exact = There are no more moments than parameters, so the fit says nothing about the model being right.
calibrate-untested = J = { $j } with { $freedom } { $one ->
    [one] degree
   *[many] degrees
} of freedom cannot be judged: the panel has too few units for a test of overidentification.
calibrate-overidentified = Test of overidentification: J = { $j } with { $freedom } { $one ->
    [one] degree
   *[many] degrees
} of freedom, { $p }. { $verdict ->
    [rejected] The moments contradict the model as a whole; standard errors say how sure the estimates are if it were right in what is fitted.
   *[kept] The fitted moments do not contradict the model.
}
calibrate-blind = What no fitted moment shows: { $directions }.
calibrate-any-value = { $parameter } may take any value in its range
calibrate-together = { $parameter } may rise while { $others }
calibrate-moves = { $parameter } { $way ->
    [up] rises
   *[down] falls
}
calibrate-not-scored = { $year } was held out, but no fitted moment of it could be scored.
calibrate-predicted = { $year } was held out: of its { $fitted } fitted moments { $inside } lie in the model's 90% interval; the model is nearer than last year's value in { $nearer }. Median miss { $model } standard errors against { $naive } of the forecast that nothing changes: the model predicts { $better ->
    [yes] better than that
   *[no] no better than that
    [mixed] better by one of these two counts only
}. All { $all } moments: { $allinside } in the interval, { $allnearer } nearer.
calibrate-one-start = It is not known whether the search converged: it went downhill from one start only ({ $tried } candidates). No parameter counts as pinned down; leave out --starts, or let it be 5 or more.
calibrate-unsettled = The search did not converge: the best of { $descents } descents had not come to an end after { $rounds } steps ({ $tried } candidates). No parameter is pinned down; the estimates are the best that was found. Allow more steps (rounds in the target file).
calibrate-parted = The search did not converge: the two best of { $descents } descents do not agree, { $apart } ({ $tried } candidates). No parameter is pinned down; the estimates are the best that was found. Fit fewer parameters or more moments, or try --starts { $starts }.
calibrate-apart = { $parameter } { $one } against { $other }, { $errors } standard errors apart
calibrate-apart-fit = the criterion { $one } against { $other }
calibrate-converged = The search converged: the two best of { $descents } descents from far apart agree, and { $agreeing } ended at these estimates ({ $tried } candidates).

## Figures

calibrate-estimate = estimate, with 90% interval
calibrate-base = base scenario
calibrate-lower-end = lower end
calibrate-range = range of the parameter
calibrate-upper-end = upper end
calibrate-fitted = fitted
calibrate-compared = compared only
calibrate-axis-moments = Simulated less observed (standard errors of both; shaded: fits)
calibrate-beside = { $model }  (data { $data })
calibrate-prediction = prediction, with 90% interval
calibrate-prediction-other = same, of moments not fitted
calibrate-last-year = last year's value
calibrate-axis-prediction = Less what was observed in { $year } (standard errors of that)
calibrate-year = { $year }
calibrate-some-year = the held-out year

## What was asked, and how the numbers were made

calibrate-title = Calibration: { $name }
calibrate-lead = { $parameters } { $one ->
    [one] parameter
   *[many] parameters
} of { $base } estimated from { $units } units, { $first } to { $last }; { $moments } moments fitted.
calibrate-method = Simulated method of moments: { $candidates } candidates were simulated as panels of the same size as the data, and the distance of their moments from the observed ones was made as small as possible.
calibrate-then = Run the calibrated scenario with: budgetsim run { $file }
calibrate-checked = { $units } units, { $first } to { $last }, { $cells } unit-years; { $evaluated } externally evaluated. Nothing was simulated.

## Tables

calibrate-table-estimates = Estimates
calibrate-table-fitted = Moments that were fitted
calibrate-table-other = Other moments that the panel yields
calibrate-table-held-out = The held-out year { $year }
calibrate-note-errors = s.e.: standard errors from { $times } bootstrap panels of resampled { $by ->
    [clusters] { $clusters } clusters of units
   *[units] units
}; those of estimates hold the luck of { $copies } simulated copies too. In parentheses: 90% intervals.
calibrate-note-t = t: data less model in standard errors of both; beyond 1.96 the model misses. Scores run from 0 to 100.
calibrate-head-parameter = Parameter
calibrate-head-base = Base
calibrate-head-estimate = Estimate
calibrate-head-error = s.e.
calibrate-head-lowest = Allowed from
calibrate-head-highest = to
calibrate-head-verdict = By the data
calibrate-head-from = Comes mainly from
calibrate-head-moment = Moment
calibrate-head-data = Data
calibrate-head-model = Model
calibrate-head-t = t
calibrate-head-fits = Fits
calibrate-head-fitted = Fitted
calibrate-head-meaning = Meaning
calibrate-head-observed = Observed
calibrate-head-predicted = Predicted (90% interval)
calibrate-head-inside = Inside
calibrate-head-last-year = Last year
calibrate-missed = missed
calibrate-comma = { ", " }
calibrate-verdict-pinned = pinned down
calibrate-verdict-weakly = weakly pinned down
calibrate-verdict-bounded = bounded on one side
calibrate-verdict-edge = at an edge of its range
calibrate-verdict-not = not identified
calibrate-verdict-open = not converged

## What is asked

calibrate-help = Estimate behavioural parameters from a panel by the method of simulated moments, with their uncertainty. Says which parameters the moments cannot pin down and which moments the model does not fit, predicts a held-out year, and writes a scenario that extends the base.
calibrate-ask-panel = Panel of units and years: one row per unit and year.
calibrate-ask-target = Target file: base scenario, columns of the panel, parameters with ranges, moments. Examples are in experiments/calibration/.
calibrate-ask-scenario = Base scenario, whose parameters are estimated.
calibrate-ask-parameters = What is estimated: real-valued parameters, each with its range.
calibrate-ask-moments = Moments that are fitted, each with a factor on its usual weight.
calibrate-ask-check = Read panel and target, print the panel's moments, and simulate nothing.
calibrate-ask-hold-out = Predict the panel's last year instead of using it.
calibrate-ask-weighting = Weights of moments: diagonal (inverse bootstrap variances) or optimal (inverse covariance).
calibrate-ask-year-effects = Moments of scores and of changes of budgets net of what all units share in a year: on, off, or auto (on from three years of the panel).
calibrate-ask-copies = Simulated panels as large as yours for each candidate.
calibrate-ask-bootstrap = Times that units are resampled.
calibrate-ask-search = Candidates of the first look at the whole ranges.
calibrate-ask-starts = The best of them from which to go downhill at most, until the two best ends agree.
calibrate-ask-rounds = Steps that the search may take from each start.
calibrate-ask-draws = Draws of the estimates in the prediction of the held-out year.
calibrate-ask-new-year = What all units share in the held-out year, reckoned with in its prediction alone.
calibrate-ask-columns = How the panel is to be read: which column is what, on which scale, how numbers are written.

## Notes on a panel: what in its file is almost certainly an artefact, and how its cells were taken

calibrate-column-approved = approved
calibrate-column-adjusted = adjusted
calibrate-column-executed = executed
calibrate-column-self-score = self-scores
calibrate-column-external-score = external scores
calibrate-note-total = { $unit } looks like a total: its { $amounts } amounts are the sum of all other units' in every year. Leave its rows out, or it counts as one more (and the largest) unit.
calibrate-note-subtotal = { $unit } looks like a subtotal: its amounts are the sum of { $number } units in a row, { $first } to { $last }. Leave its rows out, or these units count twice.
calibrate-note-named-total = { $unit } is named like a total, though its amounts are not the sum of the others'. If it is no unit, leave its rows out.
calibrate-note-step = From { $year } on, { $amounts } amounts of most of the { $units } units are about { $factor } times { $direction ->
    [up] larger
   *[down] smaller
} than the year before, all at once: has the unit of money changed?
calibrate-note-score-step = From { $year } on, { $scores } of most of the { $units } units are about 100 times as large or as small as the year before: have points become shares of 1, or shares points?
calibrate-note-thousands = In { $amounts }, all { $three } amounts with a point have exactly three digits behind it, and { $none } have no point: if 1.009 means one thousand and nine, write thousands = "." and decimal = "," in [panel].
calibrate-note-renamed = { $number ->
    [one] One unit ends
   *[other] { $number } units end
} where in { $year } { $number ->
    [one] one of nearly the same name begins
   *[other] others of nearly the same names begin
}: { $names }. If they are the same, give them one name, or what lasts cannot be measured.
calibrate-note-twins = { $number ->
    [one] One pair of names in the same years differs
   *[other] { $number } pairs of names in the same years differ
} in writing alone: { $names }. Are they the same unit?
calibrate-note-shares = All { $number } { $scores } lie in the lowest hundredth of their range: if they are shares of 1, write score_range = [0, 1] in [panel].
calibrate-note-mixed = The { $amounts } amounts are about { $ratio } times the approved ones, in every unit-year: are both in the same unit of money?
calibrate-note-mixed-units = The { $amounts } amounts of { $number ->
    [one] one unit are
   *[other] { $number } units are
} below a hundredth of the approved ones, or above a hundred times them, in every year: { $names }. Are they in another unit of money?
calibrate-note-left-out = { $number } of { $all } changes of approved budgets are larger than a factor of { $factor } and are left out as mergers, splits or closures.
calibrate-note-once = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} there in one year only: { $names }. They tell nothing about change.
calibrate-note-gaps = { $number } of { $all } units { $number ->
    [one] is
   *[other] are
} missing in years between their first and their last: { $names }.
calibrate-note-years = Fiscal years are written like { $form } (line { $line }); a year that spans two counts as its first.
calibrate-note-wide = { $number } cells of { $column } are in full-width digits and were read as ordinary ones.
calibrate-note-invisible = { $number } names held characters that cannot be seen, which were passed over: { $names }.

## What is wrong with a target

calibrate-fault-one-scenario = one scenario is calibrated at a time
    .remedy = write scenario = "…"
calibrate-fault-mapping = a mapping is needed
calibrate-fault-no-range = cannot be estimated: a range of a real-valued parameter is needed
    .remedy = write { $parameter } = "low:high"
calibrate-fault-nothing = nothing to estimate
    .remedy = write key = "low:high" lines in [parameters]
calibrate-fault-unknown-moment = unknown moment
calibrate-moments-listed = moments: { $moments }
calibrate-fault-weight = { $kind }; a weight must be a number above 0
    .remedy = true for the usual weight; a moment without a line is compared and not fitted
calibrate-fault-no-moments = no moments to fit
    .remedy = write name = true lines in [moments]
calibrate-fault-too-few-moments = { $parameters } parameters cannot be estimated from { $moments } moments
    .remedy = name more in [moments], or fewer in [parameters]
calibrate-fault-roster = { $scenario } has departments of its own; the panel's units take their place
    .remedy = start from a scenario that draws them
calibrate-fault-hold-out = only the panel's last year, { $last }, can be held out; it has { $first } to { $last }
calibrate-fault-one-year = the panel has no other year to estimate from
calibrate-fault-districts = what units share in a year is drawn for each district, and { $units } units would be made of districts of { $departments }
    .remedy = write departments = { $enough } in [set]
calibrate-fault-seed = goes beyond the largest seed, { $most }

## What is wrong with its moments on a panel

calibrate-fault-few-groups = { $moments } moments cannot be weighted by their covariance: the panel has { $groups } units (or clusters), and more than { $moments } are needed
    .remedy = name fewer in [moments], or write weighting = "diagonal"
calibrate-fault-double = says the same as { $others } in this panel, so that their covariance has no inverse
    .remedy = leave { $moment } out of [moments], or write weighting = "diagonal"
calibrate-fault-often-undefined = is undefined in many bootstrap panels
    .remedy = leave it out of [moments]
calibrate-fault-constant = does not vary when units are resampled
    .remedy = leave it out of [moments]
calibrate-fault-undefined = moment { $moment } is undefined in the simulated panels; leave it out of [moments]
calibrate-fault-not-yielded = the panel does not yield it ({ $meaning }): too few observations
    .remedy = leave it out of [moments]
calibrate-fault-not-yielded-in-a-row = the panel does not yield it ({ $meaning }): too few observations of { $years } years in a row
    .remedy = leave it out of [moments]

## What is wrong with how columns are described

calibrate-fault-no-column-name = { $kind }, not the name of a column
calibrate-fault-column-taken = this column has another role already
calibrate-fault-score-range = must be the lowest and the highest possible score
    .remedy = write { $name } = [1, 5]
calibrate-fault-top-score = must be a self-score of its range, from { $low } to { $high }
calibrate-fault-same-sign = the same sign cannot part thousands and decimals
    .remedy = write decimal = "{ $other }"
calibrate-fault-not-texts = { $kind }, not a list of texts
    .remedy = write { $example }

## What is wrong with cells

calibrate-fault-no-number = text where a number is needed
calibrate-fault-brackets = an amount in brackets
    .remedy = brackets mean a negative amount: write negative = "keep" or "leave_out" in [panel]
calibrate-fault-minus-behind = an amount with its minus behind it
    .remedy = a minus behind a number means a negative amount: write negative = "keep" or "leave_out" in [panel]
calibrate-fault-year-span = a fiscal year that spans two must end in the next one
    .remedy = write 2016/17, for example
calibrate-fault-no-year = a year must be a whole number
    .remedy = or a fiscal year: { $forms }
calibrate-remedy-missing = if it means that nothing was observed, write missing = ["", "{ $cell }"] in [panel]
calibrate-remedy-point = it has a point, but decimal = "," in [panel]; write all numbers of the file in one way
calibrate-remedy-comma = if the comma is a decimal one, write decimal = "," in [panel]
calibrate-remedy-thousands = write thousands = "{ $mark }" in [panel]
calibrate-remedy-thousands-or-comma = write thousands = "{ $mark }" in [panel] (or decimal = ",", if it is a decimal comma)
calibrate-remedy-sign = if { $sign } is a sign beside the number, write signs = ["{ $sign }"] in [panel]
calibrate-fault-no-name = a unit needs a name
calibrate-fault-control-character = the name holds a control character
    .remedy = take it out
calibrate-fault-negative = a negative amount
    .remedy = write negative = "keep" (a repayment counts) or negative = "leave_out" in [panel]
calibrate-fault-large-amount = must be at most { $most }
    .remedy = use another currency unit
calibrate-fault-outside = outside the range of scores, { $low } to { $high }
    .remedy = correct it, widen { $range }, or write outside = "clip" or "leave_out" in [panel]

## What is wrong with the file of a panel

calibrate-fault-rows = more than { $most } rows
    .remedy = aggregate the units
calibrate-fault-encoding = the file is no text in { $encoding }
    .remedy = name its encoding in [panel], encoding = "gb18030" (Excel in China), "cp1252" (Excel in Western Europe) or "utf-16", or save it as UTF-8
calibrate-fault-csv = no valid CSV: { $error }
    .remedy = check the quotation marks of this row
calibrate-fault-empty = the file is empty
    .remedy = the first line must name the columns
calibrate-fault-delimiter = columns are not parted by { $expected }
    .remedy = they seem to be parted by { $there }: write delimiter = "{ $mark }" in [panel]
calibrate-marks-tabs = tabs
calibrate-marks-semicolons = semicolons
calibrate-marks-bars = bars
calibrate-marks-commas = commas
calibrate-fault-column-twice = this column comes twice
    .remedy = rename one of them
calibrate-fault-no-column = missing column (for { $role })
calibrate-remedy-wide = years stand as columns ({ $first } … { $last }): turn the table, so that every row is one unit in one year (unpivot in Excel, melt in pandas, reshape long in Stata)
calibrate-remedy-near-column = did you mean { $near }? Write { $role } = "{ $near }" in [panel]; the file has { $columns }
calibrate-remedy-name-column = write { $role } = "…" in [panel]; the file has { $columns }
calibrate-fault-few-cells = { $cells } cells where the header has at least { $columns }
    .remedy = a row must have a cell for every column
calibrate-fault-many-cells = { $cells } cells where the header has { $columns }
    .remedy = put a cell with the delimiter in it into quotation marks, or leave out separators of thousands
calibrate-fault-unit-twice = the unit was given for { $year } before, on line { $line }
    .remedy = keep one row per unit and year
calibrate-fault-no-rows = there are no rows below the header
    .remedy = write one per unit and year
calibrate-fault-long-span = the years go from { $first } to { $last }, more than { $most } years
    .remedy = is a year mistyped?
calibrate-fault-one-unit = one unit only: nothing can be said about differences between units
    .remedy = give a panel of several units
calibrate-fault-no-scores = all scores are missing
calibrate-fault-no-amounts = all amounts are missing
calibrate-remedy-unobserved = leave { $role } out of [panel] if it was not observed
calibrate-fault-year-forms = years are written like { $one } (line { $line }) and like { $other }
    .remedy = write all of them in one form
calibrate-fault-amounts-in = amounts in { $one } (line { $line }) and in { $other }
    .remedy = bring them to one unit
calibrate-fault-scores-in = scores in { $one } (line { $line }) and in { $other }
    .remedy = bring them to one unit

## What moments are

calibrate-meaning-self-mean = mean self-score
calibrate-meaning-self-sd = standard deviation of self-scores
calibrate-meaning-self-year-correlation = correlation of a unit's self-scores of two years in a row
calibrate-meaning-self-two-year-correlation = correlation of a unit's self-scores two years apart
calibrate-meaning-self-three-year-correlation = correlation of a unit's self-scores three years apart
calibrate-meaning-self-top-share = share of self-scores that are at the top (from top_score)
calibrate-meaning-self-drift = trend of the mean self-score over the years
calibrate-meaning-external-mean = mean external score
calibrate-meaning-external-sd = standard deviation of external scores
calibrate-meaning-external-year-correlation = correlation of a unit's external scores of two years in a row
calibrate-meaning-external-two-year-correlation = correlation of a unit's external scores two years apart
calibrate-meaning-external-three-year-correlation = correlation of a unit's external scores three years apart
calibrate-meaning-external-drift = trend of the mean external score over the years
calibrate-meaning-self-external-correlation = correlation of self-score and external score of the same unit and year
calibrate-meaning-evaluation-coverage = share of unit-years that are externally evaluated
calibrate-meaning-execution-mean = executed / approved, mean over unit-years up to twice the approved budget
calibrate-meaning-execution-q10 = executed / approved, lowest tenth
calibrate-meaning-execution-q25 = executed / approved, lower quartile
calibrate-meaning-execution-q50 = executed / approved, median
calibrate-meaning-execution-q75 = executed / approved, upper quartile
calibrate-meaning-execution-q90 = executed / approved, highest tenth
calibrate-meaning-execution-of-adjusted = mean of executed / adjusted budget
calibrate-meaning-full-execution-share = share of unit-years that execute at least 99 % of the adjusted budget
calibrate-meaning-budget-change-sd = standard deviation of changes of log approved budgets, changes beyond 1 left out
calibrate-meaning-budget-change-iqr = interquartile range of changes of log approved budgets, changes beyond 1 left out
calibrate-meaning-small-change-share = share of approved budgets that change by at most 5 %, changes beyond 1 left out
calibrate-meaning-budget-change-persistence = correlation of a unit's changes of log budget in two years in a row
calibrate-meaning-budget-per-self-points = change of next year's budget with the self-score, within years
calibrate-meaning-budget-per-external-points = change of next year's budget with the external score, within years
calibrate-meaning-later-budget-per-self-points = change of the budget after next with the self-score, within years
calibrate-meaning-later-budget-per-external-points = change of the budget after next with the external score, within years
calibrate-meaning-size-sd = standard deviation of log approved budgets
