### 校准（以面板数据估计参数）：结论与图中文字。

## 结论

calibrate-pinned = { $model ->
    [rejected] 若模型在所拟合的方面正确，{ $all } 个参数中有 { $number } 个可由各矩确定；但各矩否定了模型。
   *[kept] { $all } 个参数中，有 { $number } 个可由各矩确定。
}
calibrate-year-effects = { $way ->
    [on] 得分与预算变动的各矩均已剔除年度共同效应（即当年所有单位共有的升降），实际面板与模拟面板处理相同；若要保留，请用 --year-effects off。
    [short] 各矩按原始数据计算：面板不足 { $years } 年，难以分离当年所有单位共有的升降（仍要剔除，请用 --year-effects on）。
   *[off] 各矩按原始数据计算，包含当年所有单位共有的升降；若要剔除，请用 --year-effects on。
}
calibrate-weakly = 确定程度较弱：{ $parameters }。
calibrate-bounded = 只有单侧界限：{ $parameters }；各矩只排除了取值范围的一侧，并未给出具体数值。
calibrate-edge = 落在允许范围的边缘：{ $parameters }；此处起决定作用的是范围而不是数据，最佳拟合在范围之外。
calibrate-not = 各矩无法识别{ $parameters }：{ $one ->
    [one] 所得结论与取值范围本身相差无几
   *[many] 所得结论与各自的取值范围相差无几
}。
calibrate-diagonal = 各矩只按自身方差加权：若用最优权重，{ $moments } 个矩的协方差仅由 { $groups } 个单位（或单位组）估计，误差过大（条件数 { $condition }），权重将取决于噪声。
calibrate-double = 在这份面板中，{ $moment }与{ $others }所含信息相同，因而被重复计入。
calibrate-fits = 用于拟合的 { $all } 个矩，模型全部吻合（{ $errors } 个标准误以内）。
calibrate-misses = 用于拟合的 { $all } 个矩中，模型有 { $number } 个不吻合：{ $moments }。
calibrate-misfit = { $moment }（数据 { $data }，模型 { $model }）
calibrate-more = 另有 { $number } 个见表
calibrate-others-fit = 面板给出的其他 { $all } 个矩，模型{ $one ->
    [one] 也吻合
   *[many] 也全部吻合
}。
calibrate-others-missed = 面板给出的其他 { $all } 个矩中，模型有 { $number } 个{ $one ->
    [one] 不吻合
   *[many] 不吻合
}：{ $moments }。
calibrate-exact = 矩的个数不多于参数个数，拟合得好并不能说明模型正确。
calibrate-untested = J = { $j }，自由度 { $freedom }{ $one ->
    [one] ，
   *[many] ，
}无从判断：面板的单位太少，不足以进行过度识别检验。
calibrate-overidentified = 过度识别检验：J = { $j }，自由度 { $freedom }{ $one ->
    [one] ，
   *[many] ，
}{ $p }。{ $verdict ->
    [rejected] 这些矩否定了整个模型；标准误只说明：若模型在所拟合的方面正确，各估计值有多可靠。
   *[kept] 用于拟合的矩没有否定模型。
}
calibrate-blind = 用于拟合的矩无法揭示的变化：{ $directions }。
calibrate-any-value = { $parameter }可取其范围内的任何值
calibrate-together = { $parameter }上升的同时，{ $others }
calibrate-moves = { $parameter }{ $way ->
    [up] 上升
   *[down] 下降
}
calibrate-not-scored = 留出 { $year } 年用于检验，但该年没有可以评判的拟合矩。
calibrate-predicted = 留出 { $year } 年用于检验：{ $fitted } 个拟合矩中有 { $inside } 个落入模型的 90% 预测区间，有 { $nearer } 个的模型预测比上年值更接近实际。误差中位数为 { $model } 个标准误，而“一切照旧”的预测为 { $naive } 个：模型的预测{ $better ->
    [yes] 优于后者
   *[no] 并不优于后者
    [mixed] 仅在其中一项上优于后者
}。就全部 { $all } 个矩而言，{ $allinside } 个落入区间，{ $allnearer } 个更接近实际。
calibrate-one-start = 无从得知搜索是否收敛：只从一个起点向下搜索（共 { $tried } 组候选参数）。因此没有参数可视为已确定；请去掉 --starts，或取 5 以上。
calibrate-unsettled = 搜索未收敛：{ $descents } 次下降中最好的一次在 { $rounds } 步之后仍未停下（共 { $tried } 组候选参数）。没有参数可视为已确定，所列估计值只是目前最好的结果。请允许更多步数（目标文件中的 rounds）。
calibrate-parted = 搜索未收敛：{ $descents } 次下降中最好的两次不一致，{ $apart }（共 { $tried } 组候选参数）。没有参数可视为已确定，所列估计值只是目前最好的结果。请减少参数或增加矩，或改用 --starts { $starts }。
calibrate-apart = { $parameter }分别为 { $one } 与 { $other }，相差 { $errors } 个标准误
calibrate-apart-fit = 目标函数值分别为 { $one } 与 { $other }
calibrate-converged = 搜索已收敛：从相距甚远的起点出发的 { $descents } 次下降中，最好的两次结果一致，共有 { $agreeing } 次得到这一估计（共 { $tried } 组候选参数）。

