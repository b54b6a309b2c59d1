### Calibration to a panel: findings, and words in figures.

## Findings

calibrate-pinned = { $number } of { $all } parameters are pinned down by the moments.
calibrate-weakly = Weakly: { $parameters }.
calibrate-not = The moments cannot pin down { $parameters }: what is told of it is little more than its range.
calibrate-end = At an end of the range that was allowed: { $parameters }; there the range decides, not the data, and the model would rather leave it.
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
    [yes] better
   *[no] no better
} than that. All { $all } moments: { $allinside } in the interval, { $allnearer } nearer.
calibrate-unsettled = The search has not settled after { $tried } candidates; allow more steps (rounds in the target file).
calibrate-settled-once = { $tried } candidates; the search has settled, from one start: --starts 3 would show whether others end there too.
calibrate-settled = { $tried } candidates; the search has settled: all { $descents } descents ended at the same estimates.
calibrate-parted = { $tried } candidates; { $agreeing } of { $descents } descents ended at these estimates, the others at a worse fit or elsewhere in a flat region.

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
