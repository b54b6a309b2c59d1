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
calibrate-then-drawn = With the uncertainty of the estimates: budgetsim run { $scenario } --parameters { $file }
calibrate-drawn = The { $draws } draws in posterior.parquet hold { $own } parameters as this panel tells them and { $other } others as the draws of the package have them.{ $widened ->
    [no] { "" }
   *[other] { " " }Since the moments contradict the model, standard errors count { $widened } times (√(J / degrees of freedom)).
}
calibrate-not-drawn = No draws of the estimates (posterior.parquet) are written, since the search did not converge.
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
calibrate-ask-panel = Panel of units and years: a CSV file, workbook, Stata or Parquet file with one row per unit and year, or with years as columns.
calibrate-ask-target = Target file: base scenario, columns of the panel, parameters with ranges, moments. Examples are in experiments/calibration/. Default: wangcheng_2022, and the usual parameters and moments of which the panel tells.
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
calibrate-ask-columns = How the panel is to be read, where its headings do not say it: a line of the table [panel], such as unit=Department or repeated=sum; repeatable.

## What is wrong with a target

calibrate-fault-line = no line of [panel]
    .remedy = write KEY=VALUE, such as unit=Department or repeated=sum
calibrate-fault-no-usual = the panel tells of none of the parameters that are estimated usually: it has no amounts and no scores over two years of enough units
    .remedy = look at it with budgetsim data check, or name [parameters] and [moments] in a target file
calibrate-fault-one-scenario = one scenario is calibrated at a time
    .remedy = write scenario = "…"
calibrate-fault-mapping = a mapping is needed
calibrate-fault-no-range = cannot be estimated: a range of a real-valued parameter is needed
    .remedy = write { $parameter } = "low:high"
calibrate-fault-no-parameters = nothing to estimate
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
