### 实地试验会发现什么：真实情况已知的世界。

trial-help = 规划实地试验或分批推行：在上千个真实情况已知的世界里，看它会发现什么、有多大把握、离真实情况多远。
trial-title = 试验会发现什么：{ $name }
trial-ask-scenario = 未处理时的情景，或试验的 TOML 文件。
trial-ask-treatment = 处理组的政策工具取值，写作 LEVER=VALUE；可重复。
trial-ask-outcome = 测量什么：audited_waste（审计每个部门）、self_score、external_score；或真实情况本身 waste、performance（现实中无人能测）。
trial-ask-unit = 处理的单位：同一区的部门，或整个区。
trial-ask-cohorts = 各批单位及其开始处理的年度，写作 YEAR:UNITS，逗号分隔；此前各年也要测量。
trial-ask-controls = 只测量、从不处理的单位数。
trial-ask-assignment = 处理谁：random（抽签），或 risk（挪用诱惑最大的部门）。
trial-ask-years = 测量的年数，含处理之前。
trial-ask-sizes = 另外报告功效的单位数，逗号分隔，比例不变。默认：一半、一倍半和两倍（以部门数为限）。
trial-ask-estimator = 首先报告的估计量。默认 did；多批时 did2s。表中列出全部。
trial-ask-inference = 按单位聚类的误差与检验：cr1（通常的修正）、cr3（刀切法，用于单位少或差异大时）或 wild（野聚类自助法）。
trial-ask-parameters = posterior：抽取所有未知参数；point：只用设定的参数；或自己的抽样文件（CSV 或 Parquet）。默认 posterior。
trial-ask-replications = 每组抽样的世界数。默认 16（整个区为 2）；用设定参数时 1000。
trial-ask-checked = 另用 pyfixest 包估计的世界数，用以核对公式；0 则不需要该包。
trial-takes = { $worlds } 个世界

## 发现

