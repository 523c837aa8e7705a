/**
 * The laws that the build enforces on its own source: arrows between packages, sizes, words, and
 * habits that no review should have to catch. Every law is shown to fail on a sample that breaks
 * it.
 */
@NullMarked
package io.portreeve.laws;

import org.jspecify.annotations.NullMarked;
