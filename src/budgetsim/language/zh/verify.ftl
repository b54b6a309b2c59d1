### 模型验证：实地实验的结论与图中文字。

## 解析解与模拟结果

verify-along-T1 = 得分的方差 σ²
verify-along-T2 = 努力成本的交叉项 K₁₂
verify-along-T3 = 重点评价得分的方差 σ₂²
verify-along-T4 = 处罚 F
verify-along-T5 = 棘轮速度 λ
verify-along-T6 = 自身成本计入价格的比例 s
verify-along-T7 = 承受共同冲击的部门数 N
verify-along-T8 = 竞争者数量 n
verify-along-T9 = 偏好产出而非松弛的程度 γ
verify-along-T10 = 高效类型的概率 ν
verify-along-T11 = 每单位申报的奖励 β
verify-along-T12 = 委托人的记忆（期）
verify-memory-all = 全部
verify-spread = 环境波动 σ = { $spread }%
verify-value = 数值
verify-curves-caption = 理论的解析解（线）与模拟结果（点），共 { $limits } 个极限情形、{ $points } 个点，{ $one ->
    [one] 沿一个参数展开
   *[many] 各沿一个参数展开
}，其余参数取第一个算例的值{ $furthest }{ $others }。
verify-curves-furthest = ；偏离最大的是 { $limit } 的{ $quantity }，偏差为该线变动幅度的 { $share }
verify-curves-others = ；T12 的线取自他人的程序实现，运行 20,000 次
