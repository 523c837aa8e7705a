package io.portreeve.site;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** How Markdown is read and written here: with tables, and an anchor at each heading. */
final class Markdown {
  private static final Pattern ANCHOR = Pattern.compile(" id=\"([^\"]*)\"");

  private final Parser parser;
  private final HtmlRenderer renderer;

  Markdown() {
    List<Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    this.parser = Parser.builder().extensions(extensions).build();
    this.renderer = HtmlRenderer.builder().extensions(extensions).escapeHtml(true).build();
  }

  Node read(String text) {
    return parser.parse(text);
  }

  Page page(Node document) {
    String body = renderer.render(document);
    Set<String> anchors = new LinkedHashSet<>();
    Matcher found = ANCHOR.matcher(body);
    while (found.find()) {
      anchors.add(found.group(1));
    }
    return new Page(title(document), body, anchors);
  }

  /** What is read of it, without where it leads. */
  String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(HtmlInline markup) {
            words.append(markup.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  private String title(Node document) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        return words(heading);
      }
    }
    return "";
  }
}
