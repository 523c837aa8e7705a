/** What many nodes ask of what they share: a model of measured costs, and a simulation of it. */
@NullMarked
package io.portreeve.bench.scale;

import org.jspecify.annotations.NullMarked;
