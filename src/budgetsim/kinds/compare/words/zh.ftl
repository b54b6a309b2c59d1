### 情景比较的发现。

compare-raises = { $scenario }使社会净价值{ $most ->
    [most] 提高最多：
   *[some] 提高：
}每部门每年 { $change }（95% 置信区间 { $low } 至 { $high }），相当于{ $base }的 { $part }。
compare-lowers = { $scenario }使社会净价值每部门每年降低 { $change }（95% 置信区间 { $low } 至 { $high }），相当于{ $base }的 { $part }。
compare-unclear = { $scenario }与{ $base }的社会净价值没有明显差别：差值为 { $change }（95% 置信区间 { $low } 至 { $high }）。
compare-disputed = { $scenario }是否优于{ $base }，取决于转移如何计权、公共资金成本取多少：社会净价值之差为 { $change }（95% 置信区间 { $low } 至 { $high }）；转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，差值为 { $band_low } 至 { $band_high }。
compare-band = 转移权重取 0 至 1、公共资金成本取 1 至 1.3 时，变化为 { $low } 至 { $high }。
compare-alone = { $scenario }的差值为 { $change }（95% 置信区间 { $low } 至 { $high }）：单独看是明确的，但对所比较的 { $number } 个情景作多重比较校正（Bonferroni）后不再明确。
compare-same = { $scenario }的社会净价值与{ $base }相同。
compare-single = 在这一个模拟世界中，{ $scenario }使社会净价值每部门每年变化 { $change }，相当于{ $base }的 { $part }。
compare-one-seed = 只用了一个随机种子，无法判断偶然性的影响，因此没有区间。
compare-all-beside = 已指明结果（{ $outcomes }），不再起作用
    .remedy = 请删去其中之一
compare-none = 没有情景使社会净价值明显高于{ $base }。
compare-all-lower = 与{ $base }相比，所有情景的社会净价值都较低。
compare-alike = 与其无法区分的情景：{ $others }。
compare-side-effect = 最大的副作用：{ $outcome }由 { $before } { $way ->
    [rises] 升至
   *[falls] 降至
} { $after }。
compare-no-side-effect = 除成本外，没有指标因此明显变差。

## 参数抽样下已知的结论

compare-known-better = { $scenario }使社会净价值{ $most ->
    [most] 提高最多：
   *[some] 提高：
}每部门每年 { $change }（{ $draws } 组未知参数抽样的中间 90% 为 { $low } 至 { $high }），相当于{ $base }的 { $part }；{ $share } 的抽样如此{ $everywhere ->
    [yes] ，在所试的其他模型结构和福利立场下同样可靠。
   *[no] 。
}
compare-known-worse = { $scenario }使社会净价值每部门每年降低 { $change }（{ $draws } 组未知参数抽样的中间 90% 为 { $low } 至 { $high }），相当于{ $base }的 { $part }；{ $share } 的抽样如此{ $everywhere ->
    [yes] ，在所试的其他模型结构和福利立场下同样可靠。
   *[no] 。
}
compare-known-depends = { $scenario }是否优于{ $base }，取决于无人确知的参数：{ $draws } 组抽样中有 { $share } 更优；社会净价值之差为 { $change }（中间 90% 为 { $low } 至 { $high }）。
compare-known-unknown = { $scenario }是否优于{ $base }尚不可知：{ $draws } 组抽样中有 { $share } 更优；社会净价值之差为 { $change }（中间 90% 为 { $low } 至 { $high }），没有单个参数能决定它。
compare-known-unless = 在下列情形下不那么可靠：{ $structures }。
compare-known-alike = 并非在几乎所有抽样中都优于：{ $others }。
compare-known-no-side-effect = 除成本外，没有指标在几乎所有抽样中因此变差。

## 研究的问题与数字的由来

compare-title = 情景比较：{ $name }
compare-lead = { $others }与{ $base }的比较：在相同的 { $seeds } 个模拟世界中各仿真 { $years } 年{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}。
compare-lead-drawn = { $others }与{ $base }的比较：在 { $draws } 组未知参数抽样下，每组 { $seeds } 个模拟世界，各仿真 { $years } 年{ $one ->
    [one] {""}
   *[many] {""}
}{ $year ->
    [one] {""}
   *[many] {""}
}。
compare-method-paired = 所有情景面对相同的模拟世界，差值按种子配对，运气的影响大体相互抵消。

## 表格

compare-table = 同一模拟世界中与{ $base }的差值
compare-table-levels = 全部指标的水平
compare-note = 差值按随机种子配对，并附 95% 置信区间：从公众利益看是改善还是恶化，以及有多大比例的种子如此。“不明确”：仅凭偶然即可解释。各区间单独成立：二十个实际为零的差值中，约有一个会显得明确。上述发现已作多重比较校正（Bonferroni）。
compare-note-band = 社会净价值差值下方的幅度，是转移权重取 0、½ 或 1，公共资金成本取 1 或 1.3 时的变化范围；上方的数字取 ½ 和 1.3（情景另有设定者除外）。幅度内有增有减的，不称为改善：结论取决于计权。
compare-note-drawn = { $draws } 组未知参数抽样的中位数、其中间 90%，以及从公众利益看改善或恶化的抽样比例。“改善”“恶化”：95% 的抽样如此；“除非……”：在另一种模型结构或福利立场下不那么可靠；“取决于参数”：已知有参数会使其反转；“不可知”：没有这样的参数。
compare-table-structures = 在哪些世界中成立：社会净价值之差
compare-table-flips = 什么会使社会净价值之差反转
compare-figure-caption = 与第一个情景的{ $outcome }之差：未知参数抽样的中位数与中间 90%，分别在基准模型、其他结构（前 { $few } 组抽样）和其他福利立场下。
compare-figure-share = { $scenario }在基准模型下于 { $declared } 的抽样中更优，各行为 { $least } 至 { $most }。

## 提问

compare-help = 在相同的模拟世界中比较情景：与第一个情景的差值，按随机种子配对。
compare-ask-scenarios = 两个或更多情景的名称或路径，或研究文件的路径；差值以第一个情景为基准。
compare-ask-outcomes = 只显示这些指标。
compare-ask-every = 显示全部指标。

compare-fault-one-scenario = { $directory } 中只有一个情景的运行，无法比较
