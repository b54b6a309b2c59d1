### 寻优：问题、结论、表格与图中文字。

## 结论

optimise-best = 最优组合：{ $values }。
optimise-knee = 前沿的拐点：{ $values }。拐点是前沿上离各端点所在平面最远的组合（{ $objectives }均按其在前沿上的范围折算）：越过它，一项目标再好一点，其他目标便要付出很大代价。
optimise-policy = 就政策而言，{ $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}意味着：{ $moves }。
optimise-moved = { $lever }（{ $was } → { $now }）
optimise-move-much-more = 大幅调高{ $levers }
optimise-move-more = 调高{ $levers }
optimise-move-other = 改选{ $levers }
optimise-move-less = 调低{ $levers }
optimise-move-much-less = 大幅调低{ $levers }
optimise-move-kept = { $levers }大致不变
optimise-purpose = 社会净价值（已计入努力、风险、造假和公共资金的成本）由 { $before } 变为{ $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}处的 { $after }。
optimise-band = 转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，{ $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}与现状的社会净价值之差为 { $low } 至 { $high }{ $turns ->
    [yes] ：是否更优取决于此
   *[no] { "" }
}。
optimise-side-effect = 最大的副作用：{ $outcome }由 { $before } { $way ->
    [up] 升至
   *[down] 降至
} { $after }。
optimise-no-side-effect = 除成本外，没有指标因此明显恶化。
optimise-method = 各组合自第 { $year } 年起实施；指标为全部 { $years } 年中最后 { $last } 年的均值，{ $how }（搜索用 { $seeds } 个随机种子，各表用 { $fresh } 个新随机种子（{ $first } 至 { $final }）{ $states }），并给出种子间的 95% 置信区间。拐点和各最优组合按搜索所见选出；此处以及图表中的数值均来自新的世界，在那里其他组合可能更优。
optimise-states = ，每个种子均经历{ $uncertain }的 { $states } 种状态，各表所用状态为重新抽取
optimise-ends = { $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}落在{ $ends }：此处起决定作用的是取值范围，而不是权衡。
optimise-at-upper = { $levers }的上限
optimise-at-lower = { $levers }的下限
optimise-inside = { $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}位于所有政策工具取值范围之内。
optimise-unsought-range = { $objective }（搜索的全部组合中为 { $low } 至 { $high }）
optimise-unsought = { $objectives }对这些政策工具几乎没有反应：扣除偶然因素，各组合之间的差异不到现状的 { $share }，因此{ $one ->
    [one] 只作报告
   *[many] 均只作报告
}，不作为寻优目标（--material）。
optimise-against = { $outcome } { $value }（现状 { $before }{ $difference }）
optimise-same = ，在每个世界中都相同
optimise-difference = ，相差 { $value }，95% 置信区间 { $low } 至 { $high }{ $sure ->
    [yes] {""}
   *[no] ，可能只是偶然
}
optimise-trust = { $lost ->
    [all] 因看起来好而被选中的组合，在挑选它们的世界中显得过好。
    [some] 在新的世界中，前沿保持了搜索时的优势，只有{ $objectives }损失了一部分。
   *[none] 在新的世界中，前沿保持了搜索时的优势。
}相对现状的平均优势（正值为优）：{ $promises }。
optimise-unbeaten = { $mixes } 种组合中，有 { $kept } 种在新的世界中仍不劣于任何其他组合。
optimise-promise = { $objective }在搜索中为 { $promised }，在新的世界中为 { $kept }{ $lost }
optimise-lost = （损失 { $share }）
optimise-held = { $state ->
    [all] 前沿的 { $all } 种组合在新的世界中全部不超预算，且整个 95% 置信区间都在预算之内。
   *[some] 前沿的 { $all } 种组合中，有 { $holding } 种在新的世界中不超预算，其中 { $surely } 种的整个 95% 置信区间都在预算之内；超出预算的已剔除。
}
optimise-held-drawn = { $state ->
    [all] 重新评判的 { $all } 种组合全部在 95% 或更多的新抽样中不超预算。
   *[some] 重新评判的 { $all } 种组合中，有 { $holding } 种在新抽样中平均不超预算，其中 { $surely } 种在 95% 或更多的抽样中不超预算；超出预算的已剔除。
}
optimise-held-unsurely = { $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}只是平均而言不超预算，其区间上端已越过预算。
optimise-set-aside = 另有 { $over } 种搜索所得的组合在新的世界中超出预算，{ $one ->
    [one] 未予画出
   *[many] 均未画出
}。
optimise-undefined = 有 { $number } 种组合的某项目标没有定义，{ $one ->
    [one] 已予剔除
   *[many] 均已剔除
}。
optimise-one-generation = 只有一代，是抽样而不是搜索；请增加代数（--generations）。
optimise-convergence = { $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}出现在全部 { $generations } 代中的第 { $generation } 代；最后四分之一的代数使前沿的超体积增加 { $gain }：{ $settled ->
    [yes] 搜索已收敛。
    [few] 代数太少，无从判断搜索是否已收敛。
   *[no] 搜索尚未收敛，以更大的 --generations 重新执行同一命令即可继续。
}

