### 本语言的名称与标签.

language-name = 简体中文
language-tag = zh-CN