trial-lead = { $unit ->
    [district] 在若干个如同{ $scenario }的区中试验
   *[department] 在{ $scenario }（{ $population } 个部门的区）中试验
}：{ $treatment }；{ $cohorts }；对照 { $controls } 个，{ $assignment ->
    [risk] 处理诱惑最大的部门
   *[random] 抽签决定
}。测量{ $outcome }，共 { $years } 年。
trial-cohort = 第 { $year } 年起 { $units } 个
trial-lever = { $lever } { $value }
trial-power = { $units } 个{ $unit ->
    [district] 区
   *[department] 部门
}（其中 { $treated } 个受处理）、全部处理后 { $after } 年，试验在 { $value } 的世界里{ $known ->
    [yes] （{ $low } 至 { $high }）
   *[no] { "" }
}发现效应：符号正确，{ $level } 水平，{ $estimator }。
trial-detectable = 按其标准误，效应需达到 { $size }（{ $unit }）才能在 { $power } 的世界里被发现。
trial-wrong = 在 { $value } 的世界里它发现的效应符号相反。
trial-enough = 在试过的设计中，功效达到 { $power } 的最小设计是 { $units } 个{ $unit ->
    [district] 区
   *[department] 部门
}、{ $after } 年。
trial-never-enough = 试过的 { $designs } 种设计功效都达不到 { $power }。
trial-truth-waste = 浪费
trial-truth-performance = 绩效
trial-true = 处理对处理组{ $truth }的真实效应为 { $true }（{ $unit }；{ $drawn ->
    [no] 各世界
   *[yes] 未知参数各抽样
}之间为 { $low } 至 { $high }）；不处理时的水平为 { $level }。
trial-seen = { $how ->
    [same] 估计值平均正确：{ $estimate }。
    [wrong] 估计值平均符号相反：{ $estimate }。
   *[other] 估计值平均为 { $estimate }，是真实效应的 { $ratio }。
}
trial-because-measurement = 测量到的变化与真实情况相差 { $size }（真实效应的 { $part }）：{ $outcome ->
    [self_score] 部门虚报更多，而评分有上限。
    [external_score] 评价者相信部分虚报，而评分有上限。
   *[other] 处理组对检查隐藏的，审计也查不到。
}
trial-because-spillover = 对照组也在变：它们{ $unit ->
    [district] 除了运气与处理组并无关联
   *[department] 听说了处理组的遭遇，又与之共用人手、预算和职位
}；这使估计值移动 { $size }（真实效应的 { $part }）。
trial-because-weighting = 该估计量对各处理年度的加权不等：{ $size }（真实效应的 { $part }）。
trial-because-before = 处理组在处理之前已有变化：{ $size }（真实效应的 { $part }）。
trial-because-chance = { $assignment ->
    [risk] 处理对象是挑选的，本来就会有不同的变化
   *[random] 就这些世界而言，处理组碰巧本来就会有不同的变化
}：{ $size }（真实效应的 { $part }）。
trial-rollout = 若处理{ $unit ->
    [district] 每个区
   *[department] 全部 { $population } 个部门
}，效应为 { $rollout }（{ $low } 至 { $high }），{ $how ->
    [same] 与试验对处理组的效应相当。
    [wrong] 与试验对处理组的效应相反{ $unit ->
        [district] 。
       *[department] ：全部部门共用人手、预算和职位，少数部门的试验说明不了全部。
    }
    [more] 是试验对处理组效应的 { $ratio }。
   *[less] 仅为试验对处理组效应的 { $ratio }{ $unit ->
        [district] 。
       *[department] ：全部部门共用人手、预算和职位，少数部门的试验说明不了全部。
    }
}
trial-coverage = 其 95% 置信区间在 { $value } 的世界里{ $known ->
    [yes] （{ $low } 至 { $high }）
   *[no] { "" }
}包含对处理组的真实效应{ $well ->
    [yes] ，理应如此。
   *[no] ，达不到 95%：它们是对所测量、所比较之量的区间，而那是另一回事。
}
trial-false-alarms = 无人受处理时，它在 { $value } 的世界里仍发现效应{ $many ->
    [yes] ，多于允许的 5%：单位太少时聚类标准误偏小。{ $inference ->
        [cr1] 可试用 --inference cr3。
       *[other] { "" }
    }
   *[no] （允许 5%）。
}
trial-others = 各估计量平均看到真实效应的：{ $those }。
trial-other = { $estimator } { $ratio }

trial-estimator-means = 均值差
trial-estimator-did = 双重差分
trial-estimator-twfe = 双向固定效应
trial-estimator-did2s = 两阶段双重差分
trial-outcome-audited-waste = 审计查出的浪费
trial-outcome-self-score = 自评得分
trial-outcome-external-score = 外部评价得分
trial-outcome-waste = 真实浪费
trial-outcome-performance = 真实绩效

## 如何得出

