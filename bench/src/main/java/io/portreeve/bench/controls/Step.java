package io.portreeve.bench.controls;

import io.portreeve.guard.Exchange;
import java.util.function.Function;

/**
 * One control and what it is given, or all of them and the message as it came.
 *
 * @param judge gives what is said of it: a verdict, or a judgement
 * @param said what was said at first, which it must go on to say
 */
record Step(String control, Sample sample, Function<Exchange, Object> judge, Said said) {}
