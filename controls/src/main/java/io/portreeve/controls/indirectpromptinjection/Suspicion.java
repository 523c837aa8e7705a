package io.portreeve.controls.indirectpromptinjection;

/**
 * Why a text is taken for orders to a model; holds none of the text.
 *
 * @param sign what was found
 * @param strong whether hardly any honest text shows it
 */
public record Suspicion(String sign, boolean strong) {}