trial-method-worlds = { $drawn ->
    [yes] { $draws } 组未知参数抽样 × 每组 { $worlds } 个世界，随机种子各不相同（抽样来源：{ $source }）
   *[no] 设定的参数，{ $worlds } 个世界
}。每个世界中各组遇到同样的运气：无人受处理、各种规模的试验、全部受处理。处理谁由随机种子决定，与如何处理无关。
trial-method-truth = 对处理组的真实效应：处理单位在处理年度的真实指标，减去同一世界无人受处理时的值，再取平均；试验经由人手、预算、职位和同侪对它们的影响都包括在内。功效与区间按同一抽样各世界（运气与抽签不同）的平均真实效应判断：即这样的试验对这类单位的效应。全面推行的效应按同样的处理后年数计算。
trial-method-estimators = 均值差：自首个处理年起，处理减未处理，含年度效应。双重差分：曾处理减从未处理，末批开始后的年度减首批之前的年度。双向固定效应：单位与年度。两阶段双重差分（Gardner 2022）：先由尚未处理的观测估计单位与年度效应。
trial-method-errors = 标准误按单位聚类（{ $inference ->
    [cr3] CR3：逐个剔除单位的刀切法
    [wild] CR1
   *[cr1] CR1；两阶段用 Gardner 的公式
}）；{ $inference ->
    [wild] 检验和区间用野聚类自助法：取原假设下的残差，对 { $clusters } 个单位重新抽取符号 { $times } 次；不含两阶段估计量
   *[other] 检验用自由度为单位数减一的 t 分布（{ $clusters } 个单位）
}。
trial-method-checked = { $package } 包也估计了其中 { $worlds } 个世界，结果相同（相差不到 { $difference } 个标准误）。
trial-measures-audited-waste = 审计查出的浪费：试验自行审计每个部门当年的账目。审计或查出全部公开挪用，或一无所获（概率同审计机关），并查出消极浪费；隐藏的查不到。真实情况是所有付了款却不见的资金。
trial-measures-self-score = 自评得分为部门所报。真实情况是绩效，以分计：若得分随绩效同比变动，会变动多少。
trial-measures-external-score = 每个部门都接受外部评价。真实情况是绩效，以分计：若得分随绩效同比变动，会变动多少。
trial-measures-waste = 测量真实浪费（现实中无人能测）：所有付了款却不见的资金。
trial-measures-performance = 测量真实绩效（现实中无人能测）。

## 表与图

trial-table-estimators = 各估计量的发现：{ $outcome }，{ $units } 个单位，{ $unit }
trial-note-estimators = 估计值：均值与中间 90% 的世界。功效：在 5% 水平上发现符号正确的效应。覆盖率：95% 置信区间包含对处理组真实效应的比例。误报：无人受处理时仍发现效应。可检出：按标准误能在 80% 的世界里被发现的效应。
trial-table-bias = 估计值为何偏离真实情况：{ $outcome }，{ $unit }
trial-note-bias = 各世界的均值；真实效应与各部分相加即为估计值。测量：处理使测量值的变化不同于真实情况。加权：各处理年度权重不等。溢出：对照组的变化。事前：处理组事先的变化。机遇：各单位本来就有的差异。
trial-table-designs = 其他规模与年限：{ $outcome }，{ $unit }
trial-note-designs = 估计量：{ $estimator }。年数自末批开始处理之年起计。真实效应取决于处理多少单位。
trial-table-events = 处理开始后各年的效应：{ $outcome }，{ $unit }
trial-note-events = 均值与中间 90% 的世界。事件研究比较处理单位与从未处理单位，以处理前一年为基准（Sun 和 Abraham 2021）。
trial-head-estimator = 估计量
trial-head-estimate = 估计值
trial-head-mean = 平均估计值
trial-head-power = 功效
trial-head-coverage = 覆盖率
trial-head-false-alarms = 误报
trial-head-detectable = 可检出
trial-head-half = 看到一半以上
trial-head-wrong = 符号相反
trial-head-true = 真实效应
trial-head-size = 受处理单位与对照单位之和
trial-head-error = 标准误（各世界的均方根）
trial-head-measured = 对测量值的效应
trial-head-measurement = 测量
trial-head-weighting = 加权
trial-head-spillover = 溢出
trial-head-before = 事前
trial-head-chance = 机遇
trial-head-units = { $unit ->
    [district] 区
   *[department] 部门
}
trial-head-treated = 受处理
trial-head-after = 此后年数
trial-head-since = 处理后年数
trial-head-panel-unit = 试验单位编号（从 0 起）
trial-head-panel-year = 年度（从 1 起）
trial-head-panel-since = 开始处理的年度（0 为从未处理）
trial-head-panel-measured = 测量到的结果
trial-head-panel-true = 真实的结果
trial-figure-after = 此后 { $after } 年
trial-figure-units = { $unit ->
    [district] 试验中的区
   *[department] 试验中的部门
}
trial-figure-power = 发现效应的世界
trial-figure-effect = 对{ $outcome }的效应
trial-figure-estimate = 估计值
trial-figure-true = 处理组真实效应
trial-figure-rollout = 全面推行真实效应
trial-figure-since = 处理开始后的年数
trial-figure-events-true = 对处理组的真实效应
trial-figure-events-measured = 对其测量值的效应
trial-figure-events-estimate = 事件研究
trial-figure-power-caption = 左：试验发现效应的世界所占比例（{ $estimator }；95% 置信区间；点线：{ $goal }）；计划中的 { $units } 个{ $unit ->
    [district] 区
   *[department] 部门
}为 { $power }。右：平均发现的（{ $estimate }）、处理组的真实效应（{ $true }）和全面推行的效应（{ $rollout }）。
trial-figure-events-caption = 处理开始后各年的效应：均值与中间 90% 的世界。{ $since } 年后真实效应为 { $true }，对测量值的效应为 { $measured }，事件研究得出 { $estimate }。

