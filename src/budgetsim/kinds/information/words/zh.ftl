### 在选择之前多了解一些值多少。

## 结论

information-choice = 就目前所知，最佳选择是{ $best }：其{ $outcome }的期望值比次优的{ $rival }好 { $ahead }（95% 置信区间为 { $low } 至 { $high }）。在 { $draws } 组未知参数抽样中，它在 { $share } 中为最佳。
information-perfect = 若知道一切未知之事，{ $share } 的抽样中选择会改变，价值为 { $worth }（{ $unit }；95% 置信区间为 { $low } 至 { $high }）：对这一决定而言，任何研究的价值都不会更高。
information-perfect-nothing = 没有任何一组抽样会因多了解而改变选择：对这一决定，更多的信息没有价值。
information-perfect-unclear = 对这一决定，没有什么信息明确有价值：即使知道一切，也只值 { $worth }（95% 置信区间为 { $low } 至 { $high }）。在 { $share } 的抽样中另一选择看来更好，可能只是运气。
information-none-clear = { $parameters } 个参数中，没有哪一个单独明确有价值：起作用的是几个参数共同的作用，或者其作用太小，这么多抽样还看不出来。
information-parameter-clear = 若知道{ $parameter }，{ $share } 的抽样中选择会改变，价值为 { $worth }（95% 置信区间为 { $low } 至 { $high }），占知道一切的价值的 { $part }。
information-parameter-likely = 最可能值得了解的是{ $parameter }：其价值超过这么多参数中凭偶然所能显示的最大值，但抽样太少，尚不能说有多大。若知道它，{ $share } 的抽样中选择会改变，价值为 { $worth }（95% 置信区间为 { $low } 至 { $high }），占知道一切的价值的 { $part }。
information-measure = 请在决定之前测量：{ $how }。
information-now-measured = 目前的取值来自测量。
information-now-cited = 目前的取值引自文献。
information-now-assumed = 目前的取值是假定。
information-left = 已有证据之后，其原有离散程度还剩 { $left }。
information-not-narrowed = 已有证据尚未缩小其范围。
information-findings = { $of ->
    [parameter] 与之有关的登记结论
   *[mechanism] 与其机制有关的登记结论
}：{ $findings }。
information-no-findings = 没有与之或其机制有关的登记结论。
information-others = 同样值得了解：{ $parameters }。
information-together = 按机制合计，价值最高的是{ $mechanism }：{ $worth }（95% 置信区间为 { $low } 至 { $high }）；{ $share } 的抽样中选择会因此改变。

information-structures-same = 在所尝试的其他各种模型结构下，目前的最佳选择同样是{ $best }。
information-structures-other = 在下列其他模型结构下，目前的最佳选择是另一个，而选择{ $best }要付出其间的差额：{ $worlds }。
information-structures-world = 若{ $structure }，则为{ $other }（{ $cost }，95% 置信区间为 { $low } 至 { $high }）
information-structures-worth = 在这些结构下，知道一切的价值由 { $least }（若{ $lowest }）至 { $most }（若{ $highest }）不等。
information-structures-measure = 在这些结构下，明确值得首先测量的是：{ $firsts }。
information-structures-first = { $parameter }（若{ $structures }）
information-structures-unclear = 在下列结构下，没有单个参数明确有价值：{ $structures }。
information-structures-no-first = 在这些结构下，都没有单个参数明确有价值。

## 如何测量

