### What a run of one scenario comes to, link by link.

run-value = Net social value is { $value } of a mean budget per department and year; of what would be possible with the same money, public value reaches { $best }.
run-waste = Of their budgets, departments divert { $active } and lose to incompetence { $passive }. December’s share of the year’s spending is { $december }.
run-scores = Out of 100 points, self-scores average { $self } and key scores { $external }; the correlation between the two is { $agreement }. The rank correlation of the scores used with true performance is { $validity }.
run-use = The share of the money that scores move to other departments is { $moved }; departments’ belief that results will be used as announced stands at { $credibility } on a scale from 0 to 1.
run-work = The announced work asks for { $ratio } of the staff’s time{ $load ->
    [over] : more than there is, so that it is done in part and in haste.
    [about] , which cannot be told from all there is.
   *[under] .
}
run-estimate = { $value } (95% interval { $low } to { $high })
run-one-seed = With one seed nothing can be said about chance: there are no intervals.
