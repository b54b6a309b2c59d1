"""The lab's area *Play*."""
