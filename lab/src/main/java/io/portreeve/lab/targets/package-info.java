/**
 * Real software that does what tools in the field make it do: a database, a shell, files, a
 * fetcher, a text protocol. Each puts what it is given where it should not, and can be seen to be
 * harmed.
 *
 * <p>Nothing here is for any other use.
 */
@NullMarked
package io.portreeve.lab.targets;

import org.jspecify.annotations.NullMarked;
