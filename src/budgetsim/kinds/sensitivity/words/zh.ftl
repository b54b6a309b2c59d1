### 敏感性分析：结论与图中文字。

sensitivity-constant = { $outcome }没有变化：无论各因素如何取值，在所有样本点上均为 { $value }。
sensitivity-finding = { $outcome }：{ $parts }

## 最重要的因素

sensitivity-none-above-least = { $kind ->
    [mu_star] 没有哪个因素的平均影响超过 { $least }，即仅凭偶然就能达到的大小
    [luck] 没有哪个因素高于仅凭偶然就占方差 { $least } 的水平
    [S1] 没有哪个因素单独解释的方差超过 { $least }
   *[other] 没有哪个因素解释的方差超过 { $least }
}。
sensitivity-none-above-chance = 没有哪个因素的指标高于偶然因素所能达到的水平（{ $chance }）。
sensitivity-leader = 影响最大的因素是{ $factor }，{ $sized }{ $then }。
sensitivity-leaders = 影响最大的是{ $several }，它们的影响大小无法区分；其中{ $factor }{ $sized }{ $then }。
sensitivity-unsure = 指数最大的因素是{ $factor }，{ $sized }{ $then }；由于没有区间，尚不能说它的影响最大。
sensitivity-wide = 指数最大的因素是{ $factor }，{ $sized }{ $then }；但没有哪个因素的指数能与零区分开。
sensitivity-then = ；其次为{ $factors }
sensitivity-factor = { $factor }（{ $size }）
sensitivity-sized-st = 连同交互作用解释方差的 { $size }{ $bounds }{ $alone }
sensitivity-sized-s1 = 单独解释方差的 { $size }{ $bounds }{ $alone }
sensitivity-sized-delta = 已知其取值时，结果的概率密度平均移动 { $size }{ $bounds }{ $alone }
sensitivity-sized-median = 已知与未知其取值时，结果分布之间的距离为 { $size }{ $bounds }{ $alone }
sensitivity-sized-mu-star = 在其取值范围内平均影响为 { $size }{ $bounds }{ $alone }
sensitivity-bounds = （95% 置信区间为 { $low } 至 { $high }）
sensitivity-alone = ，其中单独解释 { $size }
sensitivity-some = { $first }以及另外 { $more } 个{ $one ->
    [one] 因素
   *[many] 因素
}

## 影响的形态

sensitivity-way = { $factor }越高，该指标越{ $way ->
    [up] 高
   *[down] 低
}。
sensitivity-shape = { $factor }的影响{ $shape ->
    [linear] 近于线性
    [monotonic] 是单调的
    [almost] 近于单调
   *[mixed] 并非单调，或取决于其他因素
}（sigma/mu* = { $ratio }）。

## 交互作用与无关紧要的因素

sensitivity-joint-unclear = 交互作用与零无法区分：至多占方差的 { $most }。
sensitivity-joint-unclear-pairs = 交互作用合计与零无法区分（至多占方差的 { $most }），但单独来看，以下因素对的交互作用大于零：{ $pairs }。
sensitivity-joint = 交互作用占方差的 { $share }{ $bounds }{ $luck ->
    [yes] ，其中一部分可能出于偶然
   *[no] {""}
}。
sensitivity-joint-pairs = 交互作用占方差的 { $share }{ $bounds }{ $luck ->
    [yes] ，其中一部分可能出于偶然
   *[no] {""}
}，其中最明确的是{ $pairs }。
sensitivity-pair = { $one }与{ $two }（{ $size }）
sensitivity-not-above-chance = 不高于偶然水平（{ $chance }）的因素：{ $factors }。
sensitivity-without = 毫无影响的因素：{ $factors }。
sensitivity-little = 不足{ $of ->
    [effect] 最大影响的
   *[variance] 方差的
} { $least } 的因素：{ $factors }。

sensitivity-not-above-luck = 不超过仅凭偶然就可能达到的大小的因素：{ $factors }。

## 偶然因素，以及方法不能回答的问题

