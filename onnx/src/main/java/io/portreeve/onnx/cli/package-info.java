/** The command {@code onnx/serve}: loads a model and serves it until the process is stopped. */
@NullMarked
package io.portreeve.onnx.cli;

import org.jspecify.annotations.NullMarked;
