### 参数未知时我们知道什么：参数抽样与模型的其他结构。

## 模型的结构

drawn-declared = 基准模型
drawn-structure-discretion = 监控挤占自主裁量
drawn-structure-gaming = 指标用得越久，虚报越多
drawn-structure-procrastination = 项目拖到十二月
drawn-structure-patience = 资金可结转时项目延后
drawn-structure-adaptive = 部门靠试错学习
drawn-structure-satisficing = 部门满足于足够好
drawn-stance = 转移权重 { $weight }、公共资金成本 { $cost }

## 对差异所知

drawn-known-better = { $subject } { $difference }，{ $share } 的抽样中更好{ $unless }
drawn-known-worse = { $subject } { $difference }，{ $share } 的抽样中更差{ $unless }
drawn-known-more = { $subject } { $difference }，{ $share } 的抽样中更多{ $unless }
drawn-known-less = { $subject } { $difference }，{ $share } 的抽样中更少{ $unless }
drawn-known-depends = { $subject } { $difference }，取决于无人确知的参数：{ $share } 的抽样中{ $neutral ->
    [yes] 更多
   *[no] 更好
}
drawn-known-unknown = { $subject } { $difference }，尚不可知：{ $share } 的抽样中{ $neutral ->
    [yes] 更多
   *[no] 更好
}，没有单个参数能决定它
drawn-known-same = { $subject }没有效应
drawn-known-unless = （在下列情形下不那么可靠：{ $structures }）
drawn-middle = { $value } [{ $low } 至 { $high }]
drawn-flips = 其他参数取平均时，{ $flips }。
drawn-split = 单个模拟世界之间差值的变动中，{ $part } 来自对参数的无知，其余来自运气。
drawn-beside = 设定参数下（区间针对随机种子）：{ $text }

## 什么会使结论反转

drawn-flip = { $parameter }{ $side ->
    [above] 高于
   *[below] 低于
} { $value } 时{ $to ->
    [negative] 变为更差
   *[positive] 变为更好
}
drawn-above-worse = 高于它则更差
drawn-above-better = 高于它则更好
drawn-below-worse = 低于它则更差
drawn-below-better = 低于它则更好

## 表格

drawn-note-structures = 第一行为 { $draws } 组未知参数抽样，其他模型结构用其中前 { $few } 组，福利立场用全部。“不一致”：同意的抽样不足 95%。
drawn-note-flips = 能明确解释各组抽样之间差值的参数（线性回归，对全部参数作 Bonferroni 校正），影响最大的在前；并给出其他参数取平均时差值为零之处。

## 数字的由来

drawn-method = 参数经过抽样：{ $parameters } 个无人确知的参数抽取 { $draws } 组（来源：{ $source }），所有情景在每组参数下面对相同的模拟世界。区间为中间 90% 的抽样；情景自己说明的参数不抽样。
drawn-method-structures = 除基准模型外，还用其中 { $draws } 组抽样分别尝试了下列结构：{ $structures }。它们是相互竞争的解释，从不取平均。
