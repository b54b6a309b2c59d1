### Search for mixes of levers: what is asked, findings, tables, and words in figures.

## Findings

optimise-best = The best mix: { $values }.
optimise-knee = The knee of the front: { $values }. It is the mix farthest from the plane through the ends of the front, with { $objectives } each scaled to its range there: beyond it, a little more of one costs much of the others.
optimise-policy = As a policy, the { $mix ->
    [knee] knee
    [average] mix that is best on average
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
    [average] mix that is best on average
   *[best] best mix
}.
optimise-band = With transfers weighted 0 to 1 and public funds at 1 to 1.3, the { $mix ->
    [knee] knee
    [average] mix that is best on average
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
optimise-method = Mixes begin in year { $year }; outcomes are means over the last { $last } of { $years } years, { $how } ({ $seeds } seeds in the search, { $fresh } fresh seeds in the tables, { $first } to { $final }{ $states }), with 95% intervals over seeds. The knee and the best mixes were chosen by what the search saw; all values here, in tables and in figures are of the fresh worlds, where another mix may be ahead.
optimise-states = { " " }in each of { $states } states of { $uncertain }, fresh ones for the tables
optimise-ends = The { $mix ->
    [knee] knee
    [average] mix that is best on average
   *[best] best mix
} lies { $ends }: there the range decides, not the trade-off.
optimise-at-upper = at the upper end of { $levers }
optimise-at-lower = at the lower end of { $levers }
optimise-inside = The { $mix ->
    [knee] knee
    [average] mix that is best on average
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
optimise-promise = { $objective } { $promised } in the search, { $kept } on fresh worlds{ $lost }
optimise-lost = , { $share } of it lost
optimise-held = { $state ->
    [all] All { $all } mixes of the front hold the budget on fresh worlds, with the whole of their 95% intervals.
   *[some] Of the { $all } mixes of the front, { $holding } hold the budget on fresh worlds, { $surely } of them with the whole of their 95% interval; whatever breaks it is set aside.
}
optimise-held-drawn = { $state ->
    [all] All { $all } mixes that were judged again hold the budget in 95% of fresh draws or more.
   *[some] Of the { $all } mixes that were judged again, { $holding } hold the budget on average over fresh draws, { $surely } of them in 95% of draws or more; whatever breaks it is set aside.
}
optimise-held-unsurely = The { $mix ->
    [knee] knee
    [average] mix that is best on average
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
    [average] mix that is best on average
   *[best] best mix
} was found in generation { $generation } of { $generations }; the last quarter of them added { $gain } to the hypervolume of the front: { $settled ->
    [yes] the search has settled.
    [few] so few generations do not tell whether it has settled.
   *[no] it has not settled; the same command with more --generations goes on.
}

## What is known over draws of parameters

optimise-known-knee = The knee of the front, against the status quo over { $draws } draws of what nobody knows (median difference, in brackets the middle 90% of draws): { $values }. It is the mix farthest from the plane through the ends of the front, with { $objectives } each scaled to its range there: beyond it, a little more of one costs much of the others.
optimise-known-as-knee = { $sure ->
    [yes] It is the knee in { $knee } of draws, and in { $unbeaten } no other mix beats it.
   *[no] Which mix is the knee depends on what nobody knows: this one is it in { $knee } of draws, and in { $unbeaten } no other mix beats it.
}
optimise-known-best = { $word ->
    [best] The best mix: in { $share } of draws it is the best of { $among } alternatives in { $objective }.
    [depends] Which mix is best depends on what nobody knows. The one that the search found best on average is the best of { $among } alternatives in { $share } of draws; it is behind the best of each draw by { $regret } on average, and in 5% of draws by { $high } or more. Against { $rival }, which is better in { $rival_share } of draws, it would be { $flips }, all else being average.
   *[unknown] Which mix is best is not known. The one that the search found best on average is the best of { $among } alternatives in { $share } of draws; it is behind the best of each draw by { $regret } on average, and in 5% of draws by { $high } or more. { $rival } is better in { $rival_share } of draws, and no single parameter decides between them.
}
optimise-known-against = Against the status quo, over { $draws } draws of what nobody knows (median difference, in brackets the middle 90% of draws): { $values }.
optimise-known-flips = All else being average, { $flips }.
optimise-known-flip = { $outcome } would be { $flips }
optimise-known-split = Of what these differences vary between single worlds, ignorance of parameters is { $parts }; the rest is luck.
optimise-known-part = { $part } for { $objective }
optimise-claims = Which mix is best in a single objective, draw by draw among { $among } alternatives (mixes that hold the budget, and the status quo): { $claims }.
optimise-claim = { $word ->
    [best] in { $objective }, { $mix } is the best, in { $share } of draws
    [depends] in { $objective }, it depends on what nobody knows: { $mix } is the best in { $share } of draws, and behind the best of each draw by { $regret } on average, in 5% of draws by { $high } or more; against { $rival }, which is better in { $rival_share } of draws, it would be { $flips }, all else being average
   *[unknown] in { $objective }, it is not known: { $mix } is the best in { $share } of draws, and behind the best of each draw by { $regret } on average, in 5% of draws by { $high } or more; { $rival } is better in { $rival_share } of draws, and no single parameter decides between them
}
optimise-mix = { $mix }
optimise-mix-named = { $mix } ({ $name })
optimise-worlds-drawn = The search met { $states } draws of parameters under { $seeds } { $one ->
    [one] seed
   *[many] seeds
}; all values in tables and figures are of { $draws } other draws under { $fresh } fresh seeds ({ $first } to { $final }). Mixes begin in year { $year }; outcomes are means over the last { $last } of { $years } years, and mixes were chosen by their { $how }.

## Figures

optimise-mixes = mixes (worlds of the search)
optimise-best-mix = best mix of the search
optimise-generation = Generation
optimise-hypervolume = Hypervolume of the front so far (worlds of the search)
optimise-figure-over = { " " }of { $draws } draws of what nobody knows
optimise-figure-draws = Differences of { $mixes } mixes of the front from the status quo (at the cross of the lines), pair by pair of objectives: medians and middle 90%{ $over }, paired by draw and seed; arrows point to the better side. The knee is better in { $shares }.
optimise-figure-draws-share = { $objective } in { $share } of draws
optimise-seen = All values are what the search saw, which flatters the best mix; the tables have those of fresh worlds.

## What was asked, and how the numbers were made

optimise-title = Optimal mixes of levers for { $name }
optimise-lead = { $mixes } mixes of { $levers } levers for { $scenario }, sought for { $objectives }{ $limit ->
    [some] , with administrative cost of at most { $budget } per department and year, { $share } of a mean budget
   *[none] , with no limit on administrative cost (--budget)
}.
optimise-measured = What mixes are judged by, the { $how }, is one number over all draws: its intervals in the tables of mixes are 95% intervals over seeds.
optimise-method-fresh = Mixes chosen for looking good look too good on the seeds of the choice; therefore they are judged again on seeds that the search has not seen.
optimise-compare = See every difference with: { $command }
optimise-compare-reservation = Its differences are not those of the tables: { $reasons }. Worlds and seeds are otherwise the same.
optimise-compare-states = it takes { $uncertain } as the scenario has them, the tables in { $states } states of them
optimise-compare-measure = it compares means, the tables tell the { $how }

## Tables

optimise-table-named = Status quo, reference reforms and named mixes
optimise-note-named = On fresh seeds that the search has not seen.
optimise-note-named-drawn = Means over fresh draws that the search has not met, with the middle 90% of them.
optimise-table-draws = Differences from the status quo over draws of parameters
optimise-note-draws = Medians over { $draws } draws of what nobody knows, with the middle 90% of them, and in what share of draws it is better or worse for the public. “Better” or “worse”: 95% of draws say so; “unless …”: not as surely under another structure of the model or stance on welfare; “depends”: parameters are known that would turn it; “not known”: none is.
optimise-table-claims = Which mix is best, draw by draw
optimise-note-claims = The mix that the search found best in each objective, among { $among } alternatives (mixes that hold the budget, and the status quo): the share of { $draws } draws in which none is better by more than { $share } of the status quo, how far it is behind the best of each draw (regret: mean, and what it exceeds in 5% of draws), and who is best most often where it is not. Levels of all are in front_draws.csv.
optimise-table-structures = In which worlds it holds: differences of the { $mix ->
    [knee] knee
    [average] mix that is best on average
   *[best] best mix
} from the status quo
optimise-table-flips = What would turn the sign of a difference of the { $mix ->
    [knee] knee
    [average] mix that is best on average
   *[best] best mix
} from the status quo
optimise-head-best-mix = mix
optimise-head-share-best = best in
optimise-head-regret = regret
optimise-head-regret-high = in 5% above
optimise-head-rival = rival
optimise-head-rival-better = rival better in
optimise-table-levers = Levers of the status quo, the knee and the best mixes
optimise-table-spread = Where the front has the levers
optimise-table-knee = Outcomes of the knee, and differences from the status quo
optimise-table-front = Every mix of the front
optimise-head-mix = mix
optimise-head-lever = lever
optimise-head-middle = middle 80% of the front
optimise-head-end = front at an end
optimise-head-objective = { $objective } ({ $way ->
    [more] more is better
   *[less] less is better
})
optimise-head-purpose = net social value (mean; not sought)
optimise-best-of = best { $objective }
optimise-best-of-average = best { $objective } on average
optimise-front-end = { $share } at the { $end ->
    [upper] upper
   *[lower] lower
} end

## What is asked

optimise-help = Seek the mixes of levers that no other beats in everything, under a budget and under uncertainty. Every mix meets the same worlds. The front is judged again on fresh ones, and its knee is named and written as a scenario.
optimise-ask-scenario = Name or path of a scenario, or path of a study file.
optimise-ask-levers = Seek over a lever: a range, choices a,b,c, or KEY alone (several by comma) for its range in studies; repeatable. Default: the twelve levers of the funded reform.
optimise-ask-objectives = Outcomes to make better, as declared or as said: net_social_value:max.
optimise-ask-budget = Largest administrative cost per department and year, in mean budgets (0.01 is 1%). Default: no limit.
optimise-ask-material = Do not seek objectives in which mixes differ, beyond chance, by less than this share of the status quo; 0 seeks all.
optimise-ask-from-year = Recorded year in which the mixes begin. Default: 3, as in the reference reforms.
optimise-ask-references = Reforms to compare with, or none.
optimise-ask-uncertain = Instead of draws of all parameters: what nobody decides or knows, all else being as declared. A range, choices, or KEY alone (several by comma); repeatable.
optimise-ask-states = States of what is not known (draws, or those of --uncertain) that every mix of the search meets. Default: 8.
optimise-ask-parameters = point: declared parameters alone; posterior: draws of all parameters that nobody knows; or a FILE of draws of your own (CSV or Parquet). Default: posterior, but point with --uncertain or --behaviour.
optimise-ask-draws = Draws of the parameters under which the front is judged in the end. Default: 64.
optimise-ask-robust = How results over states and seeds count: { $options }.
optimise-ask-population = Mixes in a generation, and at most on the front.
optimise-ask-generations = Generations; more of them go on from where fewer ended. Default: 20 and 10 for each lever, 120 at most.
optimise-ask-algorithm = Search: { $options }.
optimise-ask-search-seed = Seed of the search, and of the states of --uncertain.
optimise-ask-replications = Seeds under which the search tries every mix. Default: of each draw 1, or 4 for worst_decile and 2 for regret; with declared parameters 8, in each state of --uncertain 2, or 4 for worst_decile.
optimise-ask-fresh = Fresh seeds under which the front is judged in the end. Default: 8 of each draw; without draws 8 for each seed of the search.

## What is wrong with what is asked

optimise-fault-no-objective = no objective is named
    .remedy = name outcomes, such as public_value
optimise-fault-many-objectives = more than { $most } objectives
optimise-fault-outcome = no such outcome
    .remedy = `budgetsim outcomes` lists all
optimise-fault-direction = no direction
    .remedy = write { $outcome }:max or { $outcome }:min
optimise-fault-neither = more of it is neither better nor worse by itself
    .remedy = write { $outcome }:max or { $outcome }:min
optimise-fault-twice = named twice
    .remedy = name it once
optimise-fault-varied-twice = varied twice
    .remedy = name it once, as a lever or as an uncertain parameter
optimise-fault-one-state = it compares states of what is not known, but there is only one
    .remedy = let parameters be drawn (--parameters posterior), or name what is uncertain (--uncertain KEY=low:high, or [uncertainties] in a study file)
optimise-fault-drawn-already = a range of its own beside draws of all parameters that are not known
    .remedy = leave --parameters out: all else is then as declared; or put its draws into a FILE (--parameters FILE)
optimise-fault-states = nothing is uncertain, so that there is one state
    .remedy = let parameters be drawn (--parameters posterior), name what is uncertain (--uncertain KEY=low:high, or [uncertainties] in a study file), or leave states out
optimise-fault-years = { $scenario } changes levers in year { $year }; it needs that many
optimise-fault-from-year = must be a recorded year of { $scenario }, 1 to { $years }
optimise-fault-overruled = uncertain, but { $scenario } changes it in year { $year }: from then on nothing would be uncertain about it
    .remedy = start from a scenario without this change
optimise-fault-no-reform = changes nothing over time, so it is no reform to compare with
optimise-fault-reform = from year { $year } on { $scenario }: { $problem }
optimise-fault-nowhere = an objective is undefined under every mix that was tried (as what evaluations show is without any); seek another (--objectives), or let levers go further (--levers KEY=low:high)
optimise-fault-fresh-budget = none of the { $mixes } mixes of the front holds the budget on fresh seeds: the search met too few replications; give it more --replications, or raise --budget
optimise-fault-too-dear = no mix that was tried holds the budget of { $budget }: the cheapest of { $mixes } costs { $cheapest } per department and year; raise --budget, or let levers go lower (--levers KEY=low:high)
optimise-fault-two-objectives = a front needs at least two objectives; the table has { $count }
optimise-fault-no-lever = no lever is in the table: none of its columns is a parameter of policy
optimise-fault-no-interval = no objective is in the table: none of its outcomes has an interval

## What it takes

optimise-takes = optimise { $name }: { $mixes } mixes x { $generations } generations x { $seeds } seeds and a check under { $fresh }{ ": " }
optimise-takes-drawn = optimise { $name }: { $mixes } mixes x { $generations } generations x { $states } draws x { $seeds } seeds, and a check under { $draws } draws x { $fresh } fresh seeds{ ": " }
optimise-takes-states = optimise { $name }: { $mixes } mixes x { $generations } generations x { $states } states x { $seeds } seeds and a check under { $fresh }{ ": " }

## In money

optimise-money = A year, for all departments together, the { $mix } changes net social value by { $value } and administration by { $cost }.
optimise-head-knee-difference = the knee less the status quo
