# One department's year, told: `budgetsim explain` and the lab's Inspect page.

explain-joint = {" "}
explain-semicolon = {"; "}
explain-title = { $name } in year { $year } of { $scenario } (seed { $seed })
explain-department = Department { $number }
explain-points = { $score } points
explain-of-budget = { $share } of its budget

## 1. Who it is

explain-who = 1. Who it is
explain-who-kind = { $name } is a { $archetype ->
        [production] production department: outputs and outcomes can both be seen, as with roads
        [procedural] procedural department: what it does can be seen, what comes of it hardly, as with inspection
        [craft] craft department: what comes of its work can be seen, the work itself hardly, as with enforcement
       *[coping] coping department: neither its work nor what comes of it can be seen well, as with culture or police
    }.
explain-who-size = Its size is { $size } (the mean is 1).
explain-who-measured = Of its outputs { $output } can be measured, of the benefits for citizens { $benefit }.
explain-who-private = Private, known to nobody else: its productivity is θ = { $productivity } (mean 1; rank { $rank } of { $departments }). A unit of money for its own comfort is worth b = { $taste } to it.
explain-who-bias = Its reports { $side ->
        [over] overstate
       *[under] understate
    } what it attains of its targets by { $points } percentage points, out of habit and before any intent.

## 2. What it knew in January

explain-knew = 2. What it knew in January
explain-knew-budget = In January it has a budget of { $budget }{ $has-kept ->
        [yes] , of which { $kept } kept from last year
       *[no] {""}
    } (1 is the mean budget of the first year). It expects to reach { $output } in outputs and { $benefit } in benefits if it works as last year.
explain-knew-adjusted = Of what was approved, adjustments within the year { $way ->
        [up] add { $part }
       *[down] take { $part }
    }; it knows that when it plans.
explain-knew-norm = The bureau holds { $output } and { $benefit } to be normal for it.
explain-knew-norm-linear = The bureau holds { $output } and { $benefit } of measured effort to be normal for it.
explain-knew-announced = The bureau announces: { $monitoring } of months checked, { $evaluation } of departments evaluated, objectives reviewed to { $review }, results used to { $use }.
explain-knew-capable = The bureau's staff has time for all of it (workload { $load }).
explain-knew-overloaded = But the work is { $load } of what the staff can do, so only { $delivered } of it gets done, and in haste.
explain-knew-risk = It believes that a month is checked with probability p̂ = { $check }, and so that misuse would be found at some time of the year with probability P̂ = { $found }.
explain-knew-belief = That what is found is taken back and punished it believes to r̂ = { $consequence }, whether announced use of results is real to γᵘ = { $credibility }.
explain-knew-culture = Its own concern for public value, its performance culture, is κ = { $culture } of 1.
explain-knew-stake = A full score (100 points) instead of none is worth W = { $total } to it: { $use } from budgets and praise that follow results, { $face } from face and publicity.
explain-knew-parts = Its own report decides over { $own } of that, an external evaluation over { $key }.

## 3. Its objective

explain-objective = 3. Its objective
explain-objective-top-down = The bureau sets the objective without a proposal, so there is nothing to understate.
explain-objective-bonus = Its bonus punishes a report on either side of what it reaches, so it reports a target { $place } (s = { $understated }).
explain-objective-motive = Understating its target wholly is worth { $gain } to it at the margin, since an easier target raises its score; it costs { $cost } if review notices.
explain-objective-proposal = So it proposes a target { $place } (s = { $understated }){ $limit ->
        [yes] , the most that is possible
       *[no] {""}
    }.
explain-objective-anyhow = That would make it propose a target { $wanted }; by its own rule it proposes one { $place } (s = { $understated }).
explain-objective-linear = In the linear form a proposal counts for nothing: a target comes from the norm of measured effort, as far as contract and review impose it.
explain-objective-place = { $side ->
        [equal] equal to what it expects
        [below] { $share } below what it expects
       *[above] { $share } above what it expects
    }
