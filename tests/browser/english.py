"""What a page says in English: a Chinese page must say nothing."""

from __future__ import annotations

import re
from typing import Any

TEXTS = """() => {
  const said = [document.title], unseen = "script, style, noscript, code, pre, math, annotation, [lang^=en]";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(unseen)) said.push(walk.currentNode.textContent);
  for (const element of document.body.querySelectorAll("*"))
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"])
      if (element.hasAttribute(name)) said.push(element.getAttribute(name));
  return said;
}"""
PHRASE = re.compile(r"[A-Za-z][a-z]+(?:[ ,'’-]+[A-Za-z]?[a-z]+){2,}")
"""Three words in a row."""
NAMES = re.compile(r"budgetsim [a-z]+ --[a-z]+|[A-Z]\w+ et al\.")
"""Commands as they are typed, and authors as they are cited."""


def english(page: Any) -> list[str]:
    """Return what a page says in English: in its text, its labels, its title."""
    return [found for text in page.evaluate(TEXTS) for found in PHRASE.findall(NAMES.sub("", text))]
