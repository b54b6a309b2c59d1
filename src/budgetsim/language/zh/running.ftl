### 一项研究需要多少时间与空间（事先说明），以及进展如何。

running-time = 用 { $processes ->
    [1] 1
   *[other] { $processes }
} 个处理器仿真约 { $time }
running-disk = 在 { $directory } 中占用约 { $size }
running-runs-there = 已有 { $runs } 次运行
running-smaller = 减小 { $flags } 可以少些
running-usually = 通常 { $runs } 次运行，至多 { $most } 次
running-runs = { $bound ->
    [most] 至多 { $runs }
   *[all] { $runs }
} 次运行
running-points = { $bound ->
    [most] 至多 { $points }
   *[all] { $points }
} 个点{ $many ->
    [no] {""}
   *[yes] {""}
}，{ $runs } 次运行
running-points-seeds = { $bound ->
    [most] 至多 { $points }
   *[all] { $points }
} 个点{ $many ->
    [no] {""}
   *[yes] {""}
} x { $seeds } 个随机种子{ $more ->
    [no] {""}
   *[yes] {""}
} = { $runs } 次运行
running-there = { $planned } { $what }中已有 { $done }
running-so-far = { $planned } { $what }中已完成 { $done }
running-now = { $planned } { $what }中已完成 { $done }，每秒 { $rate }，还需约 { $left }
running-task = 第 { $number } 项，共 { $planned } 项：{ $name }
running-what-runs = 次运行
running-what-bootstrap-panels = 个自助抽样面板
