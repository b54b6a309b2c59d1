### Discovery of scenarios in which a policy fails: findings, and words in figures.

## What failing means

discover-failing-quantile = its { $of ->
    [change] change of { $outcome } against { $base }
   *[level] { $outcome }
} is among the { $end ->
    [low] lowest
   *[high] highest
} { $share }
discover-failing-level = { $outcome } is { $end ->
    [low] below
   *[high] above
} { $bound }
discover-bound-money = { $bound } { $unit } (all departments together)
discover-failing-worse = { $outcome } is { $end ->
    [low] below
   *[high] above
} that under { $base }
discover-failing-change = { $outcome } changes by { $end ->
    [low] less
   *[high] more
} than { $bound } against { $base }

## Limits

discover-scenario = scenario
discover-delivered = delivered { $lever }
discover-or = { " or " }
discover-range = { $low } to { $high }
discover-limit-other = { $factor } other than { $levels }
discover-limit-levels = { $factor } { $levels }
discover-limit-equal = { $factor } of { $value }
discover-limit-between = { $factor } between { $low } and { $high }
discover-limit-least = { $factor } at least { $low }
discover-limit-above = { $factor } above { $low }
discover-limit-most = { $factor } at most { $high }

## Findings

discover-number = { $number }
discover-none = In none of { $states } states (95% interval of such states: 0 to { $high }) { $failing }.
discover-none-policy = { $policy } fails in none of { $states } states (95% interval of such states: 0 to { $high }): in none { $failing }.
discover-every = In all of { $states } states (95% interval of such states: { $low } to 100%) { $failing }.
discover-every-policy = { $policy } fails in all of { $states } states (95% interval of such states: { $low } to 100%): in every one { $failing }.
discover-part = In { $part } of { $states } states (95% interval { $low } to { $high }) { $failing }.
discover-part-policy = { $policy } fails in { $part } of { $states } states (95% interval { $low } to { $high }): there { $failing }.
discover-weakest = Worst are the { $share } of the states where { $of ->
    [change] the change of { $outcome }
   *[level] { $outcome }
} is { $end ->
    [low] at most
   *[high] at least
} { $value }.
discover-weakest-policy = { $policy } does least well in the { $share } of the states where { $of ->
    [change] the change of { $outcome }
   *[level] { $outcome }
} is { $end ->
    [low] at most
   *[high] at least
} { $value }.
discover-more-states = With { $least } states or more (--samples) it would be told where it does least well.
discover-too-few = Too few { $lack ->
    [failures] fail
   *[successes] hold
} for rules; states.csv tells which.
discover-no-rule = No rule is clearly better than the share of all states. If { $among ->
    [failures] failing
   *[worst] being among them
} depends on these uncertainties, so many states do not show how.
discover-over-draws = These shares hold over { $draws } draws of { $beneath } further parameters that nobody knows, and not for declared values alone.
discover-structures-rule = { $holds ->
    [every] Under every other structure of the model that was tried, { $among ->
        [failures] failures gather
       *[worst] the worst states gather
    } in this box too: { $those }.
    [some] { $among ->
        [failures] Failures gather
       *[worst] The worst states gather
    } in this box too if: { $those }.
   *[none] Under no other structure of the model that was tried { $among ->
        [failures] do failures
       *[worst] do the worst states
    } clearly gather in this box.
}
discover-structures-rest = Not clearly if: { $those }.
discover-structures-not = { $structure } ({ $inside } in it, { $outside } outside)
discover-structures-shares = Of the same states { $declared } { $among ->
    [failures] fail
   *[worst] count as that bad
} in the model as declared, and from { $least } (if { $lowest }) to { $most } (if { $highest }) in others.
discover-unclear = For { $share } of the states the seeds cannot tell whether they { $among ->
    [failures] fail
   *[worst] are among them
}; more --replications can.
discover-rule = { $word ->
    [mostly] Mostly
   *[clearly] Most clearly
} with { $limits }: this covers { $coverage } of { $among ->
    [failures] the failures
   *[worst] them
} (95% interval { $least } to { $most }), and { $density } of the states in this box { $among ->
    [failures] fail
   *[worst] are among them
} ({ $low } to { $high }), against { $rate } of all; counted on states that did not find the rule.
discover-further = With { $number } further { $one ->
    [one] rule
   *[many] rules
} { $coverage } of { $among ->
    [failures] the failures
   *[worst] them
} are covered (95% interval { $least } to { $most }); { $density } of the states there { $among ->
    [failures] fail
   *[worst] are among them
} ({ $low } to { $high }), against { $rate } of all.

## Figures

discover-holds = holds
discover-fails = fails
discover-others = other states
discover-worst = among the worst
discover-first-rule = first rule
discover-change-of = change of { $outcome }
discover-tried = range tried
discover-each-range = Range of each factor, from the lowest to the highest value tried
discover-rule-fails = rule { $number }: { $share } { $among ->
    [failures] fail
   *[worst] among the worst
}
discover-without = { $limit }  ({ $share } without)

