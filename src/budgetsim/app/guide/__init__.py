"""Pages that guide: the start page, the glossary, and what a reader should know about the model."""
