/** Times each control of the chain alone, and all of them together, on messages of known sizes. */
@NullMarked
package io.portreeve.bench.controls;

import org.jspecify.annotations.NullMarked;
