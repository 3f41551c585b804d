"""Speed as ratios in one run: our time beside the peer's and the floor's. Never asserted by a test."""