sensitivity-luck = { $outcome }：这些指数反映的是偶然因素而不是各个因素，因此不作排序：样本点取 { $seeds } 个种子的均值，点间方差中有 { $share } 出于偶然。
sensitivity-some-luck = 指数所分解的方差中有 { $share } 出于偶然。
sensitivity-one-seed = 只有一个种子，无法判断其中有多少出于偶然：--replications 4 可以显示。
sensitivity-enough = { $known ->
    [yes] 大约用 --replications { $count } 可使其降到 { $share }。
   *[no] 各因素的作用与零无法区分；即使取其可能的最大值，也至少要用 --replications { $count } 才能使偶然部分降到 { $share }。
}
sensitivity-never-enough = 即使用 --replications { $count } 也不能使其降到 { $share }：各因素对这项结果几乎没有影响。
sensitivity-withheld = { $outcome }只取少数几个值，{ $method } 会由此得出并不存在的交互作用，因此不给出其指数。对这项结果可以使用 { $able }。

## 图

sensitivity-axis-st = 占方差的份额
sensitivity-axis-s1 = 单独解释的方差份额
sensitivity-axis-mu-star = mu*：取值范围内影响的平均大小
sensitivity-axis-delta = delta：概率密度的移动
sensitivity-axis-median = PAWN：分布距离的中位数
sensitivity-axis-sigma = sigma：影响的离散程度
sensitivity-index-mu-star = 平均影响 mu*
sensitivity-index-delta = 密度移动 delta
sensitivity-index-median = 各区段的中位数
sensitivity-index-maximum = 各区段的最大值
sensitivity-chance = 偶然因素所能达到的水平
sensitivity-others = 其他因素
sensitivity-samples = 样本数
sensitivity-first-one = { $outcome }为{ $factor }
sensitivity-first-several = { $outcome }为{ $factor }（大小无法区分）
sensitivity-first-unsure = { $outcome }为{ $factor }（没有区间）
sensitivity-first-wide = { $outcome }为{ $factor }（不能与零区分）
sensitivity-first-none = { $outcome }没有重要因素
sensitivity-first-luck = { $outcome }没有可言的因素，其指数出于偶然
sensitivity-first-more = 另外 { $more } 个
sensitivity-panel-luck = { $outcome }（出于偶然，不作排序）
sensitivity-no-effect = 没有任何因素有影响
sensitivity-no-sigma = 无 sigma
sensitivity-at-zero = 为 0：{ $factors }
sensitivity-strip = 因素组与无序选项有 mu* 而没有 sigma，以方块列于灰色横带上（{ $subjects }）。
sensitivity-nothing-drawn = { $outcomes }不受任何因素影响。
sensitivity-left-out = （另有 { $others } 个次要{ $one ->
    [one] 因素
   *[many] 因素
}未列出）
sensitivity-importance-caption = 各因素对各项结果的重要性（方法：{ $method }，{ $points } 个样本点），附 95% 置信区间{ $left }；最重要的因素：{ $firsts }。
sensitivity-scatter-caption = 基本效应，共 { $samples } 条轨迹：越靠右影响越大（{ $firsts }）；位于 sigma/mu* = { $mixed } 线以上的因素，其影响方向会改变或取决于其他因素，低于 { $linear } 线的近于线性。
sensitivity-strongest-pair = { $outcome }为{ $pair }
sensitivity-strongest = 最强的因素对：{ $pairs }。
sensitivity-no-pair = 没有哪一对因素是明确的。
sensitivity-pairs-caption = 两个因素共同解释、而任何一个都无法单独解释的方差份额（S2）；考虑到比较了许多对之后仍明确大于零者用粗体，其余可能只是噪声；颜色深浅以两个因素的总指数为上限；对角线上的斜体数字为该因素单独解释的份额。{ $strongest }
sensitivity-convergence-caption = 用同一批运行中越来越多的部分计算的主要指数，阴影为 95% 置信区间；{ $any ->
    [none] 尚无确定的排序
   *[some] { $outcomes } 项{ $one ->
        [one] 结果
       *[many] 结果
    }中有 { $settled } 项的排序已经稳定
}。
sensitivity-convergence-luck = { $outcomes }的指数反映的是偶然因素而不是各个因素。

## 问题与方法

