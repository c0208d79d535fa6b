"""One thread a process: how every process that measures is started, before it imports torch.

Float sums depend on how many threads share them, so the app, its workers and the command line all use one, and a
number comes out the same in each. Learners share the cores anyway; more cores means more processes.
"""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Environment variables that torch reads when it is imported."""
