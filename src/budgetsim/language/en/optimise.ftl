### Search for mixes of levers: findings, and words in figures.

## Findings

optimise-best = The best mix: { $values }.
optimise-knee = The knee of the front: { $values }. It is the mix farthest from the plane through the ends of the front, with { $objectives } each scaled to its range there: beyond it, a little more of one costs much of the others.
optimise-policy = As a policy, the { $mix ->
    [knee] knee
   *[best] best mix
} is { $moves }.
optimise-moved = { $lever } ({ $was } to { $now })
optimise-move-much-more = much more { $levers }
optimise-move-more = more { $levers }
optimise-move-other = another choice of { $levers }
optimise-move-less = less { $levers }
optimise-move-much-less = much less { $levers }
optimise-move-kept = about the same { $levers }
optimise-purpose = Net social value, which also counts effort, risk, gaming and the cost of public funds, goes from { $before } to { $after } under the { $mix ->
    [knee] knee
   *[best] best mix
}.
optimise-band = With transfers weighted 0 to 1 and public funds at 1 to 1.3, the { $mix ->
    [knee] knee
   *[best] best mix
} differs from the status quo by { $low } to { $high } in net social value{ $turns ->
    [yes] : whether it is better depends on that
   *[no] { "" }
}.
optimise-side-effect = Its largest side effect: { $outcome } { $way ->
    [up] rises
   *[down] falls
} from { $before } to { $after }.
optimise-no-side-effect = No outcome becomes clearly worse by it, costs aside.
optimise-method = Mixes begin in year { $year }; outcomes are means over the last { $last } of { $years } years, { $how } ({ $seeds } seeds in the search, { $fresh } fresh seeds in these tables{ $states }), ± half of the 95% interval over seeds. The knee and the best mixes were chosen by what the search saw; all values here, in tables and in figures are of the fresh worlds, where another mix may be ahead.
optimise-states = { " " }in each of { $states } states of { $uncertain }, fresh ones for the tables
optimise-ends = The { $mix ->
    [knee] knee
   *[best] best mix
} lies { $ends }: there the range decides, not the trade-off.
optimise-at-upper = at the upper end of { $levers }
optimise-at-lower = at the lower end of { $levers }
optimise-inside = The { $mix ->
    [knee] knee
   *[best] best mix
} lies inside the range of every lever.
optimise-unsought-range = { $objective } ({ $low } to { $high } over all mixes of the search)
optimise-unsought = { $objectives } hardly { $one ->
    [one] answers
   *[many] answer
} to these levers: beyond chance, mixes differ by less than { $share } of the status quo; { $one ->
    [one] it was
   *[many] they were
} told but not sought (--material).
optimise-against = { $outcome } { $value } (status quo { $before }{ $difference })
optimise-same = , the same in every world
optimise-difference = , difference { $value }, 95% interval { $low } to { $high }{ $sure ->
    [yes] {""}
   *[no] ; chance alone could explain it
}
optimise-trust = { $lost ->
    [all] Mixes chosen for looking good looked too good on the worlds of the choice.
    [some] On fresh worlds the front keeps what it promised, but for a part of { $objectives }.
   *[none] On fresh worlds the front keeps what it promised.
} Mean advantage over the status quo (positive is better): { $promises }.
optimise-unbeaten = Of { $mixes } mixes, { $kept } are still unbeaten on fresh worlds.
optimise-promise = { $objective } { $promised } in the search, { $kept } on fresh seeds{ $lost }
optimise-lost = , { $share } of it lost
optimise-held = { $state ->
    [all] All { $all } mixes of the front hold the budget on fresh worlds, with the whole of their 95% intervals.
   *[some] Of the { $all } mixes of the front, { $holding } hold the budget on fresh worlds, { $surely } of them with the whole of their 95% interval; whatever breaks it is set aside.
}
optimise-held-unsurely = The { $mix ->
    [knee] knee
   *[best] best mix
} holds it on average; its interval reaches beyond.
optimise-set-aside = { $over } further { $one ->
    [one] mix of the search breaks the budget on fresh worlds and is
   *[many] mixes of the search break the budget on fresh worlds and are
} not shown.
optimise-undefined = Under { $number } { $one ->
    [one] mix an objective is undefined; it was
   *[many] mixes an objective is undefined; they were
} left out.
optimise-one-generation = One generation is a sample, no search; ask for more (--generations).
optimise-convergence = The { $mix ->
    [knee] knee
   *[best] best mix
} was found in generation { $generation } of { $generations }; the last quarter of them added { $gain } to the hypervolume of the front: { $settled ->
    [yes] the search has settled.
    [few] so few generations do not tell whether it has settled.
   *[no] it has not settled; the same command with more --generations goes on.
}

## Figures

optimise-mixes = mixes (worlds of the search)
optimise-best-mix = best mix
optimise-generation = Generation
optimise-hypervolume = Hypervolume of the front so far (worlds of the search)
optimise-seen = All values are what the search saw, which flatters the best mix; the tables have those of fresh worlds.
