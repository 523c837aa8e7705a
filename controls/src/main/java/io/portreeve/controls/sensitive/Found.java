package io.portreeve.controls.sensitive;

/**
 * Something sensitive in a text; what it is stays there.
 *
 * @param from where it begins
 * @param to where it ends
 */
public record Found(Kind kind, int from, int to) {}