## 图

calibrate-estimate = 估计值及 90% 置信区间
calibrate-base = 基准情景
calibrate-lower-end = 下限
calibrate-range = 参数的取值范围
calibrate-upper-end = 上限
calibrate-fitted = 用于拟合
calibrate-compared = 仅作比较
calibrate-axis-moments = 模拟值减观测值（以两者合并的标准误为单位，阴影为吻合）
calibrate-beside = { $model }（数据 { $data }）
calibrate-prediction = 预测值及 90% 预测区间
calibrate-prediction-other = 同上，未用于拟合的矩
calibrate-last-year = 上年值
calibrate-axis-prediction = 与实际值之差（{ $year }，以实际值的标准误为单位）
calibrate-year = { $year } 年
calibrate-some-year = 留出年度

## 问题与方法

calibrate-title = 校准：{ $name }
calibrate-lead = 由 { $units } 个单位 { $first } 至 { $last } 年的面板数据，估计{ $base }的 { $parameters } 个参数{ $one ->
    [one] {""}
   *[many] {""}
}；用于拟合的矩有 { $moments } 个。
calibrate-method = 模拟矩估计法：模拟了 { $candidates } 组候选参数，每组生成与数据同样规模的面板，使其矩与观测到的矩尽可能接近。
calibrate-then = 运行校准后的情景：budgetsim run { $file }
calibrate-then-drawn = 要把估计的不确定性一并计入：budgetsim run { $scenario } --parameters { $file }
calibrate-drawn = posterior.parquet 中的 { $draws } 个抽样：{ $own } 个参数取自本面板，其余 { $other } 个取自软件包自带的抽样。{ $widened ->
    [no] { "" }
   *[other] 由于矩否定模型，估计的标准误放大为 { $widened } 倍（√(J/自由度)）。
}
calibrate-not-drawn = 搜索未收敛，因此不写出估计值的抽样（posterior.parquet）。
calibrate-checked = { $units } 个单位，{ $first } 至 { $last } 年，共 { $cells } 个单位-年；其中 { $evaluated } 个有外部评价。未作任何模拟。

## 表格

calibrate-table-estimates = 估计结果
calibrate-table-fitted = 用于拟合的矩
calibrate-table-other = 面板给出的其他矩
calibrate-table-held-out = 留出的 { $year } 年
calibrate-note-errors = 标准误由 { $times } 个对{ $by ->
    [clusters] { $clusters } 个单位组
   *[units] 单位
}重抽样的自助法面板得到；估计值的标准误还包括 { $copies } 份模拟面板的随机误差。括号内为 90% 置信区间。
calibrate-note-t = t 值：数据与模型之差除以两者合并的标准误；超过 1.96 即为不吻合。得分为 0 至 100。
calibrate-head-parameter = 参数
calibrate-head-base = 基准值
calibrate-head-estimate = 估计值
calibrate-head-error = 标准误
calibrate-head-lowest = 允许下限
calibrate-head-highest = 允许上限
calibrate-head-verdict = 数据能否识别
calibrate-head-from = 主要来自
calibrate-head-moment = 矩
calibrate-head-data = 数据
calibrate-head-model = 模型
calibrate-head-t = t 值
calibrate-head-fits = 吻合
calibrate-head-fitted = 用于拟合
calibrate-head-meaning = 含义
calibrate-head-observed = 观测值
calibrate-head-predicted = 预测值（90% 预测区间）
calibrate-head-inside = 落入区间
calibrate-head-last-year = 上年值
calibrate-missed = 不吻合
calibrate-comma = 、
calibrate-verdict-pinned = 可识别
calibrate-verdict-weakly = 识别较弱
calibrate-verdict-bounded = 只有单侧界限
calibrate-verdict-edge = 落在范围边缘
calibrate-verdict-not = 无法识别
calibrate-verdict-open = 未收敛

