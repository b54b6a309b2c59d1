### What a run of one scenario comes to, link by link.

run-value = Net social value is { $value } of a mean budget per department and year; of what would be possible with the same money, public value reaches { $best }.
run-money = A year, all departments together: net social value { $value }; diverted money that they keep { $gain }; administration { $administration }.
run-waste = Of their budgets, departments divert { $active } and lose to incompetence { $passive }. December’s share of the year’s spending is { $december }.
run-scores = Out of 100 points, self-scores average { $self } and external scores { $external }; the correlation between the two is { $agreement }. The rank correlation of the scores used with true performance is { $validity }.
run-use = The share of the money that scores move to other departments is { $moved }; departments’ belief that results will be used as announced stands at { $credibility } on a scale from 0 to 1.
run-work = The announced work asks for { $ratio } of the staff’s time{ $load ->
    [over] : more than there is, so that it is done in part and in haste.
    [about] , which cannot be told from all there is.
   *[under] .
}
run-estimate = { $value } (95% interval { $low } to { $high })
run-estimate-drawn = { $value } (90% of draws: { $low } to { $high })
run-split = Of what net social value varies between single worlds, { $part } is ignorance of parameters, the rest luck.
run-change = From year 1 to year { $last } net social value changes by
run-changes = { $told }.
run-one-seed = With one seed nothing can be said about chance: there are no intervals.

## What was asked, and how the numbers were made

run-title = Run of { $name }
run-lead = { $scenario }, simulated for { $years } { $year ->
    [one] year
   *[many] years
} in { $seeds } { $one ->
    [one] world
   *[many] worlds
}.
run-lead-drawn = { $scenario }, simulated for { $years } { $year ->
    [one] year
   *[many] years
} under { $draws } draws of what nobody knows, in { $seeds } { $one ->
    [one] world
   *[many] worlds
} of each draw.

## Tables

run-table = { $scenario }: { $seeds } { $one ->
    [one] seed
   *[many] seeds
}, { $years } { $year ->
    [one] year
   *[many] years
}{ $known ->
    [yes] , { $departments } departments
   *[no] {""}
}
run-table-drawn = { $scenario }: { $draws } draws of parameters, { $seeds } { $one ->
    [one] seed
   *[many] seeds
} each, { $years } { $year ->
    [one] year
   *[many] years
}{ $known ->
    [yes] , { $departments } departments
   *[no] {""}
}
run-table-all = All outcomes of { $scenario }
run-table-all-drawn = All outcomes of { $scenario }, over { $draws } draws of parameters
run-note = { $moved ->
    [yes] Change: from year 1 to year { $last } of the same world, with its 95% interval. Better: which way is better for the public.
   *[no] Better: which way is better for the public. There is no change over time, since the first and the last year were not both kept (--keep).
}
run-note-drawn = Medians over draws of what nobody knows, with the middle 90% of them. { $moved ->
    [yes] Change: from year 1 to year { $last } of the same world, and in what share of draws it is better or worse for the public. “Better” or “worse”: 95% of draws say so; “unless …”: not as surely under another structure of the model or stance on welfare; “depends”: parameters are known that would turn it; “not known”: none is. Better: which way is better for the public.
   *[no] Better: which way is better for the public. There is no change over time, since the first and the last year were not both kept (--keep).
}
run-table-structures = In which worlds it holds: net social value and its change
run-what-net-social-value = public value less all costs
run-what-value-to-first-best = of what would be possible
run-what-performance = what departments achieve
run-what-active-waste = money diverted
run-what-passive-waste = money lost to incompetence
run-what-score-inflation = self-scores above external scores
run-what-validity = do scores tell who is good?
run-what-money-moved = budgets that change hands
run-what-december-share = year-end rush
run-what-credibility = belief that results are used
run-what-workload-ratio = work asked of staff per time
run-what-administrative-cost = staff, systems, fees, audits

## What is asked

run-help = Simulate a scenario under many seeds and show its key outcomes; `budgetsim outcomes` says what each outcome is.
run-ask-scenario = Name of a reference scenario, or path of its file or of a study file.
