### 政策效应分析：结论与图中文字。

effects-one-seed = 只有一个随机种子，无从判断偶然因素的影响：表中所列只是一个模拟世界中的差异。
effects-left-out = 未作分析：{ $parts }。
effects-left-out-factorial = 析因分析（交互作用至少需要两项政策工具）
effects-left-out-sequencing = 改革次序（至少需要两项政策工具）
effects-left-out-sequencing-years = 改革次序（先后推行两项改革至少需要两年）
effects-left-out-dose = 剂量反应（没有数值型政策工具，因而没有剂量）

## 数字与政策工具

effects-interval = { $value } [{ $low } 至 { $high }]
effects-lever = { $lever }（{ $low } → { $high }）
effects-lever-effect = { $lever }为 { $effect }
effects-unknown = 未知

## 精度

effects-rounds = { $one ->
    [one] { $rounds } 轮
   *[many] { $rounds } 轮
}
effects-precision-reached = 已达到所要求的精度：共 { $rounds }、{ $replications }；主效应的 95% 区间中，最宽者的半宽为 { $width }（{ $lever }对{ $outcome }的效应{ $scores ->
    [yes] ，得分以 100 分为单位
   *[no] { "" }
}），不超过要求的 { $target }。
effects-precision-missed = 未达到所要求的精度：按允许的上限运行 { $rounds }、{ $replications }后，主效应的 95% 区间中，最宽者的半宽仍为 { $width }（{ $lever }对{ $outcome }的效应{ $scores ->
    [yes] ，得分以 100 分为单位
   *[no] { "" }
}），超过要求的 { $target }；大约需要重复 { $needed } 次（--max-replications）。

## 各政策工具单独的效应

effects-nothing-moves = 单独调整时，没有哪项政策工具对{ $outcome }的效应可与零区分。
effects-leader = 单独调整时，{ $lever }{ $others ->
    [some] 最能明显
   *[none] 能明显
}{ $way ->
    [up] 提高
   *[down] 降低
}{ $outcome }，幅度为 { $size }（方括号内为 95% 区间）{ $share }{ $behind }{ $alike }。
effects-leader-share = ，相当于原水平的 { $share }
effects-leader-behind = ；其次为{ $levers }
effects-leader-alike = ；与之无法区分的有：{ $levers }
effects-no-leader = 单独调整时，没有哪项政策工具能明确{ $way ->
    [up] 提高
   *[down] 降低
}{ $outcome }。
effects-against = 反而使之{ $way ->
    [up] 上升
   *[down] 下降
}的有：{ $levers }。
effects-lever-band = { $lever }：{ $low } 至 { $high }
effects-band = 转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，效应分别为：{ $levers }。
effects-disputed = 是好是坏取决于转移如何计权、公共资金成本取多少（转移权重 0 至 1，公共资金成本 1 至 1.3）：{ $levers }。
effects-not-told = 经多重比较调整后无法与零区分的有：{ $levers }；若效应达到 { $least }，本应有五分之四的机会被识别。
effects-no-effect = 毫无影响的有：{ $levers }。

## 副作用

effects-side = 副作用：{ $changes }。
effects-side-of = { $lever }使{ $outcome }由 { $before } { $way ->
    [up] 升至
   *[down] 降至
} { $after }
effects-side-none = 没有哪项副作用既能与零区分、又达到原水平的 { $least }。
effects-side-silent = 除成本外，{ $levers }{ $one ->
    [one] 不影响
   *[many] 均不影响
}其他指标。

## 剂量

effects-doses = 对{ $outcome }最有利的取值：{ $doses }。
effects-doses-undirected = 剂量：{ $outcome }无所谓优劣，因而没有最优取值；详见表格。
effects-dose-nothing = { $lever }取任何值都没有影响
effects-dose-flat = { $lever }：没有哪个取值能与最优取值 { $dose } 区分；小于 { $least } 的差异可能未被识别
effects-dose = { $lever } = { $dose }（{ $gain }），{ $where }{ $little }
effects-dose-own = 即原情景的取值
effects-dose-gain = 与取 { $own } 相比 { $gain }
effects-dose-between = 取 { $low } 与 { $high } 均明显较差，最优取值在两者之间
effects-dose-end = 已在取值范围的上端：最优取值高于 { $low }{ $bound ->
    [yes] { "" }
   *[no] ，也可能在范围之外
}
effects-dose-level = 取 { $low } 明显较差，更高的取值则无法区分，再增加没有明确收益
effects-dose-start = 已在取值范围的下端：最优取值低于 { $high }{ $bound ->
    [yes] { "" }
   *[no] ，也可能在范围之外
}
effects-dose-down = 取 { $high } 明显较差，更低的取值则无法区分，再减少没有明确损失
effects-dose-little = ；变化不到原水平的 { $least }
effects-dose-hardly = ；任何取值带来的变化都不到原水平的 { $least }

