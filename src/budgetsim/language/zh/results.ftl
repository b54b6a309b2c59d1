### 结果目录：列出、查看、比较、延长和删除。

results-none = { $directory } 中没有结果；请先运行，例如：budgetsim run wangcheng_2022
results-head-directory = 目录
results-head-command = 命令
results-head-date = 日期
results-head-size = 大小
results-head-state = 状态
results-head-what = 项目
results-state-complete = 已完成
results-state-running = 正在写入
results-state-unfinished = 未完成
results-state-damaged = 已损坏
results-list-note = `budgetsim results show DIR` 显示产生它的命令行，`budgetsim report DIR` 生成报告。
results-line = 命令行：{ $line }
results-line-unknown = 未保存（由程序或早期版本产生）
results-about = 时间：{ $date }（UTC），大小：{ $size }，{ $state }。
results-go-on = 要继续运行，请再次给出原命令行，并加上 --out { $directory }。
results-settings = 设置
results-numbers = 主要数值
results-settings-same = 所有设置相同。
results-numbers-same = 所有主要数值相同。
results-more = ……另有 { $number } 项；--json 列出全部。
results-extended = { $directory } 现有 { $replications } 个随机种子。产生它的命令行未保存，因此没有重新生成分析和图形：请加上 --out 再次给出该命令。
results-pruned = 已删除 { $number } 个目录{ $number ->
    [1] {""}
   *[other] {""}
}，共 { $size }。
results-would-prune = 共 { $number } 个目录{ $number ->
    [1] {""}
   *[other] {""}
}，{ $size }；尚未删除：加上 --yes 才会删除。
results-nothing-to-prune = 没有可删除的结果。
results-prune-which = 要删除哪些？请给出 --older-than DAYS、--unfinished，或两者都给；要删除全部只能手工进行
