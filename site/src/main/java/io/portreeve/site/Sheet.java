package io.portreeve.site;

import java.util.List;
import java.util.stream.Collectors;

/** What stands around the text of every page. It needs no script, and allows none. */
final class Sheet {
  private static final Place STYLE = new Place("site.css");

  private final List<Menu.Group> menu;

  Sheet(List<Menu.Group> menu) {
    this.menu = menu;
  }

  String around(Place place, Page page) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'">
    <title>%s</title>
    <link rel="stylesheet" href="%s">
    </head>
    <body>
    <a class="skip" href="#menu">Contents</a>
    <main>
    %s</main>
    <nav id="menu" aria-label="Contents">
    <p class="name"><a href="%s">Portreeve</a></p>
    %s</nav>
    </body>
    </html>
    """
        .formatted(
            title(page),
            STYLE.from(place),
            page.body(),
            new Place("README.md").from(place),
            groups(place));
  }

  private static String title(Page page) {
    return page.title().equals("Portreeve") ? "Portreeve" : escaped(page.title()) + " · Portreeve";
  }

  private String groups(Place place) {
    return menu.stream().map(group -> group(group, place)).collect(Collectors.joining());
  }

  private static String group(Menu.Group group, Place place) {
    return "<p>"
        + escaped(group.name())
        + "</p>\n<ul>\n"
        + group.entries().stream().map(entry -> entry(entry, place)).collect(Collectors.joining())
        + "</ul>\n";
  }

  private static String entry(Menu.Entry entry, Place place) {
    String here = entry.place().equals(place) ? " aria-current=\"page\"" : "";
    return "<li><a href=\"%s\"%s>%s</a></li>\n"
        .formatted(entry.place().from(place), here, escaped(entry.name()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
