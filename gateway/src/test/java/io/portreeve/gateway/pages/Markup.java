package io.portreeve.gateway.pages;

import java.util.regex.Pattern;

/** Shows tests elsewhere what a piece of a page is in a browser's language. */
public final class Markup {
  private static final Pattern TABLE =
      Pattern.compile(" role=\"(?:row|cell|rowheader|columnheader)\"(?: data-head=\"[^\"<>]*\")?");

  private Markup() {}

  /** Without what every table says of its parts. */
  public static String of(Html html) {
    return plain(html.markup());
  }

  /** A page without what every table says of its parts. */
  public static String plain(String page) {
    return TABLE.matcher(page).replaceAll("");
  }
}
