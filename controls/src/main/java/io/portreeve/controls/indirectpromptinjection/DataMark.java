package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;
import java.util.Optional;

/**
 * Marks for an application what it shows its model, in the way of {@link Spotlighting}: for whoever
 * writes the system prompt, too, and can put the rule where no server writes.
 *
 * <p>A text that bears a mark already is marked like any other. That a gateway on the way made that
 * mark nobody can tell here, and its writer knows how to make one that only looks whole.
 */
public final class DataMark {
  private final Optional<TextMark> mark;

  private DataMark(Optional<TextMark> mark) {
    this.mark = mark;
  }

  public static DataMark of(Spotlight spotlight, Nonces nonces) {
    return new DataMark(
        switch (spotlight) {
          case OFF -> Optional.empty();
          case DELIMITERS -> Optional.of(new NonceLines(nonces));
          case DATAMARKING -> Optional.of(new MarkedBlanks());
          case ENCODING -> Optional.of(new Base64Mark(nonces));
        });
  }

  /**
   * The text, marked.
   *
   * @param occasion another one for each time that something is shown
   */
  public String mark(ExchangeId occasion, String text) {
    return mark.map(one -> one.mark(occasion, text)).orElse(text);
  }

  /** How a model tells what is marked; empty where nothing is. */
  public Optional<String> rule() {
    return mark.map(TextMark::rule);
  }
}