## 提问

calibrate-help = 用模拟矩估计法由面板数据估计行为参数及其不确定性。指出哪些参数无法由各矩确定、哪些矩模型不能吻合，预测留出的年度，并写出在基准情景上扩展的情景文件。
calibrate-ask-panel = 单位与年度的面板数据：CSV、工作簿、Stata 或 Parquet 文件，每个单位每年一行，或以年度为各列。
calibrate-ask-target = 目标文件：基准情景、面板的列、参数及其范围、矩。示例见 experiments/calibration/。默认：wangcheng_2022，以及面板所能说明的常用参数和矩。
calibrate-ask-scenario = 基准情景，估计的是它的参数。
calibrate-ask-parameters = 要估计的参数：取实数值，各附范围。
calibrate-ask-moments = 用于拟合的矩，各附其通常权重的倍数。
calibrate-ask-check = 读取面板与目标文件，列出面板的各矩，不作模拟。
calibrate-ask-hold-out = 不使用面板的最后一年，而是预测它。
calibrate-ask-weighting = 矩的权重：diagonal（自助法方差的倒数）或 optimal（协方差矩阵的逆）。
calibrate-ask-year-effects = 得分与预算变动的矩是否剔除当年所有单位共有的部分：on、off 或 auto（面板满三年时剔除）。
calibrate-ask-copies = 每组候选参数所模拟的、与数据同样大小的面板个数。
calibrate-ask-bootstrap = 对单位重抽样的次数。
calibrate-ask-search = 初次搜遍整个范围所用的候选参数组数。
calibrate-ask-starts = 最多从其中最好的多少组出发下降，直到最好的两次结果一致。
calibrate-ask-rounds = 从每个起点出发最多走多少步。
calibrate-ask-draws = 预测留出年度时，对估计值抽取的次数。
calibrate-ask-new-year = 留出年度中所有单位共有的变动，只在预测该年时计入。
calibrate-ask-columns = 面板的读取方式（表头不能说明时）：[panel] 表中的一行，如 unit=部门名称 或 repeated=sum；可重复。

## 目标文件有何不当

calibrate-fault-line = 不是 [panel] 中的一行
    .remedy = 请写 KEY=VALUE，如 unit=部门名称 或 repeated=sum
calibrate-fault-no-usual = 面板不能说明通常估计的任何参数：没有足够单位连续两年的金额或得分
    .remedy = 请用 budgetsim data check 查看面板，或在目标文件中写明 [parameters] 和 [moments]
calibrate-fault-one-scenario = 一次只校准一个情景
    .remedy = 请写 scenario = "…"
calibrate-fault-mapping = 需要一个映射（字典）
calibrate-fault-no-range = 无法估计：需要取实数值的参数及其范围
    .remedy = 请写 { $parameter } = "下限:上限"
calibrate-fault-no-parameters = 没有要估计的参数
    .remedy = 请在 [parameters] 中逐行写 参数 = "下限:上限"
calibrate-fault-unknown-moment = 没有这个矩
calibrate-moments-listed = 可用的矩：{ $moments }
calibrate-fault-weight = { $kind }；权重必须是大于 0 的数
    .remedy = 通常的权重写 true；未列出的矩只作比较，不用于拟合
calibrate-fault-no-moments = 没有用于拟合的矩
    .remedy = 请在 [moments] 中逐行写 名称 = true
calibrate-fault-too-few-moments = { $moments } 个矩无法估计 { $parameters } 个参数
    .remedy = 请在 [moments] 中增加矩，或减少 [parameters] 中的参数
calibrate-fault-roster = { $scenario } 自带部门名单，而校准时部门由面板的单位代替
    .remedy = 请改用随机生成部门的情景
calibrate-fault-hold-out = 只能留出面板的最后一年（{ $last }）；面板为 { $first } 至 { $last } 年
calibrate-fault-one-year = 面板没有其他年度可用于估计
calibrate-fault-districts = 各单位当年的共同变动按区县分别抽取，而 { $units } 个单位要由每区 { $departments } 个部门的若干区县组成
    .remedy = 请在 [set] 中写 departments = { $enough }
