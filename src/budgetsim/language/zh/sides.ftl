# 双方对局的教室：学生扮演部门，财政局由人或规则扮演。

# 做不到的事
sides-fault-missing = 缺少 { $action }
sides-fault-action = { $action } 不是部门的行动；可用的有 { $actions }
sides-fault-range = { $action } = { $value } 不在 { $lower } 与 { $upper } 之间
sides-fault-full = 本区{ $departments }个部门都已有人担任。
sides-fault-fixed = 双方对局时全班共处一个区：逐年同步进行，以公共价值为目标，只玩一局。
sides-fault-bots = 双方对局没有机器人：无人担任的部门都由模型扮演。
sides-fault-size = { $departments }个部门：双方对局的区可有{ $least }至{ $most }个部门
sides-fault-other-size = 这间教室已是双方对局，区内有{ $departments }个部门；如需其他规模，请另开一间教室。
sides-fault-begun = 这间教室已按单方玩法结过账：双方对局请另开一间教室。
sides-fault-few = 已有{ $count }名学生，多于{ $departments }个部门：请选择更大的区。
