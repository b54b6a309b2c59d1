"""What kind of work a department does, guessed from the words of its name."""

from __future__ import annotations

import re

from budgetsim.declarations import ARCHETYPES
from budgetsim.language import LANGUAGES, language

USUAL = "procedural"
"""What a department is taken for of whose name no word is known: what it does is on record, what comes of it is not."""
_WORDS = {
    "coping": (
        r"\b(schools?|education|police|public safety|sheriff|prisons?|culture|cultural|museums?|librar(y|ies)|sports?"
        r"|arts|media|tourism|community|foreign)\b|教育|学校|学院|公安|警|司法|信访|文化|文旅|旅游|体育|宣传|统战|社区|街道|妇联|团委"
    ),
    "craft": (
        r"\b(enforcement|inspections?|inspectorate|audits?|fire|rescue|emergency|environment(al)?|forests?|forestry"
        r"|agricultur(e|al)|courts?|prosecut\w+|supervision)\b"
        r"|执法|监察|监督|监管|审计|消防|应急|环保|生态|环境|林业|农业|农村|法院|检察|纪委"
    ),
    "production": (
        r"\b(roads?|streets?|highways?|transport(ation)?|traffic|transit|water|sewers?|wastewater|waste|sanitation"
        r"|housing|construction|buildings?|public works|engineering|parks?|energy|utilit(y|ies)|tax(es)?|revenue"
        r"|airports?|ports?)\b|交通|公路|水利|水务|城管|城市管理|环卫|市政|住建|住房|建设|园林|税|能源|供水|供热|工程"
    ),
    "procedural": (
        r"\b(health|hospitals?|welfare|social|human services|civil|personnel|human resources|finance|treasur(y|er)"
        r"|planning|statistics|registry|licen[cs]\w+|permits?|admin\w*|office|council|clerk|mayor|legal|attorney|defen[cs]e"
        r"|information technology)\b"
        r"|卫生|卫健|医|民政|人社|人力|社会保障|社保|财政|发改|发展|规划|统计|档案|审批|政务|办公|人大|政协|组织|编办|机关"
        r"|退役|武装|国资|商务|招商"
    ),
}  # fmt: skip
"""Words of each archetype, sought in this order: what is hard to see before what is on record (Wilson 1989)."""
_ALSO = {"技艺型": "craft", "师徒型": "craft", "应付型": "coping", "解决型": "coping"}
"""Other translations of Wilson's kinds that are in use in Chinese."""
_KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}


def archetype_guessed(name: str) -> str:
    """Return what the words of a name say of the work; empty where no word is known."""
    return next((kind for kind, words in _KINDS.items() if words.search(name)), "")


def archetype_named(text: str) -> str:
    """Return the archetype that a text names, in any language; empty where it names none."""
    wanted = text.strip().casefold()
    if wanted in _ALSO:
        return _ALSO[wanted]
    return next((kind for kind in ARCHETYPES if wanted in _names(kind)), "")


def _names(kind: str) -> set[str]:
    return {kind, *(language(code)(f"archetype-{kind}").casefold() for code in LANGUAGES)}
