package io.portreeve.controls.text;

/**
 * The sink renders Markdown (CommonMark 0.31 with the GitHub extensions): nothing is fetched until
 * a person clicks, no link runs or opens anything but the web, mail and telephone, no raw HTML
 * acts.
 *
 * <p>An image becomes a link ({@code \![…}) unless its address is plainly relative, because
 * fetching it tells its host whatever the address carries. Reference images count, whether or not
 * their definition is in this text; a macro call like {@code vec![1]} is left in a text that
 * defines none. Links, definitions and autolinks with other schemes, however disguised, get {@code
 * unsafe:} in front. Tags that act lose their angle bracket to a reference. Code is not exempt,
 * since renderers disagree on where it ends; layout tags, type parameters and placeholders are left
 * alone. Extensions beyond these (diagrams, formulas, wiki links) are not covered.
 */
public final class MarkdownEncoder implements SinkEncoder {
  @Override
  public Encoded encode(String text) {
    return new MarkdownPass(text).encode();
  }
}
