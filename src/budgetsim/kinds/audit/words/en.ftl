### Whether claims hold.

audit-help = Try claims over draws of what nobody knows and in other worlds: structures of the model, stances on welfare, horizons, sizes of district. Exit code 1 if a verdict is not the one that the file expects.
audit-title = Audit of claims: { $name }
audit-lead = { $claims } claims, tried over { $draws } draws of what nobody knows and in other worlds.
audit-ask-claims = Files of claims.
audit-ask-only = Try these claims only, by their ids.
audit-takes = { $claims } claims
audit-method = Every claim is tried under { $draws } draws of parameters × { $seeds } seeds (from { $source }), paired by both, and under the first 16 of them in each other world, one thing changed at a time. A direction holds in a world if 95% of its draws agree, a range if the median over draws lies in it. “Holds”: in every world; “unless”: as declared, but not in every other world; “depends”: fewer draws agree; “fails”: the contrary holds, or the median lies outside.

## Findings

audit-count = { $all ->
    [yes] All { $claims } claims are
   *[no] Of { $claims } claims, { $expected } are
} as expected, over { $draws } draws of what nobody knows.
audit-holds = “{ $sentence }” ({ $id }) holds: { $outcome } { $value } ({ $low } to { $high }), in { $share } of draws.
audit-unless = “{ $sentence }” ({ $id }) holds as declared: { $outcome } { $value } ({ $low } to { $high }), in { $share } of draws.
audit-depends = Whether “{ $sentence }” ({ $id }) is true depends on what nobody knows: { $outcome } { $value } ({ $low } to { $high }), in { $share } of draws.
audit-fails = “{ $sentence }” ({ $id }) does not hold: { $outcome } { $value } ({ $low } to { $high }), in { $share } of draws { $way ->
    [range] in the range.
   *[other] the way that it says.
}
audit-worlds = Not as sure in other worlds: { $worlds }.
audit-more-worlds = { $number } more
audit-weakest = Its weakest link: { $world }, where { $share } of draws agree.
audit-unexpected = Expected was: { $expects }.
audit-missed = not as expected: { $claims }

audit-verdict-holds = holds
audit-verdict-unless = holds unless …
audit-verdict-depends = depends
audit-verdict-fails = fails

## Worlds

audit-world-years-5 = the first five years
audit-world-years-20 = twenty years
audit-world-departments-10 = ten departments
audit-world-departments-300 = 300 departments

## Tables and figure

audit-table-claims = Claims and their verdicts
audit-table-worlds = Every claim in every world
audit-note-claims = Median and middle 90% of draws in the model as declared, and the share of draws that agree; then the world in which fewest draws agree.
audit-figure-claims = claims
audit-figure-worlds = worlds
audit-figure-share = draws that agree (%)
audit-figure-caption = Share of draws (per cent) that agree with each of { $claims } claims, in the model as declared and in other worlds. { $sure } hold in every world, with at least { $least } of draws.

## Errors

audit-fault-no-claims = must be blocks [[claim]], not { $kind }
    .remedy = write each claim as a block: [[claim]] with id, sentence, base, outcome, direction or range, and expects
audit-fault-lacks = { $key } is missing
    .remedy = every claim has id, sentence, base, outcome, expects, and one of direction, range and level
audit-fault-twice = another claim has this id
    .remedy = give each claim an id of its own
audit-fault-both = a claim names a policy or settings after, not both
    .remedy = leave one of them out
audit-fault-one-way = a claim has one of direction, range and level
    .remedy = write direction = "up" or "down", range = [low, high] of a difference, or level = [low, high] of a scenario
audit-fault-level = a claim about a level has no policy
    .remedy = write range = [low, high], or leave the policy out
audit-fault-no-policy = a claim about a difference needs a policy
    .remedy = name one (policy = …), or settings of the base (after = {…}); or write level = [low, high]
audit-fault-range = must be two numbers, the lower one first
    .remedy = such as [0.05, 0.35]
audit-fault-no-claim = there is no such claim in the file
audit-fault-point = claims are tried over draws
    .remedy = leave it out, or name a file of draws