## 错误

trial-fault-no-treatment = 没有给出政策工具
    .remedy = 例如 monitoring_intensity = 0.5
trial-fault-cohort = 一批由年度和单位数组成
    .remedy = 写作 YEAR:UNITS，如 3:12；文件中写成 [[cohorts]] 块，含 year 和 departments
trial-fault-cohort-twice = 有两批在这一年开始
    .remedy = 合为一批
trial-fault-no-blocks = 必须是 [[cohorts]] 块，而不是{ $kind }
    .remedy = 每批写成一块：[[cohorts]]，含 year 和 departments（或 districts）
trial-fault-size = 必须是 1 到 { $most } 的整数
    .remedy = 例如 12, 24, 48
trial-fault-sizes = 最多 { $most } 种规模
    .remedy = 去掉一些
trial-fault-late = 这一批在末年之后才开始；试验共 { $years } 年
    .remedy = 提前开始，或增大 --years
trial-fault-early = 这一批开始之前没有测量
    .remedy = 从第 2 年或更晚开始：第 1 年是首个测量年
trial-fault-controls = 对照至少 { $least } 个，否则无从知道本来会怎样
    .remedy = 增加对照
trial-fault-many = 处理与对照共 { $units } 个部门，而{ $scenario }只有 { $departments } 个
    .remedy = 减少处理，或扩大该区：--set departments=…
trial-fault-large = { $scenario }只有 { $departments } 个部门
    .remedy = 去掉它，或扩大该区：--set departments=…
trial-fault-wild = 两阶段估计量不是单一回归，其世界无法重新抽取
    .remedy = 请写 --estimator twfe、did 或 means，或 --inference cr3
trial-fault-few-treated = { $units } 个单位的试验中受处理的不足 { $least } 个，无法逐个剔除或重新抽取符号
trial-fault-few-signs = { $units } 个单位的符号重新抽取后，p 值不会低于 { $p }，什么也检验不出来：至少需要 { $least } 个单位
    .remedy = 增加受处理单位，去掉这一规模（--sizes），或写 --inference cr1
trial-fault-small = 单位太少：有的批次为空，或对照不足 { $least } 个
    .remedy = 去掉它
trial-fault-assignment = 整个区只能抽签处理
    .remedy = 去掉它，或处理部门
trial-fault-whole-district = 这一政策工具属于整个区
    .remedy = 处理整个区（unit = district），或改用：{ $levers }
trial-fault-nothing = { $scenario }已经是这些值：等于无人受处理
    .remedy = 给出别的值
trial-fault-undone = { $scenario }在第 { $year } 年对全体改动 { $lever }，而处理已经开始
    .remedy = 在此之前结束试验、推迟处理，或换用没有该改动的情景
trial-fault-outcome = 没有人在单个部门测量这一指标
    .remedy = 试验可测量：{ $outcomes }
trial-fault-package = 没有安装 { $package } 包
    .remedy = pip install "{ $extra }"，或给出 --checked 0、信任公式
trial-fault-differs = { $package } 的结果与公式不同（相差 { $difference } 个标准误）：该版本未经测试；--checked 0 可略去
