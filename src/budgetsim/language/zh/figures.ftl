# 图：标题、内容说明、图形类型、图中文字、图注。

figure-structures = 差值在哪些世界中成立
    .shows = 未知参数抽样下与第一个情景的社会净价值之差：基准模型、其他模型结构以及其他福利立场。
    .alt = 带区间的点：每种模型结构或福利立场一行，横轴为差值，每种情景一种颜色。
figure-trajectories = 关键指标逐年变化
    .shows = 各关键指标逐年在随机种子间的均值及 95% 置信区间，每种情景一条线。
    .alt = 折线图，每个关键指标一幅：横轴为年度，纵轴为指标值，每种情景一条线并以阴影表示区间。
figure-scores = 评分与真实绩效
    .shows = 按部门类型比较自评得分、重点评价得分与部门的真实绩效。
    .alt = 散点图，每种情景、每种评分一幅：横轴为真实绩效，纵轴为得分，每个部门一个点，颜色表示部门类型。
figure-distributions = 自评、重点评价与真实绩效的分布
    .shows = 自评得分、重点评价得分与真实绩效在各部门间的分布。
    .alt = 密度曲线，每种情景一行：自评与重点评价得分共用一轴，真实绩效另用一轴。
figure-december = 分月支出
    .shows = 全年支出在各月的占比，以及 12 月突击花钱的程度。
    .alt = 折线图：横轴为十二个月，纵轴为占全年支出的比重，每种情景一条线，另有一条各月均等的参考线。
figure-budgets = 预算变化与真实绩效
    .shows = 从首年到末年，绩效较好与较差部门的预算各有怎样的变化。
    .alt = 点图，每种情景一幅：横轴为按真实绩效分成的五组部门，纵轴为预算变化，标出各组均值及区间。
figure-flow = 资金流向
    .shows = 首年至末年之间，资金从哪些部门流向哪些部门。
    .alt = 流向图，每种情景一幅：左侧为期初各组部门的预算，右侧为期末预算，中间条带的宽度表示留存或转移的资金。
figure-workload = 工作量与工作能力
    .shows = 既定政策所要求的各类工作人日，与现有人员可用人日的对比。
    .alt = 堆叠柱状图，每种情景一幅：横轴为年度，纵轴为人日，颜色表示工作类别，另有一条线表示可用人日。
figure-effects-draws = 政策工具的效应（参数抽样）
    .shows = 未知参数抽样下，各政策工具单独调整对各指标的作用，以及其中更好的抽样比例。
    .alt = 点图，每个指标一幅：纵轴为政策工具，横轴为效应的中位数与中间 90% 的抽样，右侧为更好的抽样比例。
figure-dose-draws = 最优剂量（参数抽样）
    .shows = 未知参数抽样下指标对政策工具剂量的响应，以及各剂量在多少抽样中最优。
    .alt = 折线图，每个政策工具一幅，浅色带为中间 90% 的抽样；其下为竖条：某剂量最优的抽样比例。
figure-interactions-draws = 交互效应（参数抽样）
    .shows = 未知参数抽样下，其他政策工具取高值时一项工具多起多少作用，以及合用胜于分用的抽样比例。
    .alt = 点图，每个指标一幅：纵向为工具组合，横向为交互效应的中位数与中间 90% 的抽样，右侧为合用更好的抽样比例。
figure-order-draws = 两项改革的先后（参数抽样）
    .shows = 未知参数抽样下，两项改革孰先孰后逐年带来的差别，以及是否几乎所有抽样都一致。
    .alt = 折线图，每对工具一幅：横向为年度，纵向为两种次序之差，浅色带为中间 90% 的抽样，抽样一致处圆点着色。
figure-forest = 政策工具对各项指标的效应
    .shows = 各政策工具单独调整时对每项指标的影响，含单独成立与同时成立的区间。
    .alt = 点图，每项指标一幅：纵列为政策工具，横轴为效应，粗线为单独区间，细线为同时成立的区间。
figure-tornado = 各政策工具的效应
    .shows = 单独调整每一政策工具时指标变化多少，效应最大者居上。
    .alt = 自零点起的横向条形图，每个政策工具一条，自上而下由长到短，附 95% 置信区间。
