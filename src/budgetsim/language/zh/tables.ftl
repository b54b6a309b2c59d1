### 表格用语。

table-yes = 是
table-no = 否
table-on = 开
table-off = 关
table-interval = { $low } 至 { $high }
table-lever = 政策工具
table-uncertainty = 不确定因素
table-factors = 变动的因素
head-factor = 因素
head-group = 组
head-key = 键
head-role = 类别
head-values = 取值
head-unit = 单位