explain-objective-raised = The bureau's review has a force of { $force }: it lifts the output target from { $proposed } to { $target }, towards the norm of { $norm }.
explain-objective-left = The bureau leaves the output target at { $target }: { $why ->
        [none] nobody reviews what is reported
       *[enough] the proposal is not below the norm of { $norm }
    }.
explain-objective-set = The output target is { $target }.
explain-objective-head = level
explain-objective-outputs = outputs
explain-objective-benefits = benefits
explain-objective-expected = what it expects to reach
explain-objective-proposed = what it proposes
explain-objective-norm = the bureau's norm
explain-objective-target = target
explain-objective-reached = what it reached in the end
explain-objective-measured = measured effort in the end

## 4. What it chose

explain-chose = 4. What it chose, and why
explain-rule-rational = It calculates: each action goes as far as one more unit pays, given what it believes.
explain-rule-adaptive = It does not calculate: it tries a random step away from the best action that it remembers.
explain-rule-satisficing = It is content with good enough: it moves only in a year after its attainment fell short.
explain-rule-given = It follows a rule of behaviour that was given to the run.
explain-effort-worth = Effort: one more unit on outputs is worth { $worth } to it: { $own } through its own score{ $feared ->
        [yes] {" "}(the fear that good results only raise the next target has taken { $ratchet } off that)
       *[no] {""}
    }, { $key } through an external evaluation, { $care } because it cares for the public. One more unit on benefits is worth { $benefit }.
explain-effort-price = The two compete for the same people, and each unit costs c̃ = { $price } more than the one before.
explain-effort-choice = So it gives e₁ = { $output } to outputs and e₂ = { $benefit } to benefits: more to { $lead ->
        [output] outputs
       *[benefit] benefits
    }, where { $why ->
        [measured] it is measured better
        [gains] its score gains more
        [public] the public gains more in its eyes
       *[habit] more is done out of habit
    }.
explain-effort-even = So it gives as much to outputs as to benefits, e₁ = e₂ = { $output }.
explain-effort-anyhow = It gives e₁ = { $output } to outputs and e₂ = { $benefit } to benefits.
explain-claim-worth = Report: claiming one unit of attainment that is not there is worth { $gain } and costs { $cost } in expected sanctions.
explain-claim-price = Each further unit is costlier by { $price } to make up.
explain-claim-choice = So it adds g = { $chosen } to its attainment{ $limit ->
        [yes] , the most that is possible
       *[no] {""}
    }.
explain-claim-none = That does not pay, so it makes up nothing (g = 0).
explain-claim-anyhow = By its own rule it adds g = { $chosen } to its attainment.
explain-money-worth = Money: diverting one more unit of money is worth (b − M)·A = { $gain } to it, its own loss M taken off, costs P̂·r̂·F = { $sanction } in expected sanctions and ι·κ = { $guilt } in guilt.
explain-money-price = What remains, { $net }, it weighs against k = { $price } per unit that taking the money costs.
explain-money-choice = So it diverts d = { $chosen } of what it spends{ $hides ->
        [yes] {" "}openly
       *[no] {""}
    }{ $limit ->
        [yes] , the most that is possible
       *[no] {""}
    }.
explain-money-none = The costs are higher, so it diverts nothing openly (d = 0).
explain-money-all-hidden = It pays more to hide all of it, so it diverts nothing openly (d = 0).
explain-money-anyhow = By its own rule it diverts d = { $chosen } of what it spends openly.
explain-hide-worth = Hiding a unit well, out of the reach of checks and audits, is worth { $net } and costlier by { $price } with each unit.
explain-hide-choice = So it hides another c = { $chosen }{ $limit ->
        [yes] , the most that is possible
       *[no] {""}
    }.
