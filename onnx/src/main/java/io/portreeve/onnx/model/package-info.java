/**
 * A classifier of texts, as a graph in the form of ONNX with the tokenizer that it was trained
 * with. What does not fit together is refused when it is loaded, and never answers.
 *
 * <p>All native code is behind this package: a fault in it ends the process that it is in.
 */
@NullMarked
package io.portreeve.onnx.model;

import org.jspecify.annotations.NullMarked;
