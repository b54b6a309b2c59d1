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
calibrate-predicted = 留出 { $year } 年用于检验：{ $fitted } 个拟合矩中有 { $inside } 个落入模型的 90% 区间，有 { $nearer } 个的模型预测比上年值更接近实际。误差中位数为 { $model } 个标准误，而“一切照旧”的预测为 { $naive } 个：模型的预测{ $better ->
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

calibrate-estimate = 估计值及 90% 区间
calibrate-base = 基准情景
calibrate-lower-end = 下限
calibrate-range = 参数的取值范围
calibrate-upper-end = 上限
calibrate-fitted = 用于拟合
calibrate-compared = 仅作比较
calibrate-axis-moments = 模拟值减观测值（以两者合并的标准误为单位，阴影为吻合）
calibrate-beside = { $model }（数据 { $data }）
calibrate-prediction = 预测值及 90% 区间
calibrate-prediction-other = 同上，未用于拟合的矩
calibrate-last-year = 上年值
calibrate-axis-prediction = 与实际值之差（{ $year }，以实际值的标准误为单位）
calibrate-year = { $year } 年
calibrate-some-year = 留出年份