figure-dose = 剂量与响应
    .shows = 指标对政策工具各个取值的响应，以及最优取值。
    .alt = 折线图，每个指标一行、每个政策工具一列：横轴为取值，纵轴为与原情景之差，阴影为区间；圆圈为情景原值，星号为最优值。
figure-interactions = 政策工具间的交互作用
    .shows = 另一政策工具取高值时，某一政策工具的效应会增大多少。
    .alt = 热力图，每个指标一幅：行与列均为政策工具，对角线下方以颜色表示两两交互作用，对角线上为单个政策工具的效应。
figure-factorial = 主效应与交互作用排序
    .shows = 对一项指标而言，哪些主效应以及两项、三项政策工具之间的交互作用最重要。
    .alt = 点图：纵列为析因分析的各项，最大者居上，横轴为效应，粗线为单独区间，细线为同时成立的区间。
figure-reform-order = 两项改革先后推行
    .shows = 两项改革一先一后或同时推行时，指标逐年如何变化。
    .alt = 折线图，每对政策工具一幅：横轴为年度，纵轴为与均不推行之差，三条线各带阴影区间。
figure-cost-plane = 成本与效应
    .shows = 各政策工具花多少行政成本、带来多少改善：花钱换收益、既好又省，还是既差又贵。
    .alt = 散点图：横轴为增加的行政成本，纵轴为改善，每项政策工具一个带区间的标记，周围浅色点为各次重复。
figure-sweep-levels = 各因素的水平
    .shows = 参数扫描中，结果在各因素的不同水平之间有何差异。
    .alt = 折线图或点图，每项结果一行，每个因素一列：横轴为水平，纵轴为结果，附 95% 置信区间。
figure-sweep-map = 两因素图
    .shows = 结果随两个交叉因素如何变化，以及在何处最优。
    .alt = 彩色网格图：横轴与纵轴各为一个因素，每个点一格，星号标出最优处。
figure-sobol = 方差贡献
    .shows = 各因素单独以及连同其交互作用，对指标方差的贡献份额。
    .alt = 带 95% 置信区间的点，每个指标一幅：因素按重要性自上而下排列，横轴为指数。
figure-importance = 各因素的重要性
    .shows = 按所用方法的主要指数，各因素对结果有多重要，最重要的在最上方。
    .alt = 带 95% 置信区间的点，每项结果一幅：因素按重要性自上而下排列，横轴为指数。
figure-elementary-effects = 基本效应
    .shows = 各因素的影响有多大，又在多大程度上取决于其他因素的取值。
    .alt = 散点图，每项结果一幅：横轴为基本效应的平均大小，纵轴为其离散程度，每个因素一个点，虚线表示相同的比值；没有离散程度的因素组与无序选项列于下方灰色横带。
figure-factor-pairs = 因素对
    .shows = 两个因素共同解释、而任何一个都无法单独解释的方差份额。
    .alt = 热力图，每项结果一幅：横向与纵向均为因素，对角线以下用颜色表示每对因素的份额，对角线上为单个因素的份额。
figure-index-convergence = 指数的收敛
    .shows = 随着样本数增加，各因素的主要指数如何趋于稳定。
    .alt = 折线图，每项结果一幅：横轴为样本数，纵轴为主要指数，每个因素一条线，阴影为区间。
figure-pareto = 帕累托前沿
    .shows = 没有任何一方在所有目标上都更优的政策组合，以及各目标之间的取舍。
    .alt = 散点图，每对目标一幅：前沿上的组合、拐点、现状与各项改革。
figure-front-draws = 对前沿所知
    .shows = 参数未知时，前沿上的各组合使每个目标改变多少，有多可靠。
    .alt = 散点图，每对目标一幅：各组合与现状的差值及两个方向的区间，标出拐点与各项改革，两线交于现状。
figure-levers = 前沿上的政策工具
    .shows = 前沿上的各组合对每个政策工具取何值，以及首要目标在该处的水平。
    .alt = 散点图，每个政策工具一幅：横轴为政策工具的取值，纵轴为首要目标，每个组合一个点，并标出拐点、现状与各项改革。
figure-hypervolume = 政策组合搜索的收敛
    .shows = 搜索所得前沿如何随代数扩展，以及搜索是否已收敛。
    .alt = 折线图：横轴为代数，纵轴为迄今前沿的超体积，最后四分之一的代数以阴影标出。
