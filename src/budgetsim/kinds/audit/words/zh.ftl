### 论断是否成立。

audit-help = 在未知参数的抽样和其他世界（模型结构、福利立场、时限、区的规模）中检验论断。若有结论与文件的预期不符，退出码为 1。
audit-title = 论断审核：{ $name }
audit-lead = { $claims } 条论断，在 { $draws } 组未知参数抽样和其他世界中检验。
audit-ask-claims = 论断文件。
audit-ask-only = 只检验这些论断（按编号）。
audit-takes = { $claims } 条论断
audit-method = 每条论断在 { $draws } 组参数抽样 × { $seeds } 个随机种子下检验（来源：{ $source }），两者均配对；在其他每个世界中用前 16 组，每次只改变一处。方向：该世界中 95% 的抽样同意即成立；范围：抽样中位数落在其中即成立。“成立”：在每个世界都成立；“除非”：在基准模型中成立，但并非在每个其他世界；“取决于参数”：同意的抽样较少；“不成立”：相反的说法成立，或中位数在范围之外。

## 发现

audit-count = { $all ->
    [yes] 全部 { $claims } 条论断均
   *[no] { $claims } 条论断中有 { $expected } 条
}符合预期（{ $draws } 组未知参数抽样）。
audit-holds = “{ $sentence }”（{ $id }）成立：{ $outcome } { $value }（{ $low } 至 { $high }），{ $share } 的抽样如此。
audit-unless = “{ $sentence }”（{ $id }）在基准模型中成立：{ $outcome } { $value }（{ $low } 至 { $high }），{ $share } 的抽样如此。
audit-depends = “{ $sentence }”（{ $id }）是否为真取决于未知参数：{ $outcome } { $value }（{ $low } 至 { $high }），{ $share } 的抽样如此。
audit-fails = “{ $sentence }”（{ $id }）不成立：{ $outcome } { $value }（{ $low } 至 { $high }），{ $share } 的抽样{ $way ->
    [range] 落在范围内。
   *[other] 如其所说。
}
audit-worlds = 在其他世界不那么可靠：{ $worlds }。
audit-more-worlds = 另外 { $number } 个
audit-weakest = 最弱的一环：{ $world }，其中 { $share } 的抽样同意。
audit-unexpected = 预期为：{ $expects }。
audit-missed = 与预期不符：{ $claims }

audit-verdict-holds = 成立
audit-verdict-unless = 成立，除非……
audit-verdict-depends = 取决于参数
audit-verdict-fails = 不成立

## 世界

audit-world-years-5 = 前五年
audit-world-years-20 = 二十年
audit-world-departments-10 = 十个部门
audit-world-departments-300 = 300 个部门

## 表与图

audit-table-claims = 论断及其结论
audit-table-worlds = 每条论断在每个世界
audit-note-claims = 基准模型中抽样的中位数与中间 90%，以及同意的抽样比例；其后是同意的抽样最少的世界。
audit-figure-claims = 论断
audit-figure-worlds = 世界
audit-figure-share = 同意的抽样占比（%）
audit-figure-caption = { $claims } 条论断在基准模型和其他世界中各有多少抽样（百分比）同意。{ $sure } 条在每个世界都成立（至少 { $least } 的抽样同意）。

## 错误

audit-fault-no-claims = 必须是 [[claim]] 块，而不是{ $kind }
    .remedy = 每条论断写成一块：[[claim]]，含 id、sentence、base、outcome、direction 或 range，以及 expects
audit-fault-lacks = 缺少 { $key }
    .remedy = 每条论断都有 id、sentence、base、outcome、expects，以及 direction、range、level 之一
audit-fault-twice = 另一条论断已用此编号
    .remedy = 每条论断用自己的编号
audit-fault-both = 论断要么写 policy，要么写 after，不能都写
    .remedy = 去掉其中一个
audit-fault-one-way = 论断只有 direction、range、level 之一
    .remedy = 写 direction = "up" 或 "down"，差值的 range = [下限, 上限]，或情景水平的 level = [下限, 上限]
audit-fault-level = 关于水平的论断没有 policy
    .remedy = 写 range = [下限, 上限]，或去掉 policy
audit-fault-no-policy = 关于差值的论断需要 policy
    .remedy = 写 policy = …，或用 after = {…} 改动 base；或者写 level = [下限, 上限]
audit-fault-range = 必须是两个数，小的在前
    .remedy = 例如 [0.05, 0.35]
audit-fault-no-claim = 文件中没有这条论断
audit-fault-point = 论断在抽样上检验
    .remedy = 去掉它，或给出抽样文件
