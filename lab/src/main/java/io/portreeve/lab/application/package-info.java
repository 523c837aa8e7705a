/** AI applications: a naive one that believes whatever it reads, and ours. */
@NullMarked
package io.portreeve.lab.application;

import org.jspecify.annotations.NullMarked;