## 参数抽样之下所知

optimise-known-knee = 前沿的拐点，与现状相比，在 { $draws } 组未知参数抽样中（差值的中位数，方括号内为中间 90% 的抽样）：{ $values }。拐点是前沿上离各端点所在平面最远的组合（{ $objectives }均按其在前沿上的范围折算）：越过它，一项目标再好一点，其他目标便要付出很大代价。
optimise-known-as-knee = { $sure ->
    [yes] 它在 { $knee } 的抽样中都是拐点，在 { $unbeaten } 的抽样中没有其他组合胜过它。
   *[no] 哪个组合是拐点，取决于无人确知的参数：它在 { $knee } 的抽样中是拐点，在 { $unbeaten } 的抽样中没有其他组合胜过它。
}
optimise-known-best = { $word ->
    [best] 最优组合：{ $share } 的抽样中，它的{ $objective }在 { $among } 个备选中最优。
    [depends] 哪个组合最优，取决于无人确知的参数。搜索所见平均最优的组合，在 { $share } 的抽样中是 { $among } 个备选里最优的；与每组抽样中最优者相比，平均落后 { $regret }，5% 的抽样中落后 { $high } 或更多。{ $rival }在 { $rival_share } 的抽样中优于它；其他参数取平均时，下列情形会使二者的优劣反转：{ $flips }。
   *[unknown] 哪个组合最优，尚不可知。搜索所见平均最优的组合，在 { $share } 的抽样中是 { $among } 个备选里最优的；与每组抽样中最优者相比，平均落后 { $regret }，5% 的抽样中落后 { $high } 或更多。{ $rival }在 { $rival_share } 的抽样中优于它，没有单个参数能在二者之间作出决定。
}
optimise-known-against = 与现状相比，在 { $draws } 组未知参数抽样中（差值的中位数，方括号内为中间 90% 的抽样）：{ $values }。
optimise-known-flips = 其他参数取平均时，{ $flips }。
optimise-known-flip = { $outcome }：{ $flips }
optimise-known-split = 单个模拟世界之间这些差值的变动中，来自对参数无知的部分为{ $parts }，其余来自运气。
optimise-known-part = { $objective } { $part }
optimise-claims = 就单项目标而言，逐组抽样看，{ $among } 个备选（不超预算的组合与现状）中何者最优：{ $claims }。
optimise-claim = { $word ->
    [best] { $objective }：{ $mix } 最优，{ $share } 的抽样如此
    [depends] { $objective }：取决于无人确知的参数，{ $mix } 在 { $share } 的抽样中最优，与每组抽样中最优者相比平均落后 { $regret }，5% 的抽样中落后 { $high } 或更多；{ $rival }在 { $rival_share } 的抽样中优于它，其他参数取平均时会使优劣反转的情形：{ $flips }
   *[unknown] { $objective }：尚不可知，{ $mix } 在 { $share } 的抽样中最优，与每组抽样中最优者相比平均落后 { $regret }，5% 的抽样中落后 { $high } 或更多；{ $rival }在 { $rival_share } 的抽样中优于它，没有单个参数能在二者之间作出决定
}
optimise-mix = { " " }{ $mix }{ " " }
optimise-mix-named = { " " }{ $mix }（{ $name }）
optimise-worlds-drawn = 搜索经历 { $states } 组参数抽样，每组 { $seeds } 个随机种子；图表中的数值均来自另外 { $draws } 组抽样，每组 { $fresh } 个新随机种子（{ $first } 至 { $final }）。各组合自第 { $year } 年起实施；指标为全部 { $years } 年中最后 { $last } 年的均值，评判组合时{ $how }。

## 图

optimise-mixes = 各组合（搜索所用的世界）
optimise-best-mix = 搜索所见最优组合
optimise-generation = 代数
optimise-hypervolume = 迄今前沿的超体积（搜索所用的世界）
optimise-figure-over = { $draws } 组未知参数抽样的
optimise-figure-draws = 前沿上 { $mixes } 个组合与现状（两线交叉处）的差值，逐对目标绘出：{ $over }中位数与中间 90%，按抽样与种子配对；箭头指向较优方向。拐点更优的抽样比例：{ $shares }。
optimise-figure-draws-share = { $objective } { $share }
optimise-seen = 图中数值均为搜索所见，对最优组合有所高估；各表所列为新的世界中的数值。

## 问题与方法

