package io.portreeve.gateway.pages;

/** Shows tests elsewhere what a piece of a page is in a browser's language. */
public final class Markup {
  private Markup() {}

  public static String of(Html html) {
    return html.markup();
  }
}
