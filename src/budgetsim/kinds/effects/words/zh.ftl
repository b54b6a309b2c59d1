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
effects-precision-reached = 已达到所要求的精度：共 { $rounds }、{ $replications }；主效应的 95% 置信区间中，最宽者的半宽为 { $width }（{ $lever }对{ $outcome }的效应{ $scores ->
    [yes] ，得分以 100 分为单位
   *[no] { "" }
}），不超过要求的 { $target }。
effects-precision-missed = 未达到所要求的精度：按允许的上限运行 { $rounds }、{ $replications }后，主效应的 95% 置信区间中，最宽者的半宽仍为 { $width }（{ $lever }对{ $outcome }的效应{ $scores ->
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
}{ $outcome }，幅度为 { $size }（方括号内为 95% 置信区间）{ $share }{ $behind }{ $alike }。
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

## 参数未知时我们知道什么

effects-known = 单独调整时，{ $draws } 组未知参数抽样中对{ $outcome }的效应（中位数，方括号内为中间 90% 的抽样）：{ $levers }。
effects-known-flips = 其他参数取平均时：{ $levers }。
effects-known-flip = { $lever }，{ $flips }
effects-known-split = 单个模拟世界之间效应的变动中，来自对参数无知的部分为{ $levers }，其余来自运气。
effects-known-part = { $lever } { $part }
effects-known-side = 几乎所有抽样中的副作用：{ $changes }。
effects-known-side-of = { $lever }使{ $outcome }变动 { $effect }
effects-known-side-none = 除成本外，没有其他指标在几乎所有抽样中变差达其水平的 { $least }。
effects-known-pairs = 共同作用：{ $draws } 组未知参数抽样中，一项工具取高值时另一项对{ $outcome }多起多少作用（{ $count } 个交互效应中有 { $sure } 个在 95% 的抽样中符号一致，大者在前）：{ $pairs }。
effects-known-pair = { $known }：{ $second }取低值时{ $first }带来 { $low }，取高值时带来 { $high }；{ $kinds }
effects-known-pair-better = { $subject } { $difference }，{ $share } 的抽样中合用胜于分用{ $unless }
effects-known-pair-worse = { $subject } { $difference }，{ $share } 的抽样中合用不如分用{ $unless }
effects-known-pair-more = { $subject } { $difference }，{ $share } 的抽样中合用多于分用{ $unless }
effects-known-pair-less = { $subject } { $difference }，{ $share } 的抽样中合用少于分用{ $unless }
effects-known-pair-depends = { $subject } { $difference }，取决于无人确知的参数：{ $share } 的抽样中合用{ $neutral ->
    [yes] 多于
   *[no] 胜于
}分用
effects-known-pair-unknown = { $subject } { $difference }，尚不可知：{ $share } 的抽样中合用{ $neutral ->
    [yes] 多于
   *[no] 胜于
}分用，没有单个参数能决定它
effects-known-pair-same = { $subject }没有交互效应
effects-known-kind-need-each-other = 在 { $share } 的抽样中二者缺一不可（只有另一项取高值时各自才有益）
effects-known-kind-first-needs-second = 在 { $share } 的抽样中只有{ $second }取高值时{ $first }才有益
effects-known-kind-second-needs-first = 在 { $share } 的抽样中只有{ $first }取高值时{ $second }才有益
effects-known-kind-strengthen = 在 { $share } 的抽样中二者都有益且相互增强
effects-known-kind-stand-in = 在 { $share } 的抽样中二者都有益且可相互替代
effects-known-kind-crowd-out = 在 { $share } 的抽样中其中一项只有在另一项缺位时才有益
effects-known-kind-none-of-these = 在 { $share } 的抽样中一项是否有益与另一项无关
effects-known-order = 两项改革的先后：{ $draws } 组未知参数抽样中，{ $years } 年间每年的{ $outcome }（{ $count } 对中有 { $sure } 对在 95% 的抽样中某一次序领先，领先多者在前）：{ $pairs }。
effects-known-order-label = 先{ $first }后{ $second }
effects-known-order-turned = { $known }，但两项改革都实施后，另一次序在 { $share } 的抽样中领先
effects-known-order-end = 最后{ $one ->
    [one] 一年
   *[many] { " " }{ $span } 年
}，{ $count } 对中有 { $sure } 对在 95% 的抽样中某一次序领先，领先最多的是：{ $pairs }。
effects-known-doses = 逐组抽样（共 { $draws } 组）看{ $outcome }的最优剂量：{ $doses }。
effects-known-dose = { $lever }的最优剂量在 { $inside } 的抽样中位于范围之内，在 { $at_start } 中位于起点，在 { $at_end } 中位于终点{ $nothing }；最优剂量为 { $median } [{ $low } 至 { $high }]{ $point }
effects-known-dose-hardly = ，在 { $share } 中几乎无关紧要
effects-known-dose-point = ，设定参数下为 { $dose }
effects-known-dose-label = { $lever }取 { $dose } 而非 { $own }
effects-known-dose-nothing = { $lever }的任何剂量都几乎无关紧要
effects-known-cost = 各组抽样中每单位行政成本对{ $outcome }的改善：{ $levers }。
effects-known-cost-dearer = { $lever } { $ratio }
effects-known-cost-cheaper = { $lever }在所有抽样中都更省，每节省一单位，改善变动 { $ratio }
effects-known-cost-either = { $lever }只在 { $share } 的抽样中更贵，故不报告比值
effects-method-draws = 每组抽样中，单个政策工具的效应用 { $effects } 个种子，工具合用与先后用 { $together } 个，剂量用 { $doses } 个；共 { $runs } 次运行。

