/**
 * Trains the linear model of the guardrails (1b), and measures it on texts that it was not trained
 * on. The texts are the user's; none of them is printed or kept.
 */
@NullMarked
package io.portreeve.lab.guardrails;

import org.jspecify.annotations.NullMarked;
