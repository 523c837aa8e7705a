package io.portreeve.laws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the laws need to know of a POM. */
final class Pom {
  private final Document document;

  private Pom(Document document) {
    this.document = document;
  }

  static Pom read(Path file) {
    try {
      return new Pom(
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile()));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  List<String> modules() {
    return texts("/project/modules/module");
  }

  /** Libraries of others that the POM manages, as {@code group:artifact}. */
  List<String> managedLibraries() {
    return libraries("/project/dependencyManagement/dependencies/dependency");
  }

  /** Libraries of others that the POM uses itself, as {@code group:artifact}. */
  List<String> usedLibraries() {
    return libraries("/project/dependencies/dependency");
  }

  private List<String> libraries(String dependencies) {
    List<String> groups = texts(dependencies + "/groupId");
    List<String> artifacts = texts(dependencies + "/artifactId");
    return IntStream.range(0, groups.size())
        .mapToObj(i -> groups.get(i) + ":" + artifacts.get(i))
        .filter(library -> !library.startsWith("io.portreeve:"))
        .toList();
  }

  private List<String> texts(String path) {
    try {
      var nodes =
          (NodeList)
              XPathFactory.newDefaultInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent().strip())
          .toList();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