## 图中文字

effects-forest-band = 社会净价值效应旁的细线：转移权重取 0 至 1、公共资金成本取 1 至 1.3 时的范围。
effects-figure-draws = 未知参数抽样下各政策工具单独调整的效应：中位数、中间 90% 的抽样，以及更好的抽样比例（右侧）；{ $count } 个效应中有 { $sure } 个在 95% 的抽样中方向相同（着色：蓝色更好，橙色更差），其余为灰色。
effects-figure-interactions-draws = 未知参数抽样下，两项工具中一项取高值时另一项多起多少作用：中位数、中间 90% 的抽样，以及合用胜于分用的抽样比例（右侧）；{ $count } 个中有 { $sure } 个在 95% 的抽样中方向相同（着色：蓝色合用更好，橙色合用更差），其余为灰色。
effects-figure-order-draws = 先 A 后 B 与先 B 后 A 逐年的{ $outcome }之差：未知参数抽样的中位数与中间 90%，虚线为两项改革的年度；圆点在 95% 的抽样中先 A 更好时为蓝色，95% 的抽样中更差时为橙色，其余为灰色。最后一年先 A 更好的抽样比例：{ $ends }。
effects-figure-order-end = 先{ $first }后{ $second } { $share }
effects-figure-share = 抽样比例
effects-figure-dose-draws = 各剂量下的{ $outcome }减去情景原值（圆环）下的值，未知参数抽样的中位数与中间 90%；其下为某剂量最优的抽样比例：{ $best }。
effects-figure-inside = { $lever }在 { $inside } 的抽样中位于范围之内，在 { $start } 中位于起点，在 { $end } 中位于终点
effects-forest-caption = 各政策工具单独调整的效应，即配对差异{ $over }：粗线为 95% 置信区间，细线为同时成立的区间（Bonferroni）；{ $count } 项效应中有 { $clear } 项在校正后仍然显著（彩色），其余为灰色。
effects-factorial-caption = 对{ $outcome }的主效应（圆点）、两因素交互作用（方块）与三因素交互作用（三角），均为配对的效应之差{ $over }，粗线为 95% 置信区间，细线为同时成立的区间；灰色为校正后不显著{ $largest }。
effects-factorial-largest = ；最大者为{ $term }，{ $effect }
effects-order-first = 先 A 后 B
effects-order-second = 先 B 后 A
effects-order-once = 同时推行
effects-order-less = 与均不推行之差（{ $unit }）
effects-order-caption = 两项改革先后推行{ $years }时逐年的{ $outcome }，与均不推行之差，取均值{ $over }，阴影为配对的 95% 置信区间{ $ends }。
effects-order-years = （第 { $first } 年与第 { $second } 年，虚线）
effects-order-end = 先{ $first }后{ $second } { $value }
effects-order-ends = ；最后一年：{ $ends }
effects-plane-cost = 行政成本增加（{ $unit }）
effects-plane-effect = { $outcome }改善
effects-plane-unit = （{ $unit }）
effects-plane-lever = { $lever }：{ $standing }
effects-plane-caption = 各政策工具单独调整时对{ $outcome }的效应与行政成本{ $dots }{ $ratios }{ $others }。
effects-plane-dots = ，浅色点为各次重复
effects-plane-ratios = ；每单位成本带来（方括号内为 95% 置信区间）：{ $ratios }
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