sensitivity-title = { $name }：敏感性分析
sensitivity-lead = { $scenario }：{ $number } 个因素在各自范围内变动时，{ $outcomes }受什么影响{ $one ->
    [one] {""}
   *[many] {""}
}。
sensitivity-method = 方法：{ $method }，样本量 { $samples }（抽样种子 { $seed }），共 { $points } 个试验点。
sensitivity-method-indices = 指数由 SALib 计算，已知其有误之处由本程序计算；95% 置信区间得自样本中相互独立的部分或对样本的重抽样，只反映抽样的偶然性，不反映模型形式的不确定性。
sensitivity-means = 指标为 { $years } 年中{ $year ->
    [one] 最后一年
   *[many] 最后 { $last } 年
}并对 { $seeds } 个随机种子{ $one ->
    [one] {""}
   *[many] {""}
}所取的均值；括号内为 95% 置信区间。
sensitivity-covered = 其中只有 { $covered } 年在改革之后：请把 --from-year 提前，或增加 --years。
sensitivity-caution-sobol = 区间为对样本的 8 次独立随机化所求的 t 区间。
sensitivity-caution-morris = 区间为对各条轨迹所求的 t 区间。
sensitivity-caution-fast = 区间为对相位各异的搜索曲线所求的 t 区间；只有一条曲线时没有区间。
sensitivity-caution-rbd-fast = SALib 只重抽一半的试验点，因此这些区间约为所需宽度的 1.4 倍。
sensitivity-caution-delta = 毫无影响的因素得到的不是 0，而是偶然所能达到的数值。
sensitivity-caution-pawn = 毫无影响的因素得到的不是 0，而是偶然所能达到的数值。

## 表格

sensitivity-table = { $outcome }：各因素的敏感性指数
sensitivity-table-money = 全部部门合计的{ $outcome }，每年，{ $unit }：各因素的影响
sensitivity-money = 全部部门合计，每年，各点均值为 { $mean } { $unit }，各点之间的标准差为 { $spread } { $unit }。
sensitivity-money-note = 全部点的均值，以及各点之间的标准差。
sensitivity-head-mean = 均值
sensitivity-head-spread = 标准差
sensitivity-head-st = 总效应（ST）
sensitivity-head-s1 = 一阶效应（S1）
sensitivity-head-delta = δ 指数
sensitivity-head-median = 中位数
sensitivity-head-maximum = 最大值
sensitivity-head-mu-star = 平均影响（μ*）
sensitivity-head-mu = 有向平均影响（μ）
sensitivity-head-sigma = 影响的离散（σ）
sensitivity-two = { $one }与{ $two }
sensitivity-settled-unknown = 样本太少，看不出排序是否稳定；请把样本量加倍。
sensitivity-swapped = 排序尚未稳定：样本量为 { $before }（共 { $now }）时，{ $pair }{ $others ->
    [none] {""}
    [one] 以及另外一对因素
   *[many] 以及另外 { $more } 对因素
}的次序相反；请取 { $twice } 个样本。
sensitivity-unsettled = 排序尚未稳定：区间无法区分{ $pairs }；请取 { $twice } 个样本。
sensitivity-settled = 排序已经稳定：区间能够区分的各对因素在样本量为 { $before } 时次序相同。
sensitivity-near = 位居前列而无法区分的有：{ $pairs }。
sensitivity-one-seed-note = 只有一个随机种子，无法把运气与因素的影响分开：--replications 4 可以显示运气所占的份额。
sensitivity-nothing-varies = 无论试验点之间还是种子之间都没有变动。
sensitivity-noise = 单次运行的方差中，{ $points } 来自各因素，{ $common } 来自对所有试验点相同的种子影响（不计入任何指数），{ $rest } 来自因试验点而异的运气。对 { $seeds } 个随机种子{ $one ->
    [one] {""}
   *[many] {""}
}取平均后，这种运气占指数所分解方差的 { $share }；一个试验点均值的标准误为 { $level }，与其他试验点相比时为 { $between }。

## 提问

sensitivity-help = 找出哪些因素影响哪些指标：影响多大、有多确定、其中多少是交互作用。
sensitivity-ask-scenario = 情景的名称或路径，或研究文件的路径。
sensitivity-ask-method = 方法：{ $options }。
sensitivity-ask-factors = 要变动的因素，可用简名或全名，取其研究范围或所给范围（a,b,c 为离散取值）；可重复。默认：所有取数值的政策工具。
sensitivity-ask-outcomes = 要分析的指标。
sensitivity-ask-samples = 基础样本量（sobol：2 的幂）、轨迹数（morris）、每个因素的曲线点数（fast）或试验点数。默认：该方法的常用值。
sensitivity-ask-groups = 把若干因素作为一组（sobol、morris）；可重复。
sensitivity-ask-second-order = 同时估计成对因素（sobol 的默认做法），代价加倍。
sensitivity-ask-sample-seed = 抽样与自助法的随机种子。
sensitivity-ask-from-year = 政策工具从这一年起变动（作为改革）；默认：从一开始。
sensitivity-ask-replications = 每个试验点的随机种子数，各点相同。

