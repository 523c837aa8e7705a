/** The least that a gateway does: pass on, and what it is answerable for; held against nginx. */
@NullMarked
package io.portreeve.bench.least;

import org.jspecify.annotations.NullMarked;
