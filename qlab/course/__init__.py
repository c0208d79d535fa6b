"""The course as data: questions, and what follows from them. Answers are judged here, and kept in `records`."""