explain-hide-anyhow = By its own rule it hides another c = { $chosen }.
explain-departures = With the same beliefs a calculating department would have chosen otherwise ({ $list }).
explain-departure = { $action }: { $best } rather than { $chosen }
explain-margin-head = one more unit of …
explain-margin-change = what it changes
explain-margin-symbol = symbol
explain-margin-worth = worth
explain-action-sandbagging = propose a lower target
explain-action-effort_output = effort on outputs
explain-action-effort_benefit = effort on benefits
explain-action-manipulation = make up results
explain-action-diversion = divert money
explain-action-concealment = hide what is diverted
explain-term-easier_target = an easier target raises its own score
explain-term-low_proposal = expected cost of a low proposal that review finds
explain-term-own_score = through its own score
explain-term-external_evaluation = through an external evaluation
explain-term-public_care = because it cares for the public
explain-term-believed_claim = a claim that is believed raises its score
explain-term-falsified_report = expected sanction on a falsified report
explain-term-retained_use = private use of the part that it keeps
explain-term-expected_sanction = expected sanction
explain-term-own_loss = what its own results miss
explain-term-satisfaction = satisfied users in the self-evaluation
explain-term-guilt = guilt
explain-term-not_taken_back = what a finding would take back
explain-term-avoided_sanction = sanction that is avoided
explain-term-private_use = private use

## 5. The twelve months

explain-months = 5. The twelve months
explain-months-hoarding = It holds back { $held } of every monthly instalment, to be safe. What is left goes out in December: { $december } of the year's spending (an even year has 8.3%).
explain-months-late = Beyond the plan the year asks for { $late } of the budget; what it meets of that from its reserve is worth { $gain } of the budget more than spending on schedule.
explain-months-rush = The hurry costs { $rush } of the budget.
explain-months-head-month = month
explain-months-head-spent = spent so far
explain-months-head-share = of budget
explain-months-head-diverted = diverted so far
explain-months-head-rate = diverting now
explain-months-head-event = what happened
explain-month = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
explain-event-nothing = { $source ->
        [audit] audit
       *[check] check
    }: nothing found
explain-event-misuse = { $source ->
        [audit] audit
       *[check] check
    }: misuse found, { $returned } given back
explain-event-waste = { $source ->
        [audit] audit
       *[check] check
    }: poor management found
explain-event-received = { $money } received from slower departments
explain-event-taken = { $money } taken for faster departments
explain-event-rush = rush

## 6. Self-evaluation

explain-self = 6. Its self-evaluation
explain-self-score = It gives itself { $score } points{ $early ->
        [yes] {" "}(preliminary; { $final } in the end)
       *[no] {""}
    }.
explain-self-attained = Of the output target it claims to have attained { $attained }: { $measured } is work that was measured against the target, { $unmeasured } cannot be measured and is claimed as met, { $claimed } is made up, and { $error } is habit and luck.{ $capped ->
        [yes] {" "}More than 100% counts as 100%.
       *[no] {""}
    }
explain-self-attained-linear = On outputs it claims { $attained }: { $measured } of measured effort beyond the target, { $claimed } made up, and { $error } of habit and luck.
explain-self-head = part of the score
explain-self-head-weight = weight
explain-self-head-reached = reached
explain-self-head-points = points
explain-self-part-execution = budget execution
explain-self-part-output = outputs
explain-self-part-benefit = benefits
explain-self-part-satisfaction = satisfaction of citizens
explain-self-part-offset = level for everybody
explain-self-part-common = shock common to all
explain-self-total = self-score

## 7. External evaluation

explain-key = 7. External evaluation: what the bureau saw, and what was true
explain-key-done = The bureau, or a third party for it, evaluates the department itself and gives { $score } points{ $early ->
        [yes] {" "}(preliminary; { $final } in the end)
       *[no] {""}
    }.
explain-key-none = The department is not among those that are evaluated this year: the bureau has only its self-score. An evaluation would have given { $score } points.
explain-key-made = Such a score starts at { $level } points, adds { $performance } for the results that an outsider can measure and { $claims } for claims that nobody saw through; { $error } are error.{ $capped ->
        [yes] {" "}It ends at 100 points.
        [floor] {" "}It does not fall below 0.
       *[no] {""}
    }
