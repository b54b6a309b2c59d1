### What a comparison of scenarios finds.

compare-raises = { $scenario } raises net social value{ $most ->
    [most] { " most" }
   *[some] {""}
} by { $change } per department and year (95% interval { $low } to { $high }), { $part } of { $base }.
compare-lowers = { $scenario } lowers net social value by { $change } per department and year (95% interval { $low } to { $high }), { $part } of { $base }.
compare-unclear = Under { $scenario }, net social value is not clearly different from that of { $base }: the difference is { $change } (95% interval { $low } to { $high }).
compare-disputed = Whether { $scenario } is better than { $base } depends on how transfers count and what public funds cost: net social value differs by { $change } (95% interval { $low } to { $high }), and by { $band_low } to { $band_high } with transfers weighted 0 to 1 and public funds at 1 to 1.3.
compare-band = With transfers weighted 0 to 1 and public funds at 1 to 1.3, the change is { $low } to { $high }.
compare-alone = Under { $scenario }, the difference is { $change } (95% interval { $low } to { $high }): clear by itself, but not among the { $number } scenarios that are compared (Bonferroni).
compare-same = Under { $scenario }, net social value is that of { $base }.
compare-single = In this one world, { $scenario } changes net social value by { $change } per department and year, { $part } of { $base }.
compare-one-seed = With one seed nothing can be said about chance: there are no intervals.
compare-all-beside = has no effect beside outcomes by name ({ $outcomes })
    .remedy = leave one of the two out
compare-none = No scenario clearly raises net social value above { $base }.
compare-all-lower = Every scenario lowers net social value compared with { $base }.
compare-alike = Not told apart from it: { $others }.
compare-side-effect = Its largest side effect: { $outcome } { $way ->
    [rises] rises
   *[falls] falls
} from { $before } to { $after }.
compare-no-side-effect = No outcome becomes clearly worse by it, costs aside.

## What is known over draws of parameters

compare-known-better = { $scenario } raises net social value{ $most ->
    [most] { " most" }
   *[some] {""}
} by { $change } per department and year ({ $low } to { $high } in the middle 90% of { $draws } draws of what nobody knows), { $part } of { $base }; it does so in { $share } of draws{ $everywhere ->
    [yes] , and as surely under every other structure of the model and every stance on welfare that was tried.
   *[no] .
}
compare-known-worse = { $scenario } lowers net social value by { $change } per department and year ({ $low } to { $high } in the middle 90% of { $draws } draws of what nobody knows), { $part } of { $base }; it does so in { $share } of draws{ $everywhere ->
    [yes] , and as surely under every other structure of the model and every stance on welfare that was tried.
   *[no] .
}
compare-known-depends = Whether { $scenario } is better than { $base } depends on what nobody knows: it is in { $share } of { $draws } draws; net social value differs by { $change } ({ $low } to { $high } in the middle 90% of them).
compare-known-unknown = Whether { $scenario } is better than { $base } is not known: it is in { $share } of { $draws } draws; net social value differs by { $change } ({ $low } to { $high } in the middle 90% of them), and no single parameter would decide it.
compare-known-unless = That is not as sure if: { $structures }.
compare-known-alike = Not better than these in nearly all draws: { $others }.
compare-known-no-side-effect = No outcome becomes worse by it in nearly all draws, costs aside.

## What was asked, and how the numbers were made

compare-title = Comparison: { $name }
compare-lead = { $others } against { $base }, each for { $years } { $year ->
    [one] year
   *[many] years
} in the same { $seeds } { $one ->
    [one] world
   *[many] worlds
}.
compare-lead-drawn = { $others } against { $base }, each for { $years } { $year ->
    [one] year
   *[many] years
}, under { $draws } draws of what nobody knows, in { $seeds } { $one ->
    [one] world
   *[many] worlds
} of each draw.
compare-method-paired = All scenarios meet the same worlds, so differences are paired by seed and luck largely cancels.

## Tables

compare-table = Differences from { $base } in the same worlds
compare-table-levels = Levels of all outcomes
compare-note = Differences are paired by seed, with their 95% intervals: better or worse for the public, and in what share of seeds. “Not clear”: chance alone could explain it. Each interval holds for itself: of twenty differences that are none, one looks clear. The findings above hold after adjustment (Bonferroni).
compare-note-band = The band below a difference of net social value is what it would be with transfers weighted 0, ½ or 1 and public funds at 1 or 1.3 per unit; the number above it is at ½ and 1.3 unless the scenario says otherwise. Where the band holds gains and losses, nothing is called better: that depends on the stance.
compare-note-drawn = Medians over { $draws } draws of what nobody knows, the middle 90% of them, and in what share of draws it is better or worse for the public. “Better” or “worse”: 95% of draws say so; “unless …”: not as surely under another structure of the model or stance on welfare; “depends”: parameters are known that would turn it; “not known”: none is.
compare-table-structures = In which worlds it holds: the difference of net social value
compare-table-flips = What would turn the sign of the difference of net social value
compare-figure-caption = Difference of { $outcome } from the first scenario: median and middle 90% of draws of what nobody knows, in the model as declared, in other structures of it (their first { $few } draws), and under other stances on welfare.
compare-figure-share = { $scenario } is better in { $declared } of draws as declared, and in { $least } to { $most } over all rows.

## What is asked

compare-help = Compare scenarios in the same simulated worlds: differences from the first, paired by seed.
compare-ask-scenarios = Two or more, by name or path, or the path of a study file; differences are from the first.
compare-ask-outcomes = Show these outcomes only.
compare-ask-every = Show every outcome.

compare-fault-one-scenario = { $directory } holds the runs of one scenario, which cannot be compared
