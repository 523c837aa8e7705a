package io.portreeve.gateway.console.flow;

/**
 * A value's way into a call.
 *
 * @param from the number of the step it came from, from 1; 0: it came from no step that is shown
 * @param to the number of the call's step
 * @param argument where it went in
 * @param source where it was found
 * @param certain whether no other step before could be the one it came from
 */
record Edge(int from, int to, String argument, Source source, boolean certain) {}
