### 参数扫描：命令、结论、表格与图中文字。

sweep-best = { $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }{ $sure }，出现在{ $at }处。
sweep-best-named = { $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }{ $sure }，出现在样本点 { $name }（{ $at }）。
sweep-interval = （95% 置信区间为 { $low } 至 { $high }）
sweep-one-seed = （只有一个随机种子，没有区间）
sweep-at = { $factor } = { $value }
sweep-apart = 按随机种子配对比较，其余各点均明显较差；次优者落后 { $gap }。
sweep-flat = 按随机种子配对比较，其余 { $others } 个点{ $one ->
    [one] 无法与之区分
   *[many] 均无法与之区分
}：尚不能说哪个点最优。
sweep-ends = 更优的取值可能在已试范围之外：{ $factors }{ $one ->
    [one] 已在所试取值的一端
   *[many] 均已在所试取值的一端
}。
sweep-alike = 按随机种子配对比较，其余 { $others } 个点中有 { $near } 个{ $one ->
    [one] 与之无法区分
   *[many] 与之无法区分
}。
sweep-best-levers = 按 { $states } 种不确定状态平均，{ $outcome }{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}值为 { $value }，出现在{ $at }处；该组合在 { $won } 的状态中居首位。
sweep-explained = 各点之间的差异中，各因素单独解释的部分为：{ $shares }。
sweep-share = { $factor } { $share }
sweep-gap = { $value } [{ $low } 至 { $high }]

## 参数抽样下所知

sweep-known-best = 在 { $draws } 组未知参数抽样中，{ $of ->
    [levers] 并按不确定状态平均，
   *[points] {""}
}{ $outcome }平均而言在{ $at }处{ $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}：{ $value }（中位数，方括号内为中间 90% 的抽样）；{ $share } 的抽样中该处居首。
sweep-known-rivals = 其余 { $others } 处中有 { $rivals } 处并非在 95% 的抽样中都落后于它。
sweep-known-apart = 其余各处在 95% 以上的抽样中都落后于它。
sweep-known-everywhere = 在所试的其他模型结构下，平均最优之处相同。
sweep-known-elsewhere = 在某些其他模型结构下，平均最优之处不同：{ $worlds }。
sweep-known-world = 若{ $structures }，则为{ $at }
sweep-known-own = 平均而言，没有其他试验点优于情景自身所在之处。
sweep-known-difference = 差值为
sweep-known-against = 与{ $at }{ $own ->
    [yes] （情景自身所在之处）
   *[no] （第一个试验点）
}相比，{ $difference }。
sweep-known-same = 与{ $at }{ $own ->
    [yes] （情景自身所在之处）
   *[no] （第一个试验点）
}相比没有差别。
sweep-known-response = 随{ $factor }变动，{ $outcome }{ $ways }。
sweep-known-rises = 在 { $share } 的抽样中逐级上升
sweep-known-falls = 在 { $share } 的抽样中逐级下降
sweep-known-turns = 在 { $share } 的抽样中有升有降
sweep-known-hardly-matters = 在 { $share } 的抽样中几乎不变
sweep-known-level = { $way ->
    [up] 最优
    [down] 最低
   *[neither] 最高
}水平为 { $median } [{ $low } 至 { $high }]：在 { $at_start } 的抽样中位于所试取值的起点，在 { $inside } 中位于其间，在 { $at_end } 中位于终点。
sweep-known-otherwise = 在下列情形下大多走势不同：{ $structures }。
sweep-undrawn = 试验点如此之多，只报告设定参数下的结果：区间只反映偶然性，不反映未知的参数。加上 --parameters posterior 可对参数也抽样。

## 问题与方法