figure-states = 失灵的状态
    .shows = 政策在哪些世界状态下失灵：以最能说明问题的两个因素为坐标，并框出第一条规则。
    .alt = 散点图：两轴为最能说明问题的两个因素，每种世界状态一个点，失灵者为三角形，方框为第一条规则。
figure-limits = 规则的取值范围
    .shows = 各条规则允许每个因素取哪一段，以及每个条件的作用。
    .alt = 横向条形图，规则所涉及的每个因素一行：灰色为试验范围，各颜色为各条规则允许的部分，旁边注明条件。
figure-worth = 了解各参数的价值
    .shows = 在政策之间选择之前确知一个参数平均能带来的增益，附抽样间的 95% 置信区间，以及是否明确有价值。
    .alt = 带区间的点：每个参数一行，横轴为了解它的价值，颜色表示是否明确有价值。
figure-estimates = 参数估计值及其范围
    .shows = 校准所得各参数的估计值在允许范围中的位置，以及基准情景的取值。
    .alt = 点图，每个参数一行：灰色为取值范围，点与线为估计值及区间，叉号为基准情景的取值。
figure-moments = 矩的拟合
    .shows = 在估计值处，各模拟矩与观测矩相差多少个标准误。
    .alt = 点图，每个矩一行：横轴为模拟值减观测值，灰色带表示吻合，两种颜色区分用于拟合的矩与其他矩。
figure-prediction = 留出年度的预测
    .shows = 校准后的模型对未参与拟合的年度预测得如何，并与“一切照旧”的预测比较。
    .alt = 点图，每个矩一行：以实际值为中心，标出预测值及区间和上年值。
figure-evidence = 实地实验对照
    .shows = 实地实验的结论与模型在不使用该结论时的预测对照。
    .alt = 点图，每项已发表结论一行：模拟效应与已发表效应之比及其区间，灰色带表示两者相符。
figure-theory = 理论极限
    .shows = 模拟结果与理论解析解的偏差，以容许误差为单位。
    .alt = 点图，每个极限一行：横轴为偏差与容许误差之比，正负一之间的带表示极限成立。
figure-closed-forms = 解析解与模拟结果
    .shows = 各极限情形沿一个参数的理论解析解，以及模拟在相应位置得到的结果。
    .alt = 折线图，每个极限情形一幅：横轴为参数，纵轴为各个量，线为解析解，线上的点为模拟值。
figure-claims = 论断在哪些世界中成立
    .shows = 在基准模型和其他世界中，同意每条论断的未知参数抽样比例。
    .alt = 热力图：世界自上而下，论断从左到右，同意的抽样比例以颜色和数字表示。
figure-trial-power = 试验有多大把握发现效应，看到多少
    .shows = 不同规模与年限的试验发现效应的世界所占比例，以及平均估计值与真实效应的对照。
    .alt = 两幅随单位数变化的折线图：发现效应的世界所占比例；平均估计值与处理组真实效应、全面推行效应的对照。
figure-trial-events = 处理开始后各年的效应：估计与真实
    .shows = 处理开始后各年对处理组的真实效应与测量到的效应，以及事件研究的估计。
    .alt = 随处理后年数变化的折线与区间带：真实效应与测量到的效应；旁边是带区间的点，为事件研究的估计值。
figure-fiscal-year = 预算年度
    .shows = 预算年度十二个月及年后各环节的工作，以及谁向谁传递什么信息。
    .alt = 示意图：财政局、部门与审计局三条泳道沿全年各月展开，箭头表示彼此之间传递的信息。

## 各图共用

figure-axis = { $what }（{ $unit }）
figure-year = 年度
figure-under = { $scenario }为 { $value }
figure-count-seeds = { $one ->
    [one] { $number } 个随机种子
   *[many] { $number } 个随机种子
}
figure-count-years = { $one ->
    [one] { $number } 年
   *[many] { $number } 年
}
figure-count-departments = { $one ->
    [one] { $number } 个部门
   *[many] { $number } 个部门
}
figure-on = 开启
figure-off = 关闭
figure-self-score = 自评得分
figure-external-score = 重点评价得分
figure-fifth-1 = 最差两成
figure-fifth-2 = 较差
figure-fifth-3 = 居中
figure-fifth-4 = 较好
figure-fifth-5 = 最好两成

## 逐年变化、评分、预算

