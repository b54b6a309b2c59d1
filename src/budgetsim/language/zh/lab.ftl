# 教学实验室：框架、“探索”与“扮演”。

lab-explore = 探索
lab-play = 扮演
lab-lessons = 课程
lab-inspect = 透视
lab-skip = 跳到正文
lab-areas = 实验室栏目
lab-language = 语言
lab-light = 切换为浅色
lab-dark = 切换为深色
lab-number-fault = 允许范围：{ $lower } 至 { $upper }