optimise-title = { $name }：政策工具的最优组合
optimise-lead = 为{ $scenario }试验了由 { $levers } 个政策工具构成的 { $mixes } 种组合，目标为{ $objectives }{ $limit ->
    [some] ，行政成本以每部门每年 { $budget }（平均预算的 { $share }）为限
   *[none] ，行政成本不设上限（--budget）
}。
optimise-measured = 评判组合所用的数值（{ $how }）是对全部抽样的一个数：在各组合的表中，其区间为种子间的 95% 置信区间。
optimise-method-fresh = 因看起来好而被选中的组合，在挑选它们的种子上总显得过好，因此用搜索未见过的种子重新评判。
optimise-compare = 查看全部差值：{ $command }
optimise-compare-reservation = 该命令给出的差值与各表不同：{ $reasons }。世界与种子在其他方面相同。
optimise-compare-states = 它取情景中的{ $uncertain }，各表则取其 { $states } 种状态
optimise-compare-measure = 它比较的是均值，各表所列则{ $how }

## 表格

optimise-table-named = 现状、参考改革与命名组合
optimise-note-named = 以搜索未用过的新种子评判。
optimise-note-named-drawn = 搜索未经历过的新抽样的均值，附中间 90% 的抽样。
optimise-table-draws = 参数抽样之下与现状的差值
optimise-note-draws = { $draws } 组未知参数抽样的中位数、其中间 90%，以及从公众利益看改善或恶化的抽样比例。“改善”“恶化”：95% 的抽样如此；“除非……”：在模型的其他结构或福利立场下不那么可靠；“取决于参数”：已知哪些参数会使其反转；“不可知”：没有这样的参数。
optimise-table-claims = 逐组抽样看，何者最优
optimise-note-claims = 搜索所见各目标的最优组合，与 { $among } 个备选（不超预算的组合与现状）相比：{ $draws } 组抽样中没有备选优于它超过现状 { $share } 的比例，与每组抽样中最优者的差距（遗憾值：均值，以及 5% 的抽样中超过的数值），以及它不是最优时最常居首者。全部组合的水平见 front_draws.csv。
optimise-table-structures = 在哪些世界中成立：{ $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}与现状的差值
optimise-table-flips = 什么会使{ $mix ->
    [knee] 拐点
    [average] 平均最优的组合
   *[best] 最优组合
}与现状的差值反转
optimise-head-best-mix = 组合
optimise-head-share-best = 最优的抽样
optimise-head-regret = 遗憾值
optimise-head-regret-high = 5% 超过
optimise-head-rival = 对手
optimise-head-rival-better = 对手更优的抽样
optimise-table-levers = 现状、拐点与各最优组合的政策工具取值
optimise-table-spread = 前沿上各政策工具的取值
optimise-table-knee = 拐点的各项指标及与现状的差值
optimise-table-front = 前沿上的全部组合
optimise-head-mix = 组合
optimise-head-lever = 政策工具
optimise-head-middle = 前沿中间 80% 的取值
optimise-head-end = 前沿靠在一端
optimise-head-objective = { $objective }（{ $way ->
    [more] 越高越优
   *[less] 越低越优
}）
optimise-head-purpose = 社会净价值（均值；未作为目标）
optimise-best-of = { $objective }最优
optimise-best-of-average = { $objective }平均最优
optimise-front-end = { $share } 在{ $end ->
    [upper] 上限
   *[lower] 下限
}

## 提问

optimise-help = 在预算约束和不确定性下，寻找在各方面都不被其他组合超过的政策工具组合。所有组合经历相同的世界。前沿在新的世界中重新评判，其拐点予以命名并写成情景。
optimise-ask-scenario = 情景的名称或路径，或研究文件的路径。
optimise-ask-levers = 要寻优的政策工具：取值范围、选项 a,b,c，或只写 KEY（多个以逗号分隔）取其研究范围；可重复。默认：有经费改革的十二个政策工具。
optimise-ask-objectives = 要改善的指标，按声明的方向或指定的方向：net_social_value:max。
optimise-ask-budget = 每部门每年行政成本的上限，以平均预算计（0.01 即 1%）。默认：不设上限。
optimise-ask-material = 扣除偶然因素后，各组合差异不到现状这一比例的目标不作为寻优目标；0 表示全部寻优。
optimise-ask-from-year = 各组合开始实施的记录年度。默认：3，与参考改革相同。
optimise-ask-references = 用于比较的改革，或 none。
optimise-ask-uncertain = 不对全部未知参数抽样，只让这些无人决定或知晓的参数变动，其他按设定取值：取值范围、选项，或只写 KEY（多个以逗号分隔）；可重复。
optimise-ask-states = 搜索中每个组合经历的状态数（参数抽样，或 --uncertain 的状态）。默认：8。
optimise-ask-parameters = point：只用设定的参数值；posterior：对所有无人确知的参数抽样；或自己的抽样文件 FILE（CSV 或 Parquet）。默认：posterior，但用 --uncertain 或 --behaviour 时为 point。
optimise-ask-draws = 最后评判前沿所用的参数抽样组数。默认：64。
optimise-ask-robust = 不同状态和种子的结果如何计算：{ $options }。
optimise-ask-population = 每一代的组合数，也是前沿上组合数的上限。
optimise-ask-generations = 代数；增加代数可从较少代数结束处继续。默认：20，每个政策工具另加 10，最多 120。
optimise-ask-algorithm = 搜索算法：{ $options }。
optimise-ask-search-seed = 搜索以及 --uncertain 状态抽样的随机种子。
optimise-ask-replications = 搜索中试验每个组合所用的种子数。默认：每组抽样 1，worst_decile 为 4，regret 为 2；只用设定的参数值时为 8，--uncertain 的每种状态为 2，worst_decile 为 4。
optimise-ask-fresh = 最后评判前沿所用的新种子数。默认：每组抽样 8 个；不抽样时，搜索每个种子对应 8 个。

