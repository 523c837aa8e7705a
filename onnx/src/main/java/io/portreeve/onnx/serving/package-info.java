/**
 * Answers questions about texts over HTTP, in the forms that a gateway asks its classifiers in. So
 * many at once, so many that wait, each within its time: what is beyond that is refused at once,
 * and nothing is answered late.
 */
@NullMarked
package io.portreeve.onnx.serving;

import org.jspecify.annotations.NullMarked;
