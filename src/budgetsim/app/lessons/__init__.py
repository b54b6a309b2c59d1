"""The lab's area *Lessons*."""
