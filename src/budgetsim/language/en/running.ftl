### What a study takes, told before it begins, and how far it is.

running-time = about { $time } of simulation on { $processes ->
    [1] one processor
   *[other] { $processes } processors
}
running-disk = about { $size } in { $directory }
running-runs-there = { $runs } runs are there already
running-smaller = less with smaller { $flags }
running-usually = usually { $runs } runs, at most { $most }
running-runs = { $bound ->
    [most] at most { $runs }
   *[all] { $runs }
} runs
running-points = { $bound ->
    [most] at most { $points }
   *[all] { $points }
} { $many ->
    [no] point
   *[yes] points
}, { $runs } runs
running-points-seeds = { $bound ->
    [most] at most { $points }
   *[all] { $points }
} { $many ->
    [no] point
   *[yes] points
} x { $seeds } { $more ->
    [no] seed
   *[yes] seeds
} = { $runs } runs
running-there = { $done } of { $planned } { $what } are there already
running-so-far = { $done } of { $planned } { $what }
running-now = { $done } of { $planned } { $what }, { $rate } per second, about { $left } left
running-task = { $number } of { $planned }: { $name }
running-what-runs = runs
running-what-bootstrap-panels = bootstrap panels