## 研究的问题与方法

effects-title = { $name }：各政策工具的效应
effects-lead = { $scenario }：自第 { $year } 年起调整{ $levers }，或单独、或组合，在相同的 { $seeds } 个模拟世界中比较{ $one ->
    [one] {""}
   *[many] {""}
}{ $draws ->
    [0] {""}
   *[other] （设定参数），并采用 { $draws } 组未知参数抽样
}。
effects-method = 政策工具自第 { $year } 年起调整；每个试验点都在相同的世界中与原情景或其对照点比较。
effects-method-means = 指标取每次运行 { $years } 年中{ $one ->
    [one] 最后一年的数值
   *[many] 最后 { $last } 年的均值
}；区间为以随机种子为推断单位的 95% t 置信区间。
effects-method-points = { $points } 个试验点，{ $seeds } 个共同的随机种子{ $one ->
    [one] {""}
   *[many] {""}
}，总计运行 { $runs } 次。
effects-missed = 未达到所要求的精度；所列为允许的全部重复次数的结果

## 表格

effects-table-of = { $title }：{ $outcome }
effects-table-levers = 政策工具
effects-table-effects = 各政策工具单独调整的效应
effects-table-dose = 剂量与响应：与原情景之差
effects-table-factorial = 主效应与交互作用（{ $corners } 个试验点，{ $full ->
    [yes] 完全析因
   *[no] 分辨度 IV 的部分析因
}）
effects-table-sequencing = 两项改革的次序：先“先行”后“后行”，与相反次序之差
effects-table-cost = 成本效果：改善与行政成本
effects-head-lever = 政策工具
effects-head-key = 键名
effects-head-own = 情景原值
effects-head-low = 低值
effects-head-high = 高值
effects-head-outcome = 指标
effects-head-before = 之前
effects-head-difference = 差值
effects-head-simultaneous = 同时区间
effects-head-glass-delta = Δ
effects-head-g-z = g
effects-head-p = p 值（Holm）
effects-head-verdict = 对公众而言
effects-head-band = 幅度
effects-head-dose = 剂量
effects-head-step = 与前一剂量之差
effects-head-best = 最优
effects-head-term = 政策工具组合
effects-head-effect = 效应
effects-head-aliases = 混杂于
effects-head-first = 先行
effects-head-second = 后行
effects-head-window = 年度
effects-head-order = 每年
effects-head-total = 各年累计
effects-head-better-first = 宜先行
effects-head-cost = 成本
effects-head-improvement = 改善
effects-head-ratio = 每单位成本的收益
effects-head-standing = 性价比
effects-head-zero = 效应为零之处
effects-head-draws = 参数抽样
effects-head-point = 设定参数
effects-head-best-dose = 最优剂量
effects-head-at-start = 位于范围起点
effects-head-inside = 位于范围之内
effects-head-at-end = 位于范围终点
effects-head-hardly-matters = 几乎无关紧要
effects-head-beside-low = 第一项的效应（第二项低）
effects-head-beside-high = 第二项高
effects-head-need-each-other = 缺一不可
effects-head-first-needs-second = 第一项依赖第二项
effects-head-second-needs-first = 第二项依赖第一项
effects-head-strengthen = 相互增强
effects-head-stand-in = 相互替代
effects-head-crowd-out = 只在另一项缺位时有益
effects-head-none-of-these = 均非
effects-table-effects-draws = 各政策工具单独调整的效应（参数抽样）
effects-table-interactions-draws = 交互效应（参数抽样）
effects-table-sequencing-draws = 两项改革的先后（参数抽样）：先一后二减先二后一
effects-note-interactions-draws = 两项工具：一项取高值时另一项的效应比其取低值时大多少；三项：第三项取高值时这一差别又大多少。“更好”：合用胜于分用。
effects-note-sequencing-draws = 各时段内每年的均值；“更好”：第一项改革应先行。
effects-table-structures = 在哪些世界中成立{ $part ->
    [interactions] （交互效应）
    [sequencing] （全部年度中两项改革的先后）
   *[effects] { "" }
}
effects-table-flips = 什么会使{ $part ->
    [interactions] 交互效应
    [sequencing] 先后之差
    [dose] 最优剂量（在最多抽样中最优者）的作用
   *[effects] 效应
}反转
effects-table-pairs = 逐组抽样看两项工具如何共同起作用
effects-note-pairs = 第二项取低值与高值时第一项带来的变化：{ $draws } 组抽样的中位数与中间 90%；其后为抽样比例。“缺一不可”：只有另一项取高值时各自才有益。
effects-note-draws = { $draws } 组未知参数抽样的中位数与中间 90%，以及对公众更好或更差的抽样比例；旁列设定参数下的均值及其在 { $seeds } 个种子上的 95% 置信区间。“改善”或“恶化”：95% 的抽样如此；“除非……”：在其他模型结构或福利立场下不那么可靠；“取决于参数”：已知有参数会使其反转；“不可知”：没有已知的这种参数。
effects-table-best = 逐组抽样看各政策工具的最优剂量
effects-note-best = 剂量有影响的抽样中最优剂量的中位数与中间 90%；其后为占全部 { $draws } 组抽样的比例。“几乎无关紧要”：整条曲线都在指标水平的百分之一以内。
effects-mark-own = 原值
effects-mark-best = 最优
effects-mark-as-good = 同样好
effects-mark-own-best = 原值，最优
effects-mark-own-as-good = 原值，同样好
effects-note-means = { $years } 年中最后 { $last } 年的均值，政策工具自第 { $year } 年起调整；配对重复 { $seeds } 次{ $one ->
    [one] {""}
   *[many] {""}
}，附 95% t 置信区间。
effects-note-effects = “改善”“恶化”在对 { $count } 项比较作多重检验校正（p 值，Holm 法）后仍成立；同时区间一并成立（Bonferroni 法）。Δ：以种子间标准差为单位（Glass）；g：以配对差值的标准差为单位；两者均已作小样本校正（Hedges）。
effects-note-band = 幅度：转移权重取 0、0.5 或 1，公共资金成本取 1 或 1.3 时社会净价值的变化。幅度内有增有减的，不称为改善。
effects-note-dose = 原值：情景自身的取值，差值由此算起。同样好：配对比较无法与最优剂量区分（对整条曲线作 Bonferroni 校正）。
effects-note-factorial = 单项政策工具：在其他工具各种取值上的平均效应；两项：另一项取高值时的效应比取低值时大多少；三项：第三项取高值时上述差额又大多少。判断在对全部各行作多重检验校正（p 值，Holm 法）后仍成立。
effects-note-aliases = 在这一部分析因设计中，下列两项交互作用无法区分，其所在行为它们之和：{ $terms }。三项交互作用无法与主效应区分；政策工具不超过六项时可取全部试验点。
effects-note-sequencing = 第一项改革在第 { $first } 年，第二项在第 { $second } 年；各时段内逐年的均值，附 95% t 置信区间。全部年度的累计包含{ $waiting }的领先期，其间只有一项改革起作用。判断在对全部各行作多重检验校正（p 值，Holm 法）后仍成立。
effects-note-cost = 比值附 Fieller 95% 置信区间。成本差异不明确，或既好又省、既差又贵时，比值没有意义，不予列出。
effects-note-hidden = 为寻找最优而增加的中间剂量未列出。
effects-note-elsewhere = 全部各行与指标见：{ $file }。