## 交互作用

effects-pairs = 对{ $outcome }的交互作用：{ $pairs }。
effects-pairs-none = 对{ $outcome }的交互作用在调整后均无法与零区分。最大的是{ $term } { $effect }；若交互作用达到 { $least }，本应有五分之四的机会被识别。
effects-pairs-zero = 对{ $outcome }没有任何交互作用，各政策工具的效应可以相加。
effects-pairs-mixed = 两因素交互作用相互混杂，详见表下说明。
effects-pair = { $pair } { $effect }：{ $other }取低值时，{ $lever }的效应为 { $low }，取高值时为 { $high }{ $kind }
effects-pair-aliased = { $pair }连同{ $aliases } { $effect }
effects-three = 三项政策工具之间以{ $term }为最大，{ $effect }
effects-kind-high = ，可见只有{ $other }取高值时它才有益
effects-kind-low = ，可见只有{ $other }取低值时它才有益
effects-kind-strengthen = ，可见二者相互增强
effects-kind-make-up = ，可见一方可以弥补另一方之失
effects-kind-stand-in = ，可见二者可以相互替代
effects-kind-harm = ，可见二者相互削弱

## 两项改革的次序

effects-order = 改革次序，{ $outcome } { $years } 年累计{ $among }：先调整{ $first }比先调整{ $second }{ $way ->
    [less] 少
   *[more] 多
} { $size }。其中{ $waiting }只有一项改革生效，差异为 { $head }；{ $together }两项均已生效，差异为 { $after }{ $turn ->
    [against] ：累计之差来自率先生效，两项均生效后，反而是先调整{ $second }{ $neutral ->
        [yes] 较高
       *[no] 领先
    }
    [unclear] ：只有率先生效期间的差异可与零区分
   *[for] { "" }
}。
effects-order-behind = 累计差异明确的 { $clear } 对改革中，有 { $behind } 对累计{ $neutral ->
    [yes] 较多
   *[no] 较优
}的次序在{ $together }明显落后：此时累计之差只说明哪项改革值得早日推行，并不说明它应当先行。
effects-order-none = 改革次序，{ $outcome } { $years } 年累计：经调整后，没有哪一对改革的两种次序可以区分。差异最大的是{ $first }与{ $second }，为 { $size }；若差异达到 { $least }，本应有五分之四的机会被识别。
effects-order-same = 改革次序：孰先孰后对{ $outcome }毫无影响。
effects-order-gone = { $one ->
    [one] 最后一年
   *[many] 最后 { $span } 年
}已不再有差异。
effects-order-left = { $one ->
    [one] 最后一年
   *[many] 最后 { $span } 年
}没有可与零区分的差异。差异最大的是{ $first }与{ $second }，每年 { $size }；若差异达到 { $least }，本应有五分之四的机会被识别。
effects-order-lasts = { $one ->
    [one] 最后一年
   *[many] 最后 { $span } 年
}次序之差依然存在{ $among }：先调整{ $first }，每年{ $way ->
    [ahead] 领先
   *[higher] 高出
} { $size }{ $course }
effects-order-fades = ；差异在消退，由第 { $second } 年的 { $before } 缩小到第 { $last } 年的 { $after }：它主要反映两项改革已推行的时间长短，而非孰先孰后。
effects-order-stays = ，且自第 { $second } 年以来未见消退：改革路径留下了痕迹，至少在此期间如此。
effects-years = { $one ->
    [one] 第 { $first } 年
   *[many] 第 { $first } 至 { $last } 年
}
effects-among = （{ $pairs } 对改革中有 { $clear } 对明确，以{ $first }与{ $second }之差最大）