calibrate-fault-seed = 超出最大的随机种子 { $most }

## 目标中的矩在这份面板上有何不当

calibrate-fault-few-groups = { $moments } 个矩无法按协方差加权：面板有 { $groups } 个单位（或单位组），需要多于 { $moments } 个
    .remedy = 请减少 [moments] 中的矩，或写 weighting = "diagonal"
calibrate-fault-double = 在这份面板中与{ $others }所含信息相同，协方差矩阵不可逆
    .remedy = 请从 [moments] 中删去 { $moment }，或写 weighting = "diagonal"
calibrate-fault-often-undefined = 在许多自助法面板中没有定义
    .remedy = 请从 [moments] 中删去
calibrate-fault-constant = 对单位重抽样时没有变化
    .remedy = 请从 [moments] 中删去
calibrate-fault-undefined = 矩 { $moment } 在模拟的面板中没有定义；请从 [moments] 中删去
calibrate-fault-not-yielded = 这份面板算不出它（{ $meaning }）：观测值太少
    .remedy = 请从 [moments] 中删去
calibrate-fault-not-yielded-in-a-row = 这份面板算不出它（{ $meaning }）：连续 { $years } 年的观测值太少
    .remedy = 请从 [moments] 中删去

## 各矩的含义

calibrate-meaning-self-mean = 自评得分的均值
calibrate-meaning-self-sd = 自评得分的标准差
calibrate-meaning-self-year-correlation = 同一单位相邻两年自评得分的相关系数
calibrate-meaning-self-two-year-correlation = 同一单位相隔两年自评得分的相关系数
calibrate-meaning-self-three-year-correlation = 同一单位相隔三年自评得分的相关系数
calibrate-meaning-self-top-share = 自评高分（不低于 top_score）所占比例
calibrate-meaning-self-drift = 自评得分均值逐年的趋势
calibrate-meaning-external-mean = 外部评价得分的均值
calibrate-meaning-external-sd = 外部评价得分的标准差
calibrate-meaning-external-year-correlation = 同一单位相邻两年外部评价得分的相关系数
calibrate-meaning-external-two-year-correlation = 同一单位相隔两年外部评价得分的相关系数
calibrate-meaning-external-three-year-correlation = 同一单位相隔三年外部评价得分的相关系数
calibrate-meaning-external-drift = 外部评价得分均值逐年的趋势
calibrate-meaning-self-external-correlation = 同一单位同一年自评得分与外部评价得分的相关系数
calibrate-meaning-evaluation-coverage = 有外部评价的单位-年所占比例
calibrate-meaning-execution-mean = 执行数 / 批复预算的均值（不超过批复预算两倍的单位-年）
calibrate-meaning-execution-q10 = 执行数 / 批复预算，10% 分位数
calibrate-meaning-execution-q25 = 执行数 / 批复预算，下四分位数
calibrate-meaning-execution-q50 = 执行数 / 批复预算，中位数
calibrate-meaning-execution-q75 = 执行数 / 批复预算，上四分位数
calibrate-meaning-execution-q90 = 执行数 / 批复预算，90% 分位数
calibrate-meaning-execution-of-adjusted = 执行数 / 调整后预算的均值
calibrate-meaning-full-execution-share = 执行了调整后预算 99% 以上的单位-年所占比例
calibrate-meaning-budget-change-sd = 批复预算对数变动的标准差（剔除大于 1 的变动）
calibrate-meaning-budget-change-iqr = 批复预算对数变动的四分位距（剔除大于 1 的变动）
calibrate-meaning-small-change-share = 批复预算变动不超过 5% 的比例（剔除大于 1 的变动）
calibrate-meaning-budget-change-persistence = 同一单位相邻两年预算对数变动的相关系数
calibrate-meaning-budget-per-self-points = 次年预算随自评得分的变动（同一年度之内）
calibrate-meaning-budget-per-external-points = 次年预算随外部评价得分的变动（同一年度之内）
calibrate-meaning-later-budget-per-self-points = 再下一年预算随自评得分的变动（同一年度之内）
calibrate-meaning-later-budget-per-external-points = 再下一年预算随外部评价得分的变动（同一年度之内）
calibrate-meaning-size-sd = 批复预算对数的标准差
