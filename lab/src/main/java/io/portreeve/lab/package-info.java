/**
 * Attacks that work: each is run against a real server over the real wire, first without Portreeve
 * and then through it.
 */
@NullMarked
package io.portreeve.lab;

import org.jspecify.annotations.NullMarked;
