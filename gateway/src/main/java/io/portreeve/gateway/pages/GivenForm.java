package io.portreeve.gateway.pages;

/** Makes forms of one page, which only the browser that the page was given to can send. */
@FunctionalInterface
public interface GivenForm {
  /**
   * One.
   *
   * @param subject what it is about, which nobody can change in it; characters that a browser keeps
   *     as they are in a field
   */
  Html about(String subject, Html... fields);
}
