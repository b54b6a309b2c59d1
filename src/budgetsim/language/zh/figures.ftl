# 图：标题、内容说明、图形类型、图中文字、图注。

figure-trajectories = 关键指标逐年变化
    .shows = 各关键指标逐年在随机种子间的均值及 95% 区间，每种情景一条线。
    .alt = 折线图，每个关键指标一幅：横轴为年份，纵轴为指标值，每种情景一条线并以阴影表示区间。
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
    .alt = 堆叠柱状图，每种情景一幅：横轴为年份，纵轴为人日，颜色表示工作类别，另有一条线表示可用人日。
figure-tornado = 各政策杠杆的效应
    .shows = 单独调整每一杠杆时指标变化多少，效应最大者居上。
    .alt = 自零点起的横向条形图，每个杠杆一条，自上而下由长到短，附 95% 区间。
figure-dose = 剂量与响应
    .shows = 指标对杠杆各个取值的响应，以及最优取值。
    .alt = 折线图，每个指标一行、每个杠杆一列：横轴为取值，纵轴为与原情景之差，阴影为区间；圆圈为情景原值，星号为最优值。
figure-interactions = 杠杆间的交互作用
    .shows = 另一杠杆取高值时，某一杠杆的效应会增大多少。
    .alt = 热力图，每个指标一幅：行与列均为杠杆，对角线下方以颜色表示两两交互作用，对角线上为单个杠杆的效应。
figure-sobol = 方差贡献
    .shows = 各因素单独以及连同其交互作用，对指标方差的贡献份额。
    .alt = 横向条形图，每个指标一幅：因素按重要性自上而下排列，横轴为指数，附 95% 区间。
figure-pareto = 帕累托前沿
    .shows = 没有任何一方在所有目标上都更优的政策组合，以及各目标之间的取舍。
    .alt = 散点图，每对目标一幅：前沿上的组合、拐点、现状与各项改革。
figure-evidence = 实地实验对照
    .shows = 模型结果相对于实地实验结论的比例。
    .alt = 点图，每项已发表结论一行：模拟效应与已发表效应之比及其区间，灰色带表示两者相符。
figure-theory = 理论极限
    .shows = 模拟结果与理论解析解的偏差，以容许误差为单位。
    .alt = 点图，每个极限一行：横轴为偏差与容许误差之比，正负一之间的带表示极限成立。
figure-fiscal-year = 财政年度
    .shows = 财政年度十二个月及年后各环节的工作，以及谁向谁传递什么信息。
    .alt = 示意图：财政局、部门与审计机关三条泳道沿全年各月展开，箭头表示彼此之间传递的信息。

## 各图共用

figure-axis = { $what }（{ $unit }）
figure-year = 年份
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
figure-self-score = 自评得分
figure-external-score = 重点评价得分
figure-fifth-1 = 最差两成
figure-fifth-2 = 较差
figure-fifth-3 = 居中
figure-fifth-4 = 较好
figure-fifth-5 = 最好两成

## 逐年变化、评分、预算

figure-trajectories-caption = { $years }间的关键指标：{ $seeds }的均值，阴影为 95% 区间，箭头指向较优方向；第 { $year } 年{ $outcome }：{ $values }。
figure-scores-panel = 秩相关系数 { $correlation }
figure-scores-found = { $scenario } { $self } 和 { $key }
figure-scores-caption = 第 { $year } 年自评得分、重点评价得分与真实绩效的对照，含 { $seeds }下的全部部门（虚线为 { $excellent } 分，即“优”）；二者与真实绩效的秩相关系数依次为：{ $found }。
figure-budgets-change = 预算变化，末年比首年（%）
figure-budgets-fifths = 按真实绩效分组的部门（五等分）
figure-budgets-beyond = （{ $count }超出坐标轴）
figure-budgets-caption = { $years }间按真实绩效分组的预算变化：{ $seeds }下的全部部门{ $beyond }，以及各组均值与 95% 区间；最好两成部门的预算增幅比最差两成高（百分点）：{ $found }。