explain-key-rank = True performance was { $performance }, rank { $rank } of { $departments }.
explain-seen-head-bureau = the bureau saw
explain-seen-head-truth = the truth
explain-seen-target = output target
explain-seen-output = output
explain-seen-benefit = benefit
explain-seen-self = self-score
explain-seen-key = external evaluation
explain-seen-diverted = diverted money
explain-seen-passive = wasted without intent
explain-seen-useful = useful money
explain-seen-productivity = productivity
explain-seen-proposed = { $amount } proposed
explain-seen-set = { $amount } set by itself
explain-seen-expected = { $amount } expected by the department
explain-seen-reported = { $amount } reported
explain-seen-preliminary = { $score } points (preliminary)
explain-seen-made-up = { $score } points, with g = { $claimed } made up
explain-seen-no-key = none
explain-seen-would = { $score } points that it would get
explain-seen-found = { $findings ->
        [one] { $findings } finding
       *[other] { $findings } findings
    } in { $checks ->
        [one] { $checks } check
       *[other] { $checks } checks
    }{ $audit ->
        [yes] {" "}and an audit
       *[no] {""}
    }
explain-seen-hidden = { $share } of its budget, { $hidden } well hidden

## 8. What followed

explain-followed = 8. What followed
explain-followed-used = The bureau takes { $correction } points off self-scores, as much as it has learned that they are inflated, and arrives at a used score of { $score } points for this year, from { $source ->
        [self] its self-score alone
       *[both] its self-score and the external evaluation, each weighted by its precision
    } (mean of all departments: { $mean } points).
explain-followed-rests = Its next budget rests on { $which ->
        [this] this year's score, against a mean of { $mean } points
        [last] the score of the year before ({ $score } points), against a mean of { $mean } points
        [belief] what the bureau believes of its ability, from all that it has seen so far
       *[none] its last one: the rule in force ignores scores
    }.
explain-followed-budget = It goes from { $old } to { $new } ({ $change }). By the past, its size and politics alone it would have been { $without }: the score made a difference of { $effect }.
explain-followed-kept = It keeps { $kept } of unspent money on top.
explain-learned-risk = It was checked { $checks ->
        [0] not once
        [1] once
       *[other] { $checks } times
    } and heard from its peers: it now takes a monthly check to be { $trend ->
        [up] likelier
        [down] less likely
       *[same] as likely as before
    }.
explain-learned-consequence = That findings have consequences it believes { $trend ->
        [up] more
        [down] less
       *[same] as before
    }.
explain-learned-norm = The bureau { $trend ->
        [up] raises
        [down] lowers
       *[same] keeps
    } what it holds to be its normal output: next year's targets start there (the ratchet).
explain-learned-guess = Its guess of the department's productivity is now { $trend ->
        [closer] closer to
        [further] further from
       *[same] as far as before from
    } the truth.
explain-learned-head = belief or state
explain-learned-head-before = in January
explain-learned-head-after = after the year
explain-learned-perceived_risk = its chance of a monthly check p̂
explain-learned-consequence_belief = its belief that findings matter r̂
explain-learned-credibility = its belief that results are used γᵘ
explain-learned-culture = its performance culture κ
explain-learned-passive_waste = its passive waste q
explain-learned-norm_output = the bureau's norm for its output
explain-learned-norm_benefit = the bureau's norm for its benefit
explain-learned-expected_productivity = the bureau's guess of its productivity

## The same year as the bureau knows it