## The command

discover-help = Find the conditions under which a policy fails, as rules validated on held-out states. Every state of the world is simulated with the policy and without, under the same seeds.
discover-title = Conditions under which { $name } fails
discover-ask-scenario = The base, a study file, or the directory of a finished sweep or discovery, whose runs are asked again.
discover-ask-policy = The policy that may fail.
discover-ask-against = The base that it is compared with, instead of naming it first.
discover-ask-fails = When it fails: OUTCOME<NUMBER or OUTCOME>NUMBER for the change against the base (a number such as -500万元 is for all departments together), level:OUTCOME<NUMBER for the level, OUTCOME:worse, OUTCOME:quantile:0.1.
discover-ask-uncertain = What nobody decides or knows, in both scenarios: KEY=LOW:HIGH, KEY=A,B,C, or KEY alone (several by comma); repeatable. Default: a set of behaviour and capacity.
discover-ask-delivered = What the policy in fact attains of a lever that it moves; KEY alone: from the base’s value to the announced one; repeatable.
discover-ask-parameters = point: what is not named is as declared; posterior: every state takes a draw of all other parameters that nobody knows; or a FILE of draws of your own (CSV or Parquet). Default: posterior, but point with --behaviour.
discover-ask-draws = Different draws that states take in turn. Default: as many as states, or all that there are (512).
discover-ask-samples = States of the world that are drawn (Latin hypercube).
discover-ask-design-seed = Seed of the sampled states and of the split into halves.
discover-ask-replications = Seeds of each state, the same for all and for both scenarios.
discover-ask-name = Name of the study, which also names its directory; default: the policy’s.

## What was asked, and how

discover-lead = { $policy } in { $states } states of the world, drawn over { $one ->
    [one] one factor
   *[many] { $factors } factors
} that nobody knows or decides{ $against ->
    [yes] , against { $base } in the same states
   *[no] {""}
}.
discover-method = { $states } states{ $design ->
    [latin] {" "}(Latin hypercube)
   *[other] {""}
}, { $seeds } { $one ->
    [one] seed
   *[many] seeds
}, { $runs } runs.
discover-means = Outcomes are { $one ->
    [one] those of the last
   *[many] means over the last { $last }
} of { $years } years of each run; intervals of a state are 95% t intervals over seeds.
discover-judged = A tree found its boxes on { $found } states; what is said of rules is counted on the other { $held }.
discover-named = { $factor } in { $share }
discover-other-halves = Of { $halves } other halves of the states, the first box limits { $often }{ $accident ->
    [yes] ; a limit that few of them name is an accident of this half
   *[no] {""}
}.
discover-one-seed = With one seed it cannot be told which verdicts are luck; take more --replications.
discover-draws = Beneath the factors, parameters that nobody knows are drawn: every state has one of { $draws } draws (from { $source }){ $has ->
    [yes] ; { $searched } of the factors have the values of the draws, which go together as the draws have them
   *[no] {""}
}. What a scenario says itself is not drawn.
discover-effect = States that took the same draw are alike: they stay in the same half, and in intervals { $effect } of them count as one (design effect, Kish 1965).
discover-structures-method = The first { $states } states were met under each of these structures as well: { $structures }. They are rivals and never averaged; boxes are those of the declared model, and counted on its states that did not find them.
discover-no-probabilities = { $drawn ->
    [yes] Shares are of draws and, of factors that have ranges, of the values that were tried, each part of a range counting alike; because of these they are no probabilities.
   *[no] Shares are of the values that were tried, each part of a range counting alike; they are no probabilities.
}

## Tables

discover-table-rules = Rules
discover-table-worst = Rules; to fail is to be among the worst { $share }
discover-note-rules = Counted on states that did not find the rules. Fail without it: the share that fails in the box if this limit is dropped.
discover-table-structures = In which structures of the model it holds
discover-note-structures = The same states in the model as declared and under other structures of it, with 95% intervals{ $rules ->
    [some] ; inside and outside of rules counted on those that did not find them. Gather: more failures lie in the box than chance would put there (Fisher’s exact test, 5%)
   *[none] {""}
}. Structures are rivals and never averaged.
discover-head-fail = fail
discover-head-inside = fail in rule { $rule }
discover-head-outside = outside
discover-head-gathers = gather
discover-head-rule = rule
discover-head-where = where
discover-head-without = fail without it
discover-head-support = of all states
discover-head-coverage = covers
discover-head-density = fail
discover-head-states = states
discover-head-lift = lift
discover-head-p = p (adjusted)
discover-head-meaning = meaning
discover-means-scenario = the scenario from which a state departs
discover-means-switch = on: { $settings }
discover-means-delivered = what the policy attains of: { $meaning }
discover-means-levels = { $meaning } (one of { $levels })
discover-means-range = { $meaning } ({ $low } to { $high }{ $has ->
    [yes] {" "}{ $unit }
   *[no] {""}
})

## What is wrong with what is asked

