# 领域词汇：既非参数亦非结果指标的用语，以及参数与结果指标的中文名称。

archetype-production = 生产型
archetype-procedural = 程序型
archetype-craft = 工艺型
archetype-coping = 应付型