figure-nothing = 无差异
figure-own-colours = 各图色标不同。
figure-own-scales-across = 各图横轴刻度不同。
figure-own-scales = 各图纵轴刻度不同。
figure-trajectories-caption = { $years }间的关键指标：{ $alone ->
    [one] 仅一个随机种子，故无区间
   *[many] { $seeds }的均值，阴影为 95% 置信区间
}，箭头指向较优方向；第 { $year } 年{ $outcome }：{ $values }。
figure-trajectories-draws = 线与深色带只反映设定的参数与偶然性；浅色带为 { $draws } 组未知参数抽样的中间 90%。
figure-scores-panel = 秩相关系数 { $correlation }
figure-scores-found = { $scenario } { $self } 和 { $key }
figure-scores-caption = 第 { $year } 年自评得分、重点评价得分与真实绩效的对照，含 { $seeds }下的全部部门（虚线为 { $excellent } 分，即“优”）；二者与真实绩效的秩相关系数依次为：{ $found }。
figure-budgets-change = 预算变化，末年比首年（%）
figure-budgets-fifths = 按真实绩效分组的部门（五等分）
figure-budgets-beyond = （{ $count }超出坐标轴）
figure-budgets-caption = { $years }间按真实绩效分组的预算变化：{ $seeds }下的全部部门{ $beyond }，以及各组均值{ $alone ->
    [one] { "" }
   *[many] 与 95% 置信区间
}；最好两成部门的预算增幅比最差两成高（百分点）：{ $found }。

## 分布

figure-score = 得分
figure-distributions-share = 部门占比（%）
figure-distributions-found = { $scenario }下自评 { $self } 分、重点评价 { $key } 分、真实绩效 { $true }，自评为“优”的占 { $selfbest }，重点评价为“优”的占 { $keybest }
figure-distributions-caption = 第 { $year } 年，{ $seeds }下全部部门的自评得分、重点评价得分与真实绩效的分布（标记为中位数，虚线为 { $excellent } 分，即“优”）；部门中位水平：{ $found }。

## 分月支出

figure-month-1 = 1 月
figure-month-2 = 2 月
figure-month-3 = 3 月
figure-month-4 = 4 月
figure-month-5 = 5 月
figure-month-6 = 6 月
figure-month-7 = 7 月
figure-month-8 = 8 月
figure-month-9 = 9 月
figure-month-10 = 10 月
figure-month-11 = 11 月
figure-month-12 = 12 月
figure-december-month = 月份
figure-december-share = 占全年支出比重（%）
figure-december-equal = 各月均等
figure-december-found = { $scenario } { $share }（为均等份额的 { $times } 倍）
figure-december-caption = 分月支出占比，取 { $seeds }、最后 { $years }的均值{ $alone ->
    [one] { "" }
   *[many] ，阴影为 95% 置信区间
}；若各月均等，12 月应占 { $equal }，实际为：{ $found }。

## 资金流向

figure-flow-share = 占全部预算的比重（%）
figure-flow-year = 第 { $year } 年
figure-flow-by-performance = 真实绩效（五等分）
figure-flow-by-archetype = 部门类型
figure-flow-found = { $scenario }共有 { $moved } 的资金易手，其中跨组 { $crossed }
figure-flow-caption = 按{ $groups }分组的期初与期末预算，{ $seeds }的均值；浅色条带为留存资金，深色条带为流向他组的资金，减少的资金按各受益部门的增额比例分摊：{ $found }。

## 工作量与工作能力

figure-task-review = 目标审核
figure-task-checks = 月度检查
figure-task-evaluation = 重点评价
figure-task-follow-up = 问题整改跟踪
figure-task-training = 培训
figure-task-other = 其他工作
figure-workload-capacity = 可用人日
figure-workload-days = 全年工作量（人日）
figure-workload-found = { $scenario }需 { $asked } 人日，可用 { $available } 人日（{ $share }）
figure-workload-caption = 既定政策所需各类工作人日与可用人日（折线），{ $seeds }的均值；第 { $year } 年：{ $found }。

## 预算年度

figure-year-january = 1 月
figure-year-months = 每月
figure-year-july = 7 月
figure-year-december = 12 月
figure-year-after = 年度终了后
figure-year-actor-council = 人大、
    上级政府
