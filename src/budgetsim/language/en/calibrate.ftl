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
