package io.portreeve.gateway.pages;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page. A text becomes one by being escaped, and in no other way: what others wrote
 * stands on a page as text.
 */
public final class Html {
  private static final Html NONE = new Html("");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  public static Html none() {
    return NONE;
  }

  public static Html text(String text) {
    return new Html(escaped(text));
  }

  public static Html all(Html... pieces) {
    return all(Arrays.asList(pieces));
  }

  public static Html all(List<Html> pieces) {
    return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
  }

  public static Tag tag(String name) {
    return new Tag(name, "");
  }

  public static Html paragraph(String text) {
    return tag("p").holding(text);
  }

  /** A name, an address or another word that stands for itself. */
  public static Html code(String text) {
    return tag("code").holding(text);
  }

  /** A style sheet of ours, as it is. */
  static Html style(String sheet) {
    return new Html("<style>" + sheet + "</style>");
  }

  String markup() {
    return markup;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** An element that is begun. Its name and those of its attributes are ours. */
  public static final class Tag {
    private final String name;
    private final String attributes;

    private Tag(String name, String attributes) {
      this.name = name;
      this.attributes = attributes;
    }

    public Tag with(String attribute, String value) {
      return new Tag(name, attributes + " " + attribute + "=\"" + escaped(value) + "\"");
    }

    /** With an attribute that says what it says by being there. */
    public Tag with(String attribute) {
      return new Tag(name, attributes + " " + attribute);
    }

    public Html holding(String text) {
      return holding(text(text));
    }

    public Html holding(Html... pieces) {
      return holding(Arrays.asList(pieces));
    }

    public Html holding(List<Html> pieces) {
      return new Html("<" + name + attributes + ">" + all(pieces).markup() + "</" + name + ">");
    }

    /** One that holds nothing and has no end. */
    public Html alone() {
      return new Html("<" + name + attributes + ">");
    }
  }
}
