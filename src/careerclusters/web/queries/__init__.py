"""What pages ask of the atlas, one file per question."""
