/**
 * One attack a file: a server, what a naive application or a greedy user does, and when it worked.
 */
@NullMarked
package io.portreeve.lab.attacks;

import org.jspecify.annotations.NullMarked;
