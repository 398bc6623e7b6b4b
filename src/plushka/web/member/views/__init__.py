"""What members see and do, a subject each."""