## 设定有误

sensitivity-fault-pairs = 只有 sobol 能估计因素两两之间的作用，{ $method } 不能
    .remedy = 请删去
sensitivity-fault-many-points = 设计点有 { $points } 个，超过上限 { $most }
    .remedy = 请减少样本
sensitivity-fault-few-samples = { $factors } 个因素时，{ $method } 至少需要 { $least } 个样本
    .remedy = 请取 { $usual }
sensitivity-fault-powers = 只有样本数为 2 的幂时 Sobol 点才均衡
    .remedy = 请取 { $below } 或 { $above }
sensitivity-fault-groups = { $method } 不能处理成组的因素
    .remedy = { $able }可以，也可不分组
sensitivity-fault-waves = { $method } 不能用于取{ $values }的因素：波形会丢失跳跃变化的 4% 至 10%，并显示并不存在的交互作用
    .remedy = { $able }可以
sensitivity-fault-method = 没有名为“{ $method }”的方法；可用的方法：{ $methods }
sensitivity-values-continuous = 区间内任意值
sensitivity-values-steps = { $count } 个有序值
sensitivity-values-two = 两个值
sensitivity-values-choice = { $count } 个选项
sensitivity-fault-only-one = 只有一个{ $what ->
    [group] 组
   *[factor] 因素
}：敏感性分析至少要比较两个
    .remedy = 请再指定一个
sensitivity-fault-twice = 因素重复
    .remedy = 只列一次
sensitivity-fault-one-value = 只有一个取值，谈不上敏感性
sensitivity-fault-group = 必须写作 LABEL=factor,factor
    .remedy = 写法如：--groups "capacity=staff,staff_skill; checks=monitoring_intensity,audit_coverage"
sensitivity-fault-group-twice = 组重复
    .remedy = 请一次列出组内所有因素
sensitivity-fault-members = { $kind }，不是因素列表
    .remedy = 请写 { $group } = ["staff", "staff_skill"]
sensitivity-fault-group-empty = 组内没有因素
    .remedy = 请列出本研究的因素
sensitivity-fault-group-name = 组名不得与因素同名，否则两者会混淆
    .remedy = 请更换组名
sensitivity-fault-no-factor = 本研究没有这一因素
    .remedy = 因素：{ $factors }
sensitivity-fault-two-groups = 一个因素只能属于一个组
    .remedy = 只列一次
sensitivity-fault-seed = 样本的随机种子必须是 0 到 { $largest } 的整数
sensitivity-fault-points = { $method } 生成的设计点数目不符，或超出单位立方体
sensitivity-fault-no-indices = { $method } 算不出指数：{ $problem }；请增加样本或换用其他方法，已有运行会保留
sensitivity-fault-no-index = { $method } 算不出 { $factors } 的指数；请增加样本或换用其他方法，已有运行会保留
sensitivity-fault-values = { $outcome }：设计有 { $points } 个点，而取值有 { $values } 个
sensitivity-fault-undefined = { $outcome } 在 { $points } 个点中的 { $count } 个上没有定义，首个为第 { $first } 点；指数要求处处有值：请不要分析这一指标，或只在其有定义的范围内变动
sensitivity-fault-runs = { $directory } 中有 { $runs } 次运行，而不是 { $points } 个点 × { $seeds } 个随机种子
sensitivity-of-outcome = { $outcome }：{ $problem }
sensitivity-fault-no-shares = 表中没有方差占比（{ $kinds }），只有 { $held }
sensitivity-fault-nothing-to-draw = 没有哪项指标有此处可画的指数，因此无图可画
sensitivity-fault-no-pairs = 结果中没有因素两两之间的指数；--method sobol --second-order 可以估计
sensitivity-fault-not-morris = 只有 --method morris 才有基本效应及其离散程度

## 运行过程

sensitivity-analysing = 正在分析 { $outcomes } 项指标，{ $method } 每项需要若干秒

## 需要多少

sensitivity-takes-sobol = sobol：{ $samples } 个基本样本 x ({ $rows }){ " = " }
sensitivity-takes-morris = morris：{ $samples } 条轨迹 x ({ $subjects } + 1){ " = " }
sensitivity-takes-fast = fast：{ $curves } x { $factors } 条曲线，每条 { $points } 个点{ " = " }
