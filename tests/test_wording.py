"""One thing has one name in each language, the one that people of the field use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import budgetsim

INSTEAD = {
    "zh": {
        "工作日(?!志)": "人日",
        "竞赛": "锦标赛",
        "基数增": "基数法",
        "您": "你",
        "年份": "年度",
        "私有真相": "真实情况",
        "真相": "真实情况",
        "应付型": "应对型",
        "检查题": "自测题",
        "标为嫌疑": "列为怀疑对象",
        "文牍": "繁文缛节",
        "对公众来说": "对公众而言",
        "宣布(?!：)": "公布 or 部署",  # with a colon it is what somebody says in so many words
    },
    "en": {r"(?<!-)dearer": "costlier", "performance climate": "performance culture"},
}


@pytest.mark.parametrize("language", INSTEAD)
def test_words_that_have_a_better_one_are_not_used(language: str) -> None:
    package = Path(budgetsim.__file__).parent
    texts = [*(package / "language" / language).glob("*.ftl"), *package.glob(f"kinds/*/words/{language}.ftl")]
    assert len(texts) > 20
    found = [
        f"{file.relative_to(package)}:{number}: {match[0]} -> {instead}"
        for file in texts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        for word, instead in INSTEAD[language].items()
        for match in re.finditer(word, line)
    ]
    assert not found, "\n".join(found)
