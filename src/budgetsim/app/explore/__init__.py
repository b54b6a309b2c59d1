"""The lab's area *Explore*."""