figure-year-actor-audit = 审计局
figure-year-actor-bureau = 财政局
figure-year-actor-departments = 部门
figure-year-programme = 公布监控、评价与应用安排
figure-year-decide = 决定努力、挪用与虚报
figure-year-proposal = 申报绩效目标
figure-year-targets = 下达审定目标与预算
figure-year-spend = 支出、挪用、浪费
figure-year-checks = 抽查发现的问题
figure-year-execution = 预算执行进度
figure-year-adjustment = 年中调剂资金
figure-year-rush = 年底突击花钱，余额结转或收回
figure-year-audit = 移送部分问题
figure-year-results = 真实绩效
figure-year-self = 单位自评得分
figure-year-key = 部分部门的重点评价得分
figure-year-council = 预算总额与意见
figure-year-judge = 校正得分，更新判断
figure-year-budget = 下达预算（得分 { $lag } 年后起作用）
figure-year-learn = 体会检查多严、结果是否当真
figure-year-hidden = 他人看不到
figure-year-seen = 他人也能看到
figure-fiscal-year-caption = 预算年度中共传递 { $messages } 项信息，其中 { $inward } 项送达财政局；只有部门自己知道的 { $hidden } 件事（虚线框）财政局始终看不到；得分在 { $lag } 年后影响预算。

## 政策工具的效应

figure-count-replications = { $one ->
    [one] { $number } 次重复
   *[many] { $number } 次重复
}
figure-over = （{ $seeds }）
figure-difference = 与原情景之差（{ $unit }）
figure-difference-in = { $outcome }之差
figure-contrast = { $lever }（{ $low } → { $high }）
figure-better = 改善
figure-worse = 恶化
figure-unclear = 不显著
figure-tornado-effect = { $lever } { $effect }
figure-tornado-caption = 各政策工具单独由低值调至高值的效应，取均值{ $over }，横线为 95% 置信区间，蓝色为改善、橙色为恶化，灰色为可能出于偶然；对{ $outcome }的 { $count } 项效应中有 { $clear } 项显著，最大者为：{ $effects }。
figure-dose-best = { $lever } = { $dose }（{ $difference }{ $ends }）
figure-dose-between = ；最优取值在 { $low } 与 { $high } 之间
figure-dose-flat = ；没有哪个取值能与之区分
figure-dose-told = ；{ $outcome }的最优取值：{ $best }
figure-dose-caption = 各取值与原情景之差，取均值{ $over }，阴影为 95% 置信区间（圆圈为情景原值，星号为最优取值）{ $told }。
figure-interactions-mixed = （部分析因设计中与其别名效应混杂）
figure-interactions-largest = ；就{ $outcome }而言，最大的交互作用是 { $pair }，为 { $effect }
figure-interactions-caption = 一种政策工具取高值时，另一种政策工具的效应增大多少（对角线下方，蓝色为改善）{ $mixed }，以及单项效应（对角线），取均值{ $over }，* 表示校正后仍显著{ $told }。

## 方差贡献

figure-sobol-st = 总效应，含交互作用（ST）
figure-sobol-s1 = 单独效应（S1）
figure-sobol-axis = 占指标方差的份额
figure-sobol-points = （{ $points } 个样本点）
figure-sobol-most = { $outcome }为{ $factor }（{ $share }）
figure-sobol-several = { $outcome }为{ $factor }，大小无法区分（前者 { $share }）
figure-sobol-none = { $outcome }没有
figure-sobol-luck = { $outcome }没有，其指数出于偶然
figure-sobol-caption-st = 方差份额{ $points }，横线为 95% 置信区间；总效应最大的因素：{ $most }。
figure-sobol-caption-s1 = 方差份额{ $points }，横线为 95% 置信区间；单独效应最大的因素：{ $most }。

## 帕累托前沿

