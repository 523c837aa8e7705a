package io.portreeve.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AttacksTest {
  @Test
  void serverThatOpensWhatItIsGiven_fallsToPaths() throws Exception {
    Report report = attacked(of(path -> path.endsWith("etc/passwd") ? "root:x:0:0:r:/:/s" : path));

    assertThat(report.worked()).contains(Attack.PATH_TRAVERSAL);
    assertThat(report.successes())
        .anySatisfy(it -> assertThat(it.arguments().toString()).contains("../etc/passwd"));
  }

  @Test
  void serverThatCalculatesWhatItIsGiven_fallsToInjection() throws Exception {
    assertThat(attacked(of(text -> text.replace("${7919*6841}", "54,173,879"))).worked())
        .contains(Attack.INJECTION);
  }

  @Test
  void serverThatOnlyRepeatsAnExpression_doesNot() throws Exception {
    assertThat(attacked(of(text -> text)).worked()).doesNotContain(Attack.INJECTION);
  }

  @Test
  void serverThatRepeatsHiddenCharacters_fallsToThem_andTheReportHasNone() throws Exception {
    Report report = attacked(of(text -> text));

    assertThat(report.worked()).containsExactly(Attack.HIDDEN_CHARACTERS);
    assertThat(report.toString())
        .contains("\\u{1b}]0;b\\u{7}", "\\u{e0041}", "\\u{202e}")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void serverThatTakesWhatItsSchemaForbids_fallsToBrokenSchemas() throws Exception {
    Report report = attacked(_ -> "done");

    assertThat(report.successes())
        .extracting(it -> it.arguments().toString())
        .containsExactlyInAnyOrder(
            "{}", "{\"of\":[1]}", "{\"of\":\"a\",\"portreeve_unknown\":\"a\"}");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(report::assertWithstood)
        .withMessageContaining("BROKEN_SCHEMA  text {} -> done");
  }

  @Test
  void serverThatChecks_withstandsAll() throws Exception {
    Report report = attacked(of(AttacksTest::letters));

    report.assertWithstood();
    assertThat(report.tried()).isEqualTo(4 + 9 + 3 + 3);
  }

  @Test
  void serverThatRefusesTheHonestCall_withstandsNothing() throws Exception {
    Report report = attacked(_ -> refuse());

    assertThat(report.tried()).isZero();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(report::assertWithstood)
        .withMessageContaining("text refuses the honest call {\"of\":\"a\"}: refused");
  }

  @Test
  void serverThatCameToRefuseEverything_withstandsNothing() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Report report = attacked(_ -> calls.getAndIncrement() == 0 ? "done" : refuse());

    assertThat(report.successes()).isEmpty();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(report::assertWithstood);
  }

  /** As the SDKs do where a tool throws: the connection ends, and the server goes on. */
  @Test
  void serverThatBreaksOffWhatItCannotDo_hasNotDoneIt() throws Exception {
    try (ScriptedServer server = TextTool.breakingOff(of(AttacksTest::letters))) {
      Attacks.on(server.url("/mcp")).run().assertWithstood();
    }
  }

  @Test
  void serverWithoutTools_withstandsNothing() throws Exception {
    try (ScriptedServer server = TextTool.withoutTools()) {
      Report report = Attacks.on(server.url("/mcp")).run();
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(report::assertWithstood)
          .withMessageContaining("0 attacks tried");
    }
  }

  @Test
  void honestArguments_areTheOwnersWhereHeSaysThem() throws Exception {
    Function<String, String> picky = of(text -> text.equals("b") ? "done" : refuse());
    try (ScriptedServer server = TextTool.serving(picky)) {
      Attacks attacks = Attacks.on(server.url("/mcp")).honestly("text", "{\"of\":\"b\"}");
      attacks.run().assertWithstood();
    }
  }

  @Test
  void headers_areSentWithEveryRequest() throws Exception {
    try (ScriptedServer server = TextTool.serving(_ -> "done")) {
      var _ = Attacks.on(server.url("/mcp")).header("Authorization", "Bearer x").run();
      assertThat(server.http().rest())
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it.field("authorization")).hasValue("Bearer x"));
    }
  }

  @Test
  void whatIsNoServer_isAFault_notAReport() throws Exception {
    try (ScriptedServer server = TextTool.serving(_ -> "done")) {
      URI nowhere = server.url("/sse/elsewhere");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Attacks.on(nowhere).run())
          .withMessage("the server answers initialize with 405");
    }
  }

  @Test
  void honestArguments_thatAreNoObject_areRefused() {
    Attacks attacks = Attacks.on(URI.create("http://127.0.0.1:1/mcp"));
    assertThatIllegalArgumentException().isThrownBy(() -> attacks.honestly("text", "[1]"));
    assertThatIllegalArgumentException().isThrownBy(() -> attacks.honestly("text", "{"));
  }

  private static Report attacked(Function<String, String> tool)
      throws IOException, InterruptedException {
    try (ScriptedServer server = TextTool.serving(tool)) {
      return Attacks.on(server.url("/mcp")).run();
    }
  }

  /** One that holds its arguments to its schema first. */
  private static Function<String, String> of(Function<String, String> text) {
    return arguments -> {
      JsonObject json = (JsonObject) Jsons.read(arguments.getBytes(StandardCharsets.UTF_8));
      if (json.size() != 1) {
        return refuse();
      }
      return text.apply(json.string("of").orElseGet(AttacksTest::refuse));
    };
  }

  private static String letters(String text) {
    return text.matches("[a-z]*") ? text : refuse();
  }

  private static String refuse() {
    throw new IllegalArgumentException("refused");
  }
}