## 成本效益

effects-cost = 成本效益（每单位行政成本带来的{ $outcome }改善）：{ $levers }。
effects-cost-undirected = 成本效益：各项指标均无所谓优劣，无从计算。
effects-cost-buys = { $lever }为 { $ratio }（改善 { $gain }，成本 { $cost }）
effects-cost-saves = { $lever }每节省一单位成本损失 { $ratio }（改善 { $gain }，成本 { $cost }）
effects-cost-unbounded = { $lever }改善 { $gain }，成本 { $cost }，其成本可能为零，不计算比值
effects-cost-dominates = { $lever }既好又省（改善 { $gain }，成本 { $cost }）
effects-cost-dominated = { $lever }既差又贵（改善 { $gain }，成本 { $cost }）
effects-cost-dearer = { $lever }多花钱（{ $cost }），{ $verdict ->
    [disputed] 是好是坏取决于转移如何计权、公共资金成本取多少
   *[unclear] 调整后其效应无法与零区分
}（{ $gain }）
effects-cost-cheaper = { $lever }省钱（{ $cost }），{ $verdict ->
    [disputed] 是好是坏取决于转移如何计权、公共资金成本取多少
   *[unclear] 调整后其效应无法与零区分
}（{ $gain }）
effects-cost-free = { $lever }不增加成本，{ $verdict ->
    [better] 且有改善
    [worse] 但有恶化
    [disputed] 是好是坏取决于转移如何计权、公共资金成本取多少
   *[unclear] 调整后其效应无法与零区分
}（{ $gain }）
effects-cost-unclear = { $lever }的成本在调整后无法与零区分（{ $cost }），不计算比值，其效应{ $verdict ->
    [better] 为改善
    [worse] 为恶化
    [disputed] 是好是坏取决于转移如何计权、公共资金成本取多少
   *[unclear] 在调整后无法与零区分
}（{ $gain }）

## 图中文字

effects-forest-band = 社会净价值效应旁的细线：转移权重取 0 至 1、公共资金成本取 1 至 1.3 时的范围。
effects-forest-caption = 各政策工具单独调整的效应，即配对差异{ $over }：粗线为 95% 区间，细线为同时成立的区间（Bonferroni）；{ $count } 项效应中有 { $clear } 项在校正后仍然显著（彩色），其余为灰色。
effects-factorial-caption = 对{ $outcome }的主效应（圆点）、两因素交互作用（方块）与三因素交互作用（三角），均为配对的效应之差{ $over }，粗线为 95% 区间，细线为同时成立的区间；灰色为校正后不显著{ $largest }。
effects-factorial-largest = ；最大者为{ $term }，{ $effect }
effects-order-first = 先 A 后 B
effects-order-second = 先 B 后 A
effects-order-once = 同时推行
effects-order-less = 与均不推行之差（{ $unit }）
effects-order-caption = 两项改革先后推行{ $years }时逐年的{ $outcome }，与均不推行之差，取均值{ $over }，阴影为配对的 95% 区间{ $ends }。
effects-order-years = （第 { $first } 年与第 { $second } 年，虚线）
effects-order-end = 先{ $first }后{ $second } { $value }
effects-order-ends = ；最后一年：{ $ends }
effects-plane-cost = 行政成本增加（{ $unit }）
effects-plane-effect = { $outcome }改善
effects-plane-unit = （{ $unit }）
effects-plane-lever = { $lever }：{ $standing }
effects-plane-caption = 各政策工具单独调整时对{ $outcome }的效应与行政成本{ $dots }{ $ratios }{ $others }。
effects-plane-dots = ，浅色点为各次重复
effects-plane-ratios = ；每单位成本带来（方括号内为 95% 区间）：{ $ratios }
effects-plane-ratio = { $lever } { $ratio }
effects-plane-others = ；{ $levers }
effects-plane-other = { $lever }{ $standing }
effects-standing-buys = 花钱换得收益
effects-standing-saves = 省钱但有损失
effects-standing-dominates = 既好又省
effects-standing-dominated = 既差又贵
effects-standing-dearer = 多花钱而无明确收益
effects-standing-cheaper = 省钱而无明确损失
effects-standing-free = 不增加成本
effects-standing-cost-unclear = 成本差异不明确
