### 情景发现（政策在何种条件下失灵）：结论与图中文字。

## 何谓失灵

discover-failing-quantile = { $of ->
    [change] { $outcome }相对{ $base }的变化
   *[level] { $outcome }
}属于{ $end ->
    [low] 最低
   *[high] 最高
}的 { $share }
discover-failing-level = { $outcome }{ $end ->
    [low] 低于
   *[high] 高于
} { $bound }
discover-failing-worse = { $outcome }{ $end ->
    [low] 低于
   *[high] 高于
}{ $base }下的水平
discover-failing-change = { $outcome }相对{ $base }的变化{ $end ->
    [low] 小于
   *[high] 大于
} { $bound }

## 条件

discover-scenario = 情景
discover-delivered = 实际达到的{ $lever }
discover-or = 或
discover-range = { $low } 至 { $high }
discover-limit-other = { $factor }不是{ $levels }
discover-limit-levels = { $factor }为{ $levels }
discover-limit-equal = { $factor }等于 { $value }
discover-limit-between = { $factor }介于 { $low } 与 { $high } 之间
discover-limit-least = { $factor }不低于 { $low }
discover-limit-above = { $factor }高于 { $low }
discover-limit-most = { $factor }不超过 { $high }

## 结论

discover-number = { $number } 种
discover-none = 在 { $states } 种状态中，没有一种出现“{ $failing }”（此类状态所占比例的 95% 区间为 0 至 { $high }）。
discover-none-policy = { $policy }在 { $states } 种状态中均未失灵（失灵状态所占比例的 95% 区间为 0 至 { $high }），即没有一种出现“{ $failing }”。
discover-every = 在全部 { $states } 种状态中（此类状态所占比例的 95% 区间为 { $low } 至 100%），{ $failing }。
discover-every-policy = { $policy }在全部 { $states } 种状态中均失灵（失灵状态所占比例的 95% 区间为 { $low } 至 100%）；失灵即{ $failing }。
discover-part = 在 { $states } 种状态中，出现“{ $failing }”的有 { $part }（95% 区间 { $low } 至 { $high }）。
discover-part-policy = { $policy }在 { $states } 种状态中失灵的有 { $part }（95% 区间 { $low } 至 { $high }）；失灵即{ $failing }。
discover-weakest = 最差的是{ $of ->
    [change] { $outcome }的变化
   *[level] { $outcome }
}{ $end ->
    [low] 不高于
   *[high] 不低于
} { $value } 的那 { $share } 的状态。
discover-weakest-policy = { $policy }表现最差的，是{ $of ->
    [change] { $outcome }的变化
   *[level] { $outcome }
}{ $end ->
    [low] 不高于
   *[high] 不低于
} { $value } 的那 { $share } 的状态。
discover-more-states = 若有 { $least } 种或更多状态（--samples），还可指出政策在何处表现最差。
discover-too-few = { $lack ->
    [failures] 失灵
   *[successes] 未失灵
}的状态太少，不足以归纳规则；具体是哪些状态，见 states.csv。
discover-no-rule = 没有规则明显优于全部状态的总体比例。即使{ $among ->
    [failures] 失灵与否
   *[worst] 是否属于此类
}取决于这些不确定因素，现有的状态数也不足以显示其关系。
discover-unclear = 有 { $share } 的状态，现有随机种子不足以判断是否{ $among ->
    [failures] 失灵
   *[worst] 属于此类
}；增加重复次数（--replications）可以判断。
discover-rule = { $among ->
    [failures] 失灵
   *[worst] 此类状态
}{ $word ->
    [mostly] 多见于
   *[clearly] 最集中于
}以下情形：{ $limits }。这一条件覆盖其中的 { $coverage }（95% 区间 { $least } 至 { $most }），条件之内有 { $density } 的状态{ $among ->
    [failures] 失灵
   *[worst] 属于此类
}（{ $low } 至 { $high }），而全部状态中为 { $rate }；均以未参与寻找规则的状态计。
discover-further = 再加上另外 { $number } 条规则，{ $one ->
    [one] 共覆盖
   *[many] 合计覆盖
}{ $among ->
    [failures] 失灵状态的
   *[worst] 此类状态的
} { $coverage }（95% 区间 { $least } 至 { $most }）；所覆盖的状态中有 { $density } { $among ->
    [failures] 失灵
   *[worst] 属于此类
}（{ $low } 至 { $high }），而全部状态中为 { $rate }。

## 图

discover-holds = 未失灵
discover-fails = 失灵
discover-others = 其他状态
discover-worst = 最差的状态
discover-first-rule = 第一条规则
discover-change-of = { $outcome }的变化
discover-tried = 试验范围
discover-each-range = 各因素的试验范围，由最低值至最高值
discover-rule-fails = 规则 { $number }：{ $share } { $among ->
    [failures] 失灵
   *[worst] 属于最差
}
discover-without = { $limit }（去掉此条件：{ $share }）
