package io.portreeve.gateway.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.Reach;
import io.portreeve.controls.insecureinput.UrlSchemes;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator writes of an argument, read from a file as the gateway reads it. */
class DeclaredKindsTest {
  private static final ServerId FILES = new ServerId("files");
  private static final ToolName TOOL = new ToolName("read");

  @TempDir private Path directory = Path.of("");

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("path, root: /srv", new ArgumentKind.PathUnderRoot(List.of("/srv"))),
        Arguments.of("sql-literal", new ArgumentKind.SqlLiteral()),
        Arguments.of("sql-like-literal", new ArgumentKind.SqlLikeLiteral()),
        Arguments.of("number", new ArgumentKind.DecimalNumber()),
        Arguments.of("template-literal", new ArgumentKind.TemplateLiteral()),
        Arguments.of("ldap-literal", new ArgumentKind.LdapLiteral()),
        Arguments.of("line", new ArgumentKind.Line()),
        Arguments.of(
            "url, hosts: [a.example, '*.b.example']",
            new ArgumentKind.Url(
                new UrlSchemes.Only(Set.of("https")),
                Reach.PUBLIC_ONLY,
                false,
                List.of("a.example", "*.b.example"))),
        Arguments.of("sql-identifier", new ArgumentKind.SqlIdentifier(true)),
        Arguments.of("shell-word", new ArgumentKind.ShellWord()),
        Arguments.of("url", url(Set.of("https"), Reach.PUBLIC_ONLY)),
        Arguments.of("url, schemes: [https, ftp]", url(Set.of("https", "ftp"), Reach.PUBLIC_ONLY)),
        Arguments.of(
            "url, insecure-private-addresses: true", url(Set.of("https"), Reach.INSECURE_PRIVATE)),
        Arguments.of("email", new ArgumentKind.Email(1)),
        Arguments.of("id, object: invoice", new ArgumentKind.OwnedId("invoice")),
        Arguments.of("text", new ArgumentKind.PlainText(Form.NFC)),
        Arguments.of("any", new ArgumentKind.Any()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void declaration_isTheKindThatControlsJudgeBy(String declared, ArgumentKind kind) {
    assertThat(kinds(declared).of(FILES, TOOL)).isEqualTo(Map.of("a", kind));
  }

  @ParameterizedTest
  @EnumSource(io.portreeve.gateway.config.ArgumentKind.class)
  void everyKindThatCanBeWritten_isInTheTable(io.portreeve.gateway.config.ArgumentKind kind) {
    assertThat(kinds().map(row -> String.valueOf(row.get()[0]).split(",", 2)[0]))
        .contains(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Test
  void toolsAndServersThatNobodyDeclared_haveNoKinds() {
    DeclaredKinds kinds = kinds("any");

    assertThat(kinds.of(FILES, new ToolName("write"))).isEmpty();
    assertThat(kinds.of(new ServerId("mail"), TOOL)).isEmpty();
  }

  private DeclaredKinds kinds(String declared) {
    String text =
        """
        data: ./data
        servers:
          files:
            url: "http://127.0.0.1:1/mcp"
            tools: {read: {arguments: {a: {kind: %s}}}}
        """
            .formatted(declared);
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    Configuration configuration =
        switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
          case ConfigurationFile.Outcome.Loaded(var loaded, _) -> loaded;
          case ConfigurationFile.Outcome.Refused(var problems) ->
              throw new AssertionError(problems.toString());
        };
    return new DeclaredKinds(configuration.servers());
  }

  private static ArgumentKind url(Set<String> schemes, Reach reach) {
    return new ArgumentKind.Url(new UrlSchemes.Only(schemes), reach, false);
  }
}
