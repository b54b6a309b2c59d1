### 敏感性分析：结论与图中文字。

sensitivity-constant = { $outcome }没有变化：无论各因素如何取值，在所有样本点上均为 { $value }。
sensitivity-finding = { $outcome }：{ $parts }

## 最重要的因素

sensitivity-none-above-least = 没有哪个因素单独解释的方差超过 { $least }。
sensitivity-none-above-chance = 没有哪个因素的指标高于偶然因素所能达到的水平（{ $chance }）。
sensitivity-leader = 影响最大的因素是{ $factor }，{ $sized }{ $then }。
sensitivity-leaders = 影响最大的是{ $several }，它们的影响大小无法区分；其中{ $factor }{ $sized }{ $then }。
sensitivity-then = ；其次为{ $factors }
sensitivity-factor = { $factor }（{ $size }）
sensitivity-sized-st = 连同交互作用解释方差的 { $size }{ $bounds }{ $alone }
sensitivity-sized-s1 = 单独解释方差的 { $size }{ $bounds }{ $alone }
sensitivity-sized-delta = 已知其取值时，结果的概率密度平均移动 { $size }{ $bounds }{ $alone }
sensitivity-sized-median = 已知与未知其取值时，结果分布之间的距离为 { $size }{ $bounds }{ $alone }
sensitivity-sized-mu-star = 在其取值范围内平均影响为 { $size }{ $bounds }{ $alone }
sensitivity-bounds = （95% 区间为 { $low } 至 { $high }）
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

sensitivity-joint = 交互作用占方差的 { $share }{ $bounds }。
sensitivity-joint-pairs = 交互作用占方差的 { $share }{ $bounds }，其中最明确的是{ $pairs }。
sensitivity-pair = { $one }与{ $two }（{ $size }）
sensitivity-not-above-chance = 不高于偶然水平（{ $chance }）的因素：{ $factors }。
sensitivity-without = 毫无影响的因素：{ $factors }。
sensitivity-little = 不足{ $of ->
    [effect] 最大影响的
   *[variance] 方差的
} { $least } 的因素：{ $factors }。
