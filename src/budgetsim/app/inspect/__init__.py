"""The lab's area *Inspect*."""
