"""The command line: one verb a file; ``main`` only finds the verb."""
