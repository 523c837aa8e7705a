/**
 * Recorded tasks of agents, replayed against the rules of information flow with a model that obeys
 * every injection: no model is asked, nothing is called, and what is counted is the same each time.
 */
@NullMarked
package io.portreeve.lab.replay;

import org.jspecify.annotations.NullMarked;