sweep-help = 模拟一个设计的每个试验点：政策工具的网格、不确定因素的随机抽样、析因设计。
sweep-title = { $name }：参数扫描
sweep-ask-scenarios = 一个或多个情景的名称或路径、研究文件，或要继续运行的扫描目录。
sweep-ask-vary = 变动一个参数：start:stop:count、start:stop、a,b,c，或只写 KEY；可重复。
sweep-ask-uncertain = 同上，但属于无人能决定的因素。
sweep-ask-design = 试验点的设计：{ $options }。
sweep-ask-samples = 抽样设计所抽取的试验点数。
sweep-ask-design-seed = 抽样设计的随机种子。
sweep-ask-from-year = 政策工具从这一记录年度起变动（作为改革）；默认：从一开始。
sweep-ask-own-seeds = 每个试验点用自己的随机种子，而不用共同的种子。
sweep-ask-parameters = point：只用设定的参数值；posterior：对所有未知且未变动的参数抽样；或自己的抽样文件（CSV 或 Parquet）。默认：posterior；试验点超过 200 个或大到需要数分钟，以及使用 --own-seeds、--behaviour 或 --policy-rule 时为 point；给出 --draws 则总是抽样。
sweep-ask-outcomes = 要显示的指标，最重要的在前。
sweep-ask-points = 逐一列出的试验点，每个为参数到取值的映射；此时不再有其他设计。
sweep-ask-factors = 变动的因素，写作 KEY=VALUES 或映射；在研究文件中为 [levers]、[switches]、[uncertainties] 各表。
sweep-ask-uncertainty-design = 不确定因素的设计（若不与政策工具一起设计）：{ $options }。此时政策工具的每个点都遇到不确定因素的每个点。
sweep-ask-uncertainty-samples = 不确定因素的抽样设计所抽取的点数。
sweep-lead = { $name }：在{ $factors }上不同的 { $points } 个试验点{ $many ->
    [one] {""}
   *[many] {""}
}，{ $own ->
    [common] 共用
   *[own] 每点各用
} { $seeds } 个随机种子{ $one ->
    [one] {""}
   *[many] {""}
}{ $known ->
    [no] { "" }
   *[yes] ，含设定参数与 { $draws } 组未知参数抽样
}，共运行 { $runs } 次{ $single ->
    [one] {""}
   *[many] {""}
}。
sweep-design-grid = 网格（各因素的每一水平两两交叉）
sweep-design-zip = 配对（各因素依次取第一、第二……水平）
sweep-design-factorial = 析因设计（各因素取值两端的全部组合）
sweep-design-fractional-factorial = 部分析因设计（两端组合中均衡的一部分）
sweep-design-latin-hypercube = 拉丁超立方抽样（随机点均匀覆盖各因素的范围）
sweep-design-sobol = Sobol 序列（均匀覆盖因素空间）
sweep-design-list = 研究文件列出的试验点
sweep-method-design = 试验点的设计类型：{ $design }。
sweep-method-states = 不确定因素的设计类型：{ $design }；政策工具的每个点都遇到其中每个点。
sweep-method-seeds = { $common ->
    [yes] 所有试验点的随机种子相同，因而在同样的世界中比较。
   *[no] 各试验点的随机种子互不相同，因而在不同的世界中比较。
}

sweep-method-known = 扫描自身变动的参数也不抽样。各试验点按抽样与随机种子配对。抽样均值最优的试验点为最优；每一步都朝同一方向（相差不到全程 1% 者不计）才算逐级上升或下降。

## 表格

sweep-table-points = 全部试验点
sweep-table-levels = 各因素的水平
sweep-head-point = 试验点
sweep-head-level = 水平
sweep-head-points = 点数
sweep-note-levels = 涉及处于该因素某一水平的所有试验点。
sweep-note-means = { $one ->
    [one] 为最后一年的数值
   *[many] 为最后 { $last } 年的均值
}{ $sure ->
    [yes] ，附 95% 置信区间（{ $over }）；± 为其一半
   *[no] ；没有区间
}。
sweep-between-seeds = 随机种子之间
sweep-note-first-points = 只列出 { $points } 个试验点中的前 { $shown } 个。
sweep-note-first-levels = 每个因素只列出首、中、末三个水平。

sweep-table-points-draws = 参数抽样下的试验点
sweep-table-levels-draws = 参数抽样下各因素的水平
sweep-table-outcomes-draws = 参数抽样下的全部指标
sweep-table-structures = 在哪些世界中成立
sweep-table-responses = 随各因素变动的走势
sweep-table-of = { $title }：{ $outcome }
sweep-head-difference = { $outcome }之差
sweep-head-best = 最优之处
sweep-head-first = 同处居首
sweep-head-rises = 逐级上升
sweep-head-falls = 逐级下降
sweep-head-turns = 有升有降
sweep-head-hardly-matters = 几乎不变
sweep-head-best-level = 最优水平
sweep-note-draws = { $draws } 组未知参数抽样的中位数与中间 90%。差值为与{ $at }之差，按抽样与随机种子配对，并列出对公众更好或更差的抽样比例，括号内为其他转移与公共资金立场下的差值；“改善”或“恶化”：95% 的抽样如此；“除非……”：在其他模型结构或福利立场下不那么可靠；“取决于参数”：已知有参数会使其反转；“不可知”：没有已知的这种参数。
sweep-note-levels-draws = 处于某一水平的全部试验点在 { $draws } 组未知参数抽样中的中位数与中间 90%。差值为与情景自身水平（若无则为首个水平）之差；用词同试验点表。
sweep-note-outcomes-draws = { $draws } 组未知参数抽样的中位数与中间 90%。
sweep-note-structures = 平均最优之处，以及第一行的最优点在多大比例的抽样中居首。{ $told ->
    [yes] 差值为该点与{ $at }之差。
   *[no] {""}
}第一行为 { $draws } 组未知参数抽样，其他模型结构用其中前 { $few } 组。“不一致”：同意的抽样不足 95%。
sweep-note-responses = { $draws } 组抽样中逐级上升、逐级下降、有升有降或几乎不变（不到其水平的百分之一）的比例；最优水平为有变动的抽样的中位数与中间 90%。

