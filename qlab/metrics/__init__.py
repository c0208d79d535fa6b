"""What is measured: values (signal), answers (classification), confidence (reliability), memory (size)."""