figure-pareto-front = 前沿
figure-pareto-knee = 拐点
figure-pareto-status-quo = 现状
figure-pareto-regret = { $outcome }的遗憾值
figure-pareto-mean = 取全部模拟世界的均值
figure-pareto-worst-decile = 取最差一成模拟世界的均值
figure-pareto-regret-how = 取各状态下的最大遗憾值，以各状态下找到的最优组合为准
figure-pareto-how = ，{ $how }
figure-pareto-limit = （预算不超过 { $budget }）
figure-pareto-fresh = ，以 { $seeds } 个新随机种子复核
figure-pareto-fresh-draws = ，以 { $draws } 组新的未知参数抽样（每组 { $seeds } 个随机种子）复核
figure-pareto-knee-level = { $outcome } { $value }
figure-pareto-knee-change = { $outcome } { $value }（现状 { $before }）
figure-pareto-hidden = ；另有 { $pairs } 对目标未绘出
figure-pareto-caption = 前沿上的 { $mixes } 个政策组合{ $limit }{ $fresh }{ $how }（箭头指向较优方向）；拐点处：{ $values }{ $hidden }。
figure-levers-caption = { $objective }（{ $unit }）与各政策工具取值的关系，取{ $over ->
    [front] 前沿上的组合
   *[all] 试过的全部组合
}；点线为允许取值范围的两端。
figure-hypervolume-caption = 截至各代的组合所支配的超体积，各目标按其在最终前沿上的范围折算；最后四分之一的代数（阴影）使其增加 { $gain }：搜索{ $settled ->
    [yes] 已收敛
   *[no] 尚未收敛
}。
figure-states-caption = { $states } 种状态，以{ $factors }为坐标；失灵指{ $failing }。
figure-states-no-rule = 没有规则优于全部状态的总体比例。
figure-states-rule = 第一条规则的方框内有 { $density } 的状态失灵，覆盖全部失灵状态的 { $coverage }（以留出的状态计）。
figure-states-faint = 因其他条件（{ $limits }）而不属于该规则的状态以浅色表示。
figure-limits-caption = 各条规则允许每个因素所取的部分，以及其中失灵状态的比例；括号内为去掉该条件、保留其余条件时的比例（均以留出的状态计）。
figure-limits-more = 另有 { $number } 条规则{ $one ->
    [one] ，见 rules.csv
   *[many] ，均见 rules.csv
}。

## 估计值、矩与预测

figure-estimates-caption = 各参数估计值及 90% 置信区间在允许范围中的位置（右侧数字为估计值 ± 标准误）；{ $all } 个参数中{ $only ->
    [one] ，
   *[many] ，
}有 { $number } 个{ $one ->
    [one] 可识别
   *[many] 可识别
}。
figure-moments-caption = 在估计值处，模拟矩减观测矩之差，以标准误为单位（右侧数字为模型值与数据值）；{ $all } 个矩中有 { $number } 个相差超过 { $errors }。{ $linear } 以外坐标轴为对数刻度。
figure-prediction-caption = { $year }的预测：以实际值（0）为中心，标出模型预测值及 90% 预测区间和上年值；{ $all } 个矩中{ $one ->
    [one] ，
   *[many] ，
}有 { $number } 个落入区间。{ $linear } 以外坐标轴为对数刻度。

## 实地实验与理论极限