## 图

sweep-axis = { $name }（{ $unit }）
sweep-range = 随{ $factor }变动 { $range }
sweep-over-seeds = 在各随机种子之内，针对水平之间的差异
sweep-over-states = 针对抽取的各种状态，已扣除其他抽取因素的影响
sweep-over-runs = 针对各次运行
sweep-with-intervals = 附 95% 置信区间（{ $over }）
sweep-without-intervals = 无区间
sweep-levels-caption = 各因素各水平上的结果，为处于该水平的各点及各随机种子的均值，{ $sure }；{ $outcome }的变动幅度：{ $ranges }。
sweep-levels-draws = 线与深色带只反映设定的参数与偶然性；浅色带为 { $draws } 组未知参数抽样的中间 90%，各水平对其随机种子取平均。
sweep-map-declared = 参数取设定值。
sweep-some-factors = 图中为 { $factors } 个因素中对{ $outcome }影响最大者。
sweep-map-known = { $title }随{ $across }与{ $up }的变化，每个点一格：为 { $draws } 组未知参数抽样的中位数；在{ $across } = { $x }、{ $up } = { $y } 处（星号）中位数{ $way ->
    [down] 最低
   *[up] 最高
}，为 { $best }。
sweep-map-shares = 其下为该点在多大比例的抽样中{ $way ->
    [neither] 高于
   *[other] 优于
}用以比较的那一点。
sweep-map-caption = { $title }随{ $across }与{ $up }的变化，为各随机种子的均值，每个点一格；在{ $across } = { $x }、{ $up } = { $y } 处（星号）{ $way ->
    [down] 最低
   *[up] 最高
}，为 { $best }。

## 问题有何不当

sweep-fault-directory = { $directory } 是目录；扫描只能在一个目录中继续，请单独给出
sweep-fault-nothing = 扫描需要有变动的因素
    .remedy = 请给出：--vary KEY=start:stop:count 或 KEY=a,b,c（可重复），或含有 [levers] 的研究文件；`budgetsim parameters` 列出所有参数
sweep-fault-twice = 变动了两次
    .remedy = 只写一次
sweep-fault-moved = { $name } 也由 { $other } 变动
    .remedy = 只写一次
sweep-fault-listed = 此研究的试验点是逐一列出的
    .remedy = 请在列出之处修改
sweep-fault-listed-samples = 列表的试验点就是所写的各点
    .remedy = 请删去
sweep-fault-seed-idle = 不起作用：{ $design } 设计不作抽样
    .remedy = 请删去，或改用抽样的设计：latin_hypercube 或 sobol
sweep-fault-listed-states = 试验点列表已包含不确定因素的取值
    .remedy = 请删去
sweep-fault-listed-table = 试验点列表逐点写明各因素
    .remedy = 请删去 [{ $table }]
sweep-fault-no-state-design = 没有不确定因素的设计
    .remedy = 请写 uncertainty_design = "sobol"，或删去
sweep-fault-no-states = 没有要设计的不确定因素
    .remedy = 请给出，或删去
sweep-fault-other-design = 列出了试验点，但设计是另一种
    .remedy = 请写 design = "list"
sweep-fault-no-points = 没有列出试验点
    .remedy = 请写 [{"{"}"staff": 1{"}"}, {"{"}"staff": 9{"}"}]
sweep-fault-no-blocks = { $kind }，不是试验点的表块
    .remedy = 请为每个试验点写 [[point]]
sweep-fault-all = 此处不接受 { $ending }
    .remedy = 请列出其他试验点，或在 [levers] 中变动它
sweep-fault-given-twice = 在此试验点中给了两次
    .remedy = 只给一次
sweep-fault-unnamed = 此试验点没有名称，而其他点有
    .remedy = 都命名，或都不命名
sweep-fault-same-name = 另一试验点已用此名称
    .remedy = 请另选一个
sweep-fault-differ = 第 { $number } 个试验点与第一个在 { $factors } 上不一致
    .remedy = 请为每个试验点给出每个因素的取值
sweep-fault-points-nothing = 各试验点没有变动任何因素
    .remedy = 请写 参数 = 取值 各行
sweep-fault-own-seeds = 抽样要求所有试验点共用随机种子，否则差异无从配对
    .remedy = 请去掉它，或加上 --parameters point
sweep-fault-no-sweep = { $directory } 中没有参数扫描
sweep-fault-no-sweep-to-go-on = { $directory } 中没有参数扫描；请重新给出产生它的命令，即可在其中继续
sweep-fault-no-map = 等值图需要两个数值因素的完整网格，每个因素至少三个水平

## 以货币表示

sweep-money = { $outcome }最优处，全部部门合计每年为 { $value }。