explain-bureau-guess = How able the department is, the bureau does not know: it guesses a productivity of { $guess } ± { $spread } (mean 1).
explain-bureau-knew = 2. What the bureau gave and announced in January
explain-bureau-budget = The bureau gives a budget of { $budget } (1 is the mean budget of the first year). It holds { $output } in outputs and { $benefit } in benefits to be normal for the department.
explain-bureau-beliefs = What the department expects, believes and wants, the bureau does not know.
explain-bureau-objective = The bureau sees a proposal, and cannot tell whether it is honest or low.
explain-bureau-set = The bureau sets the objective itself, without knowing what the department can do.
explain-bureau-chose = 4. What it chose stays hidden
explain-bureau-hidden = How hard the department works and on what, how far it makes up results, how much money it diverts: these are hidden actions. The bureau sees only what comes of them, mixed with luck.
explain-bureau-months = The bureau sees the cash that goes out, and what its checks find. In December goes out { $december } of the year's spending (an even year has 8.3%).
explain-bureau-self = The department reports { $output } in outputs and { $benefit } in benefits, and gives itself { $score } points.
explain-bureau-doubt = The bureau has learned to expect that self-scores are { $correction } points too high on average; how much of this one is real it cannot see.
explain-bureau-key = 7. External evaluation: what the bureau saw
explain-bureau-no-key = The department is not among those that are evaluated this year: the bureau has only its self-score.
explain-bureau-learned = Its guess of the department's productivity { $trend ->
        [up] rises
        [down] falls
       *[same] stays as it was
    }; whether that is nearer to the truth it cannot know.

## 9. If what nobody knows were otherwise

explain-drawn = 9. If what nobody knows were otherwise
explain-drawn-about = All this holds if the parameters are those of the scenario. Nobody knows { $parameters } of them exactly; under { $draws } draws of them, with the same luck, the department would do the following in the middle 90% of draws.
explain-drawn-output = Its effort on outputs would lie between { $low } and { $high }, in the middle at { $median }.
explain-drawn-benefit = Its effort on benefits would lie between { $low } and { $high }, in the middle at { $median }.
explain-drawn-diverts = { $sure ->
        [all] It would divert between { $low } and { $high } of what it spends, openly or in hiding; that it diverts at all holds in { $share } of draws.
        [none] It would divert next to nothing, in { $share } of draws anything to speak of.
       *[some] Whether it diverts at all depends on what nobody knows: it does in { $share } of draws, between { $low } and { $high } of what it spends, openly or in hiding.
    }
explain-drawn-claims = { $sure ->
        [all] It would make up between { $low } and { $high } of results (1 is its whole target); that it makes up any holds in { $share } of draws.
        [none] It would make up next to no results, in { $share } of draws anything to speak of.
       *[some] Whether it makes up results depends on what nobody knows: it does in { $share } of draws, between { $low } and { $high } of them (1 is its whole target).
    }
explain-drawn-luck = Chance is another matter: with the parameters as told, the same department would divert between { $low } and { $high } of what it spends in the middle 90% of { $lucks } runs of luck, which differ in every year before (the last two columns).
explain-drawn-split = Of the variance of what it diverts over draws and luck, { $part } is ignorance of parameters.
explain-drawn-name-effort_output = effort on outputs
explain-drawn-name-effort_benefit = effort on benefits
explain-drawn-name-diversion = diverted openly
explain-drawn-name-concealment = diverted in hiding
explain-drawn-name-manipulation = results made up
explain-drawn-name-sandbagging = target understated by
explain-drawn-head-choice = Choice
explain-drawn-head-point = As told
explain-drawn-head-median = Median of draws
explain-drawn-head-low = 5%
explain-drawn-head-high = 95%
explain-drawn-head-luck-low = Luck, 5%
explain-drawn-head-luck-high = Luck, 95%

## Asked on the command line

explain-ask-scenario = Name of a reference scenario, or path of a TOML file.
explain-ask-department = Its number, from 0, or its name in the roster.
explain-ask-year = The year to tell; 1 is the first recorded year.
explain-ask-seed = Seed of the run.
explain-ask-parameters = Close with what the department would do over draws of what nobody knows (posterior), or not (point); with code of your own it never does.
explain-ask-money = Unit of money in which amounts are told beside mean budgets, or “model” for these alone; the scenario must declare its money ([money]). Default: the unit that it declares.