information-measure-effective-days = 请财政部门工作人员记录若干周的工作日志，并记下被哪些事务占用
information-measure-check-days = 记录数十次检查从调阅资料到形成报告的用时
information-measure-review-days = 记录一年内各项审核的用时
information-measure-evaluation-days = 记录各类评价的用时或费用单据
information-measure-training-days = 查阅一年培训的签到与备课记录
information-measure-compliance-time = 请若干部门分别记录有检查和无检查月份的工作日志
information-measure-slack-taste = 对随机抽取的部门作全面审计，把缺失的资金与拨付的资金相比较
information-measure-diversion-cost = 抽签决定向哪些部门预告全面审计，比较它们与其他部门缺失的资金
information-measure-diversion-guilt = 抽签决定提醒哪些部门注意职责，并与其他部门比较
information-measure-diversion-sanction = 抽签决定发现问题后的处理方式，并比较一年后缺失的资金
information-measure-concealment-cost = 对被认定无问题的部门随机抽样，独立地再作全面检查
information-measure-passive-waste-initial = 比较各部门购买同类物品的价格
information-measure-audit-detection = 让两个审计组互不知情地审计相同部门，统计双方都发现的问题（捕获—再捕获法）
information-measure-skill-capacity-base = 让受过和未受过培训的人员处理相同的材料
information-measure-skill-capacity-gain = 让受过和未受过培训的人员处理相同的材料，并比较用时
information-measure-culture-base = 在任何改变之前对各部门作问卷调查
information-measure-culture-training = 抽签决定培训先后，在培训前后作问卷调查
information-measure-culture-overload = 分别在任务少和任务多的年度作问卷调查
information-measure-intrinsic-motivation = 比较计分工作与不计分工作中的努力
information-measure-late-demand-value = 年终结账时询问哪些项目因缺钱而推迟，并对其中一部分估值
information-measure-late-demand-spread = 用若干年的数据逐月比较支出与计划
information-measure-spillover = 抽签改变一个部门，并测量与之协作的部门
information-measure-output-value = 请公众在服务与税负之间作选择，测量产出对他们的价值
information-measure-output-elasticity = 比较并非因绩效而起的预算变动前后的产出
information-measure-effort-cost = 抽签改变得分的奖励，观察努力的变化
information-measure-mechanism-production = 比较同类部门若干年的成果，扣除预算可以解释的部分
information-measure-mechanism-effort = 以抽签改变评分带来的好处，观察计分的工作与不计分的工作各花多少时间
information-measure-mechanism-consequences = 请被评分者在所描述的岗位之间作选择，由此得出评分的后果对他们值多少
information-measure-mechanism-manipulation = 随机抽取上报的成果，与独立来源核对
information-measure-mechanism-diversion = 随机抽取部门作全面审计，其中一部分以抽签决定是否事先通知
information-measure-mechanism-passive-waste = 比较各部门购买同样的货物与服务所付的价格和所用的时间
information-measure-mechanism-sandbagging = 以抽签决定目标是否受审核，比较各部门提出的目标与其成果
information-measure-mechanism-spending = 逐月比较支出与计划，并对十二月的项目抽样估值
information-measure-mechanism-culture = 在以抽签决定先后的改变之前和之后调查各部门
information-measure-mechanism-learning = 每年一月询问各部门认为检查、审计和后果有多大可能，并与上一年的实际情况比较
information-measure-mechanism-rules = 向各部门提出所描述的情形，看其回答是最优的、惯常的，还是第一个够用的
information-measure-mechanism-capacity = 绩效机构人员若干周按工作种类填写的工时表
information-measure-mechanism-detection = 让两组人员互不知情地检查同一批部门，统计双方都发现的问题
information-measure-mechanism-review = 让两名审核者判断同样的目标，并将两者与成果比较
information-measure-mechanism-self-evaluation = 从已自评者中随机抽样，由独立评价者评分
information-measure-mechanism-external-evaluation = 让两组人员在同一年评价同一批部门
information-measure-mechanism-beliefs = 在评分到来之前询问绩效机构对各部门的预期，并与评分比较
information-measure-mechanism-budgets = 以本地若干年的账目，比较预算与评分及上年预算
information-measure-mechanism-contract = 在以抽签选出的部门试行这种合同，比较上报与成果
information-measure-mechanism-costs = 薪酬、培训与信息系统的账目
information-measure-mechanism-district = 各部门预算与人员的名单，以及哪些部门彼此合作

## 机制

information-everything = 一切
information-mechanism-production = 产出
information-mechanism-effort = 努力
information-mechanism-consequences = 得分的后果
information-mechanism-manipulation = 结果的粉饰
information-mechanism-diversion = 资金挪用
information-mechanism-passive-waste = 消极浪费
information-mechanism-sandbagging = 压低目标
information-mechanism-spending = 支出与年终
information-mechanism-culture = 绩效理念
information-mechanism-learning = 部门的学习
information-mechanism-rules = 决策规则
information-mechanism-capacity = 财政部门的能力
information-mechanism-detection = 发现问题
information-mechanism-review = 审核
information-mechanism-self-evaluation = 自评
information-mechanism-external-evaluation = 重点评价
information-mechanism-beliefs = 财政部门的信念
information-mechanism-budgets = 预算
information-mechanism-contract = 诱导说真话的合约
information-mechanism-costs = 行政成本
information-mechanism-district = 区的构成
information-basis-measured = 测量
information-basis-cited = 引用
information-basis-assumed = 假定

## 表格与图