discover-fault-no-condition = no condition
    .remedy = write OUTCOME<NUMBER, OUTCOME>NUMBER (with a unit of money, 万元, for all departments together), OUTCOME:worse or OUTCOME:quantile:0.1 (the worst tenth of the states); level: in front means the level under the policy instead of its change
discover-fault-when = when does { $outcome } fail? { $grammar }
discover-fault-one-condition = one condition at a time
discover-fault-after-worse = nothing follows worse
discover-fault-worse-level = a level by itself is not worse; worse speaks of the change
    .remedy = write { $outcome }:worse or level:{ $outcome }<NUMBER
discover-fault-neither = more of { $outcome } is neither better nor worse by itself
    .remedy = write { $outcome }<NUMBER or { $outcome }>NUMBER
discover-fault-no-outcome = no outcome is named
discover-fault-outcome = no such outcome: { $outcome }
    .remedy = `budgetsim outcomes` lists all
discover-fault-no-money = { $outcome } is no money, so its bound has no unit of money
    .remedy = write the number alone, in the unit of the outcome
discover-fault-money-of-runs = a bound in money needs the money of scenarios, which finished runs do not have
    .remedy = write it in mean budgets per department, without a unit
discover-fault-not-number = { $given } is not a number
discover-fault-quantile = a quantile needs one number between 0 and 1
    .remedy = quantile:0.1 is the worst tenth
discover-fault-scenario = --{ $flag } { $name }: { $directory } has no such scenario; { $hint }
    .remedy = { $many ->
        [yes] its scenarios are { $scenarios }
       *[no] it has one scenario only
    }
discover-fault-same-scenario = --policy and --against are both { $policy }; name two scenarios
discover-fault-no-change = --fails { $condition }: { $directory } compares no policy with a base, so there is no change; { $many ->
    [yes] name two of its scenarios with --policy and --against or write
   *[no] write
} level:{ $outcome }<NUMBER
discover-fault-own-seeds = { $directory } gave every point seeds of its own, so no difference can be paired; sweep again without --own-seeds
discover-fault-unpaired = the two scenarios were not simulated in the same states; sweep them together
discover-fault-few-states = { $states } states are too few for rules; at least { $least } are needed
discover-fault-always = { $all } is not taken here
    .remedy = what is delivered holds wherever it moves
discover-fault-base-changes = { $base } changes it over time: from then on nothing would be uncertain about it
    .remedy = start from a base without this change
discover-fault-policy-sets = { $policy } sets it, which would undo the policy or the uncertainty
    .remedy = to ask what happens if less of it is delivered, write --delivered { $lever }
discover-fault-added = { $base } changes it over time; what the policy adds to that cannot be told apart
    .remedy = start from a base without this change
discover-fault-not-moved = { $policy } does not move it
    .remedy = { $policy } moves { $any ->
        [some] { $moved }
       *[none] nothing
    }; for others write --uncertain
discover-fault-steps = { $policy } moves it in several steps ({ $steps }); one value cannot stand for them
    .remedy = write a scenario with a single step
discover-fault-other-study = { $directory } holds no sweep or discover: its points were placed for another purpose, and shares of them would say nothing; sweep over what is uncertain first (budgetsim sweep --uncertain …)
discover-fault-one-base = one base at a time
    .remedy = write scenario = "…" and policy = "…"
discover-fault-no-values = no values after =
discover-fault-own-runs = does not go with a directory, which holds its own runs
    .remedy = leave it out: only --fails can change
discover-fault-both-scenarios = --policy and --against go together
    .remedy = name the two scenarios of the sweep to compare
discover-fault-when-fails = when does it fail? { $directory } compares no policy with a base, so say it
    .remedy = for example "level:net_social_value<0.9"
discover-fault-two-bases = the base is named twice: { $base } and --against { $against }
    .remedy = name it once
discover-fault-nothing-uncertain = nothing is uncertain
    .remedy = name something: KEY=LOW:HIGH
discover-fault-policy-is-base = policy and base are both { $scenario }
    .remedy = name another with --policy or --against
discover-fault-incomparable = { $base } has { $key } = { $own }, { $policy } has { $other }: their replications cannot be paired
    .remedy = give both the same (--set { $group }.{ $key }={ $own })
discover-fault-years = levers change in year { $year }; more years are needed
discover-fault-twice = named twice
    .remedy = name it once, as --uncertain or as --delivered
discover-fault-one-value = one value leaves nothing uncertain
    .remedy = give a range or several values
discover-state = state { $number } ({ $values }); choose other ranges
discover-fault-unknown-states = the states are not known; give the directory that holds { $file }
discover-damaged-columns = no column { $columns }
discover-damaged-states = { $held } of { $states } states
discover-fault-damaged = { $directory }: { $file } cannot be read ({ $why }); it is damaged or was edited: give the command again that made it, with the same --out
discover-fault-no-limits = the discovery found no rule, so there is no limit to draw
discover-fault-no-rules = too few states fail, or hold, for rules, so there is nothing to draw
discover-limits-between = { ", " }
discover-limits-last = { " and " }
