package io.portreeve.bench.controls;

/** What a message costs: processor time of its thread, and what it allocates. */
record Cost(double nanos, double bytes) {}
