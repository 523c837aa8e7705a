package io.portreeve.onnx.model;

import java.nio.file.Path;

/**
 * Which model, and how it is run.
 *
 * @param model the graph
 * @param tokenizer its {@code tokenizer.json}
 * @param labels what its numbers stand for, in their order
 * @param activation what makes scores of them
 * @param window how many tokens it reads at once
 * @param shared how many of them each window of a long text has in common with the one before
 * @param threads that work on one window together
 */
public record ModelSettings(
    Path model,
    Path tokenizer,
    Labels labels,
    Activation activation,
    int window,
    int shared,
    int threads) {

  /** The most bytes of the heap that one text takes at one time, whatever is written in it. */
  public long heap() {
    return Tokenizer.heap(Pieces.of(window, shared).size(), window, shared);
  }
}
