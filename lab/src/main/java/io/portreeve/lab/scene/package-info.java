/**
 * What attacks are made of: a server that checks nothing, and a client that believes everything.
 */
@NullMarked
package io.portreeve.lab.scene;

import org.jspecify.annotations.NullMarked;
