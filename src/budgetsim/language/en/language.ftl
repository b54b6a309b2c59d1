### What this language is called, and its tag.

language-name = English
language-tag = en-GB