figure-evidence-axis = 相对于对照组的变化
figure-evidence-inside = 发表值，在区间内
figure-evidence-outside = 发表值，在区间外
figure-evidence-calibration = 用于设定参数
figure-evidence-prediction = 不使用该结论所作的预测
figure-evidence-calibration-inside = { $count } 个校准目标中的 { $inside } 个
figure-evidence-prediction-inside = { $count } 个预测中的 { $inside } 个
figure-evidence-left = （另有 { $count } 项结论单位不同、没有数值或无法表达）
figure-evidence-caption = 实地实验的结论（菱形，已知标准误者附 95% 置信区间）与模型在不使用该结论时的预测（圆点，附 90% 预测区间）对照，均以相对于对照组的变化表示：{ $told }的发表值落在区间内（实心）{ $left }。
figure-quantity-passive-part-of-waste = 被动浪费占比
figure-quantity-missing-money = 流失资金
figure-quantity-december-spending = 12 月支出
figure-quantity-external-year-correlation = 重点评价得分跨年相关
figure-quantity-self-year-correlation = 自评得分跨年相关
figure-quantity-external-two-year-correlation = 重点评价得分隔年相关
figure-quantity-self-two-year-correlation = 自评得分隔年相关
figure-quantity-external-three-year-correlation = 重点评价得分隔三年相关
figure-quantity-self-three-year-correlation = 自评得分隔三年相关
figure-quantity-budget-change-iqr = 预算变动的四分位距
figure-quantity-self-drift = 自评得分漂移
figure-quantity-external-drift = 重点评价得分漂移
figure-quantity-budget-change-sd = 预算变化的离散程度
figure-quantity-small-change-share = 预算小幅变化占比
figure-quantity-budget-change-persistence = 预算变化的持续性
figure-quantity-self-mean = 自评得分均值
figure-quantity-self-sd = 自评得分的离散程度
figure-quantity-self-top-share = 自评高分占比
figure-quantity-external-mean = 重点评价得分均值
figure-quantity-external-sd = 重点评价得分的离散程度
figure-quantity-execution-mean = 预算执行率均值
figure-quantity-execution-q10 = 预算执行率 10% 分位数
figure-quantity-execution-q25 = 预算执行率 25% 分位数
figure-quantity-execution-q50 = 预算执行率 50% 分位数
figure-quantity-execution-q75 = 预算执行率 75% 分位数
figure-quantity-execution-q90 = 预算执行率 90% 分位数
figure-quantity-execution-of-adjusted = 调整后预算的执行率
figure-quantity-budget-per-self-points = 次年预算随自评得分的变动
figure-quantity-budget-per-external-points = 次年预算随重点评价得分的变动
figure-quantity-later-budget-per-self-points = 隔年预算随自评得分的变动
figure-quantity-later-budget-per-external-points = 隔年预算随重点评价得分的变动
figure-quantity-size-sd = 预算规模的离散程度
figure-quantity-full-execution-share = 预算全额执行占比
figure-quantity-beta = 激励强度
figure-quantity-beta-1 = 信号一权重
figure-quantity-beta-2 = 信号二权重
figure-quantity-effort = 努力水平
figure-quantity-surplus = 剩余
figure-quantity-variance = 得分方差
figure-quantity-threshold = 威慑所需覆盖率
figure-quantity-effort-factor = 努力系数
figure-quantity-deviation = 偏离收益
figure-quantity-filter = 相对评分系数
figure-quantity-output = 产出
figure-quantity-output-niskanen = 尼斯坎南产出
figure-quantity-q-low = 低类型产量
figure-quantity-q-high = 高类型产量
figure-quantity-rent = 租金
figure-quantity-truthful = 如实程度
figure-quantity-effort-ratio = 努力比
figure-quantity-premium-ratio = 奖酬比
figure-theory-axis = 与解析解的偏差（容许误差的倍数）
figure-theory-holds = 成立
figure-theory-fails = 不成立
figure-theory-tolerated = 容许范围
figure-theory-worst = { $limit } 的{ $quantity }用去容许误差的 { $part }，为各项之最
figure-theory-caption = { $limits } 个理论极限的 { $count } 个模拟量与解析解的偏差，以容许误差为单位（右侧数字为成立项数）：{ $count } 项中 { $held } 项成立，{ $worst }。
figure-limit-T1 = 线性契约
figure-limit-T2 = 多任务
figure-limit-T3 = 双重信号
figure-limit-T4 = 威慑
figure-limit-T5 = 棘轮效应
figure-limit-T6 = 标尺竞争
figure-limit-T7 = 相对评分
figure-limit-T8 = 锦标赛
figure-limit-T9 = 官僚预算最大化
figure-limit-T10 = 甄别
figure-limit-T11 = 如实申报
figure-limit-T12 = 有限记忆

# 各图所用的数据，以及数据有何错误