information-table-policies = 各选择：{ $outcome }
information-note-policies = 各组抽样的均值及其中间 90%；落后于当前选择的幅度及其 95% 置信区间；以及成为最佳的抽样比例。
information-table-parameters = 了解一个参数的价值
information-note-parameters = 确知一个参数平均能带来的增益及其在抽样间的 95% 置信区间，以及选择因此改变的抽样比例；p：打乱抽样后，全部参数中最好的一个看来有这么高价值的频率；剩余：证据之前的离散程度还剩下的部分。
information-table-mechanisms = 了解整个机制的价值（{ $unit }）
information-note-mechanisms = 同时知道一个机制的全部参数。各部分不能相加：几个参数可能说明同一件事，或者合在一起才说明问题。
information-table-structures = 各种模型结构下，多了解一些值多少
information-note-structures = 第一行使用 { $draws } 组不同的抽样，其他模型结构使用其中前 { $few } 组。选择的代价：{ $best }比该结构下的最佳选择差多少，附 95% 置信区间。各种结构是相互竞争的解释，从不取平均。
information-head-best = 目前最佳
information-head-costs = 选择的代价
information-head-everything = 知道一切的价值
information-head-first = 首先测量
information-table-measurements = 如何测量，以及已有哪些发现
information-note-measurements = 在运行之前登记的发现，涉及该参数；若无，则涉及其机制。
information-head-measure = 如何测量
information-head-level = 水平
information-head-behind = 落后
information-head-share-best = 最佳比例
information-head-worth = 价值
information-head-share = 改变选择
information-head-p = p
information-head-mechanism = 机制
information-head-basis = 依据
information-head-left = 剩余
information-head-findings = 登记结论
information-figure-axis = 了解该参数的价值
information-figure-clear = 明确有价值
information-figure-unclear = 不明确
information-figure-caption = 在选择之前确知一个参数的价值（部分完全信息的期望价值），附抽样间的 95% 置信区间。
information-figure-one = { $parameter }（{ $worth }）
information-figure-most = 明确有价值的：{ $those }。
information-figure-none = 没有哪一个明确有价值。

## 研究的问题与数字的由来

information-title = 信息的价值：{ $name }
information-lead = 按{ $outcome }在{ $scenarios }之间选择，先多了解一些值多少：{ $draws } 组未知参数抽样，每组 { $seeds } 个模拟世界。
information-method-draws = 每种选择都面对 { $draws } 组抽样（其中 { $distinct } 组不同，已加权），涉及 { $parameters } 个参数（来源：{ $source }），每组在相同的 { $seeds } 个模拟世界中仿真 { $years } 年；指标为最后 { $last } 年的均值。
information-method-perfect = 完全信息（Raiffa & Schlaifer 1961）：每组抽样的最佳选择（用其余种子找出，用留出的一个种子评判）减去平均而言最佳的选择。
information-method-partial = 单个参数（依 Strong, Oakley & Brennan 2014）：把各选择对它作回归（无、直线或三次样条，由留出的抽样决定），所得规则用留出的抽样评判，分 { $folds } 份，重分 { $repeats } 次；p 来自把抽样打乱 { $shuffles } 次并取全部参数中的最大值。机制：此类曲线之和，经收缩（岭回归）。
information-method-structure = 以上结论在基准模型之内成立。{ $has ->
    [yes] 其他模型结构使用前 { $few } 组不同的抽样，并逐一说明：它们是相互竞争的解释，不由任何参数决定，也从不取平均。
   *[no] 其他结构须另行提问，例如 --set discretion=0.3。
}
information-method-stance = 社会净价值中，转移的权重为 { $weight }，公共资金的成本为 { $cost }。

## 提问

information-help = 在若干情景之间选择时，多了解一些值多少，应当先测量什么。
information-ask-scenarios = 供选择的两个或更多情景的名称或路径，或研究文件的路径；第一个通常是什么都不做。
information-ask-outcome = 据以选择的指标。
information-ask-stance = 社会净价值中转移的权重与公共资金的成本，写作 WEIGHT:COST；own：依情景所述。
information-ask-parameters = posterior：软件自带的抽样；或自己的抽样文件（CSV 或 Parquet）。
information-ask-draws = 参数抽样的组数。默认：512，或现有的全部。
information-ask-replications = 每组抽样下每个情景的随机种子数。
information-ask-keep = 每次运行存储什么，以逗号分隔；默认：每项指标最后几年的均值。

information-fault-point = 没有留下任何未知之事，因此没有什么值得了解
    .remedy = 请写 posterior，或指定抽样文件
information-fault-no-way = 上升对公众既不算改善也不算恶化
    .remedy = 请选择有改善方向的指标，见 budgetsim outcomes
information-fault-stance = 对这一指标不起作用：立场只涉及{ $outcome }
    .remedy = 请删去

## 以货币表示

information-money = 全部部门合计，每年相当于 { $worth }。
information-head-money = { $unit }/年
information-fault-money = { $outcome } 不是金额：只有社会净价值及其构成才是
    .remedy = 请去掉 --money
