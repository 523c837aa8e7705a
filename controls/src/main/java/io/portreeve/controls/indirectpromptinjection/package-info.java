/**
 * Threat 1, indirect prompt injection: what a server returns is taken by the model for orders. The
 * attacker writes the data.
 *
 * <p>Guaranteed, for servers where it is turned on: every text of every message is looked at, in
 * the forms in which texts are hidden, in time proportional to its length (1b), and every text for
 * a model is marked as data in a way that its writer cannot end (1a). Not guaranteed: that an
 * injection is found, or that a model heeds a mark. One that is a plain request looks like any
 * other request; what must not happen is kept from happening by the controls that do not read
 * texts.
 */
@NullMarked
package io.portreeve.controls.indirectpromptinjection;

import org.jspecify.annotations.NullMarked;