## 提问

effects-help = 估计各政策工具的作用：配对效应、剂量、交互作用、改革次序、成本效果。所有试验点使用相同的随机种子，因此效应是配对的。表格写成 CSV、Markdown 和 LaTeX。
effects-ask-scenario = 情景的名称或路径，或研究文件的路径。
effects-ask-levers = 调整一项政策工具：LOW:HIGH，仅 HIGH（自情景的取值起），LOW:HIGH:DOSES，a,b,...，或仅 KEY（调到较强的取值）；可用逗号列出多项，可重复。默认：monitoring_intensity, result_use, staff, information_systems。
effects-ask-switch = 把几项政策工具作为一项一起调整；可重复。
effects-ask-parts = 结果的各个部分：{ $options }。默认：全部。
effects-ask-refine = 在每项政策工具的最优剂量附近增加剂量，直到其位置的精确程度达到种子所允许的限度。
effects-ask-from-year = 政策工具调整的记录年度，此前为情景原样的预热期。
effects-ask-second-year = 先后推行两项改革时第二项的年度。默认：改革期过去三分之一之后。
effects-ask-doses = 每项政策工具等距剂量的个数。默认：7。
effects-ask-precision = 增加重复次数，直到主效应最宽的 95% 置信区间的半宽不超过此值，以指标的单位计（得分以 100 分为单位）。
effects-ask-precision-outcome = 须达到此精度的指标，或 all（全部）。默认：所列的第一项。
effects-ask-max-replications = 即使精度仍不够也到此为止；此时退出码为 1。默认：10000。
effects-ask-outcomes = 要列出的指标，最重要的在前。
effects-ask-last = 计入均值的最后若干年。默认：3。