## 设定有误

optimise-fault-no-objective = 没有给出目标
    .remedy = 请给出指标，例如 public_value
optimise-fault-many-objectives = 目标超过 { $most } 个
optimise-fault-outcome = 没有这一指标
    .remedy = `budgetsim outcomes` 列出全部指标
optimise-fault-direction = 不是有效的方向
    .remedy = 请写 { $outcome }:max 或 { $outcome }:min
optimise-fault-neither = 增加本身无所谓好坏
    .remedy = 请写 { $outcome }:max 或 { $outcome }:min
optimise-fault-twice = 重复列出
    .remedy = 只列一次
optimise-fault-varied-twice = 重复变动
    .remedy = 只列一次：作为政策工具，或作为不确定参数
optimise-fault-one-state = 它比较未知因素的各个状态，而现在只有一个状态
    .remedy = 请对参数抽样（--parameters posterior），或指定不确定参数（--uncertain KEY=low:high，或研究文件中的 [uncertainties]）
optimise-fault-drawn-already = 已对所有未知参数抽样，又另给了取值范围
    .remedy = 请去掉 --parameters，其他参数即按设定取值；或把它的抽样写入文件（--parameters FILE）
optimise-fault-states = 没有任何不确定因素，因而只有一个状态
    .remedy = 请对参数抽样（--parameters posterior），或指定不确定参数（--uncertain KEY=low:high，或研究文件中的 [uncertainties]），或删去状态数
optimise-fault-years = { $scenario } 在第 { $year } 年变动政策工具，年数不能少于此
optimise-fault-from-year = 必须是 { $scenario } 的记录年度，即 1 到 { $years }
optimise-fault-overruled = 虽为不确定参数，但 { $scenario } 在第 { $year } 年改变它：此后它便不再有不确定性
    .remedy = 请改用没有这一变动的情景
optimise-fault-no-reform = 不随时间作任何变动，因而不是可以比较的改革
optimise-fault-reform = 自第 { $year } 年起施于 { $scenario }：{ $problem }
optimise-fault-nowhere = 在试过的所有政策组合下都有目标没有定义（例如没有评价，就无从知道评价显示什么）；请改换目标（--objectives），或放宽政策工具的范围（--levers KEY=low:high）
optimise-fault-fresh-budget = 前沿上的 { $mixes } 个政策组合在新的随机种子下都超出预算：搜索所用的重复模拟太少；请增加 --replications，或提高 --budget
optimise-fault-too-dear = 试过的政策组合都超出预算 { $budget }：{ $mixes } 个中最省的，每部门每年也需 { $cheapest }；请提高 --budget，或让政策工具取更低的值（--levers KEY=low:high）
optimise-fault-two-objectives = 前沿至少需要两个目标；表中有 { $count } 个
optimise-fault-no-lever = 表中没有政策工具：没有一列是政策参数
optimise-fault-no-interval = 表中没有目标：没有一项指标带有区间

## 需要多少

optimise-takes = optimise { $name }：{ $mixes } 个政策组合 × { $generations } 代 × { $seeds } 个随机种子，并以 { $fresh } 个新种子检验：
optimise-takes-drawn = optimise { $name }：{ $mixes } 个政策组合 × { $generations } 代 × { $states } 组抽样 × { $seeds } 个随机种子，并以 { $draws } 组抽样 × { $fresh } 个新种子检验：
optimise-takes-states = optimise { $name }：{ $mixes } 个政策组合 × { $generations } 代 × { $states } 种状态 × { $seeds } 个随机种子，并以 { $fresh } 个新种子检验：

## 以货币表示

optimise-money = 全部部门合计，与现状相比，{ $mix }使社会净价值每年变化 { $value }，行政成本每年变化 { $cost }。
optimise-head-knee-difference = 膝点与现状之差