figure-data-structures = 情景比较（参数抽样）的 structures.csv
figure-data-audit = 论断审核的结果（summary.json）
figure-data-trial = 试验的结果（summary.json）
figure-data-outcomes = Result.outcomes，或结果目录中的 outcomes.csv
figure-data-departments = simulate(..., departments=True) 所得的 Result.departments
figure-data-months = Ledger.months：情景 x 随机种子 x 年 x 月各一行，金额以平均预算计
figure-data-work = Ledger.work：情景 x 随机种子 x 年 x 任务各一行，以人日计
figure-data-effects-draws = `budgetsim effects` 的 tables/effects_draws.csv
figure-data-dose-draws = `budgetsim effects` 的 tables/dose_draws.csv
figure-data-interactions-draws = `budgetsim effects` 的 tables/interactions_draws.csv
figure-data-order-draws = `budgetsim effects` 的 tables/order_draws.csv
figure-data-effects = `budgetsim effects` 的 tables/effects.csv
figure-data-adjusted = `budgetsim effects` 的 tables/effects.csv
figure-data-doses = `budgetsim effects` 的 tables/dose.csv
figure-data-factorial = `budgetsim effects` 的 tables/factorial.csv
figure-data-terms = `budgetsim effects` 的 tables/factorial.csv
figure-data-paths = `budgetsim effects` 的 tables/sequencing_paths.csv
figure-data-cost = `budgetsim effects` 的 tables/cost.csv，或以 cost 指向它、以 draws 指向 tables/cost_draws.csv 的映射
figure-data-sweep = `budgetsim sweep` 的运行，即由 sweep（各水平）、points、factors 和 outcomes 组成的映射
figure-data-indices = `budgetsim sensitivity --method sobol` 的 indices.csv
figure-data-sensitivity = budgetsim.sensitivity 或 budgetsim.load 的结论，或 `budgetsim sensitivity` 的 summary.json
figure-data-front-draws = 由 front、references 和 front_draws 指向 `budgetsim optimise` 的 front.csv、references.csv 和 front_draws.csv 的映射
figure-data-front = `budgetsim optimise` 的 front.csv，或以 front、mixes 和 references 指向这类表的映射
figure-data-search = `budgetsim optimise` 的 convergence.csv
figure-data-discovery = budgetsim.discover 或 budgetsim.load 的结论，或由 states（`budgetsim discover` 的 states.csv）和 answer（其 summary.json）组成的映射
figure-data-information = `budgetsim information` 的 information.csv
figure-data-estimates = `budgetsim calibrate` 的 estimates.csv
figure-data-moments = `budgetsim calibrate` 的 moments.csv
figure-data-prediction = 留出一年的 `budgetsim calibrate` 的 prediction.csv
figure-data-verification = budgetsim.verify 或 budgetsim.load 的结论，或 `budgetsim verify` 的 summary.json
figure-data-curves = `budgetsim verify --theory` 的 closed_forms.csv
figure-data-nothing = 不需要数据

figure-fault-unknown = 没有名为 { $name } 的图：{ $hint }
figure-fault-data = 图 { $name } 需要的数据：{ $source }；现为：{ $given }
figure-fault-lacks = 有所缺失：{ $error }
figure-fault-columns = 图 { $name }：表中没有列 { $columns }；需要的是：{ $source }
figure-fault-rows = 图 { $name }：表中没有行；需要的是：{ $source }
figure-fault-list = 图 { $name } 需要 { $source }，并以列表给出；现为：{ $given }
figure-in-money = 货币以{ $unit }/年计，为全部部门合计。
figure-fault-money = 图 { $name } 没有可用货币表示的内容；可用的有：{ $able }
figure-fault-option = 图 { $name } 没有选项 { $options }；可用的选项：{ $known }
    .none = 无
figure-fault-groups = by={ $by }：部门可按 { $groups } 分组
figure-fault-no-theory = 结论不涉及理论极限
figure-fault-no-evidence = 结论中没有任何一行带有可供比较的已发表相对变化
figure-fault-none-of = 表中没有这些指标：{ $outcomes }
figure-fault-no-outcome = 表中没有指标 { $outcomes }；现有：{ $known }
figure-fault-format = { $format } 不是图的格式；可用的有 { $formats }，以及表示 600 dpi 的 png@600
figure-fault-no-directory = { $directory }：没有这个目录；请给出 run、compare、sweep、effects、sensitivity、optimise、discover、information、calibrate 或 verify --out 的目录
figure-fault-nothing = { $directory }：其中没有可供绘图的内容；请给出 run、compare、sweep、effects、sensitivity、optimise、discover、information、calibrate 或 verify --out 的目录
figure-fault-damaged = { $directory }：无法由其中的表绘制图 { $figure }（{ $reason }）；表已损坏或被改动：请用同一个 --out 再次给出当初的命令

figure-font = 请安装一种：`pip install "budgetsim[chinese]"`，或系统字体，例如在 Debian 和 Ubuntu 上用 `apt install fonts-noto-cjk`
figure-font-english = 没有找到中文字体，因此图用英文；{ $remedy }
figure-font-no-names = 没有找到中文字体，因此图中的名称显示为方框；{ $remedy }
figure-font-some-boxes = 有些名称含有现有字体都没有的字符（例如表情符号和韩文），图中会显示为方框；请用拉丁、希腊、西里尔字母或汉字为情景和部门命名