## 设定有误

effects-lacking-factorial = 分析交互作用至少需要两项政策工具
effects-lacking-sequencing = 比较先后次序至少需要两项政策工具
effects-lacking-sequencing-years = 先后推行两项改革至少需要两年
effects-lacking-dose = 没有数值型政策工具，因而没有剂量
effects-fault-late = 共记录 { $years } 年，改革在最后一年之后才开始
effects-fault-never-begins = { $scenario } 的改革从第 { $year } 年开始，年数不能少于此
effects-fault-last = 改革始于第 { $year } 年，{ $years } 年中至多有 { $most } 年处于改革之下
    .remedy = 请减少年数
effects-fault-second-year = 第二项改革必须晚于第一项（第 { $first } 年），且不晚于第 { $last } 年
effects-fault-other-part = 此项属于 { $part } 部分，而 --parts 中没有列出
    .remedy = 请删去
effects-fault-no-precision = 须与 --precision H 同时使用
    .remedy = 请同时给出半宽
effects-fault-precision = 精度针对的是政策工具单独调整的效应
    .remedy = 请在 --parts 中加入 effects
effects-fault-precision-drawn = 精度针对设定参数下的随机性；更多种子不会减少对参数的无知
    .remedy = 请去掉 --parameters，或使用 --parameters point
effects-fault-two-replications = 使用 --precision 时，起始重复次数至少为 2，否则没有区间
effects-fault-too-few = 小于 --replications { $replications }
    .remedy = 请提高上限，或减少起始重复次数
effects-fault-not-shown = 不在所列指标之中：{ $outcomes }
    .remedy = 没有这一项
effects-fault-contrast = 不是有效的对比
    .remedy = 请写作 KEY、KEY=HIGH、KEY=LOW:HIGH、KEY=LOW:HIGH:DOSES 或 KEY=a,b,...
effects-fault-contrast-of-file = 不是有效的对比
    .remedy = 请写作 { $lever } = "LOW:HIGH"、"HIGH"、"LOW:HIGH:DOSES"，或剂量列表
effects-fault-settings = { $kind }，不是设定表
    .remedy = 请另起一行写 [switches.{ $switch }]
effects-fault-always = 政策工具在改革当年才调整
    .remedy = 若要取消情景中后来的变动，请加上 --set { $key }=VALUE
effects-fault-no-lever = 这不是政策工具：财政部门无权决定
    .remedy = 可用 --set 设定，或用 `budgetsim sensitivity` 使其变动
effects-fault-no-values = “=”后面没有取值
effects-fault-for-some = 情景 { $scenario } 只对部分部门作此设定，因而没有统一的原值
    .remedy = 请改用没有这一变动的情景；对比对所有部门同时调整政策工具
effects-fault-two-values = 对比需要两个取值；情景中的取值为 { $own }
    .remedy = 请写作 { $lever }=a,b，从以下选项中取两个：{ $options }
effects-fault-already = 情景中的取值已经是 { $own }
    .remedy = 请给出两端：{ $lever }=LOW:HIGH
effects-fault-doses = 剂量个数必须是 2 到 { $most } 的整数
effects-fault-switch = 必须写作 NAME=KEY=VALUE,KEY=VALUE
    .remedy = 例如 --switch platform="information_systems=0.9,monitoring_intensity=0.3"
effects-fault-switch-always = 开关 { $switch }：此处不能使用 { $all }
    .remedy = 改革从其开始之年起设定取值
effects-fault-switch-no-lever = 开关 { $switch }：这不是政策工具
effects-fault-twice = 被重复调整：{ $lever } 与 { $other } 都调整它
    .remedy = 只调整一次
effects-point = 设计点 { $point }；请改用其他取值或其他情景
effects-fault-unpaired = 效应按随机种子配对：每个设计点在每个随机种子下必须恰好运行一次

## 运行过程

effects-takes = effects { $scenario }：{ $points } 个设计点{ $more ->
    [yes] { "，另在最佳剂量附近加点，" }
   *[no] { "，" }
}{ $draws ->
    [0] { "" }
   *[other] 另有未知参数抽样 { $draws } 组，
}
effects-not-precise = 已重复 { $replications } 次：半宽为 { $half }，尚未达到 { $wanted }；大约需要 { $needed } 次
