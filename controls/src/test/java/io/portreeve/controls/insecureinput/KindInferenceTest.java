package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Tool;
import io.portreeve.testkit.Jsons;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindInferenceTest {
  @ParameterizedTest(name = "{1} of {0} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          read_file: Reads a file           | path            | path
          read_file: Reads a file           | file_path       | path
          read_file: Reads a file           | outputDir       | path
          read_file: Reads a file           | FILENAME        | path
          read_file: Reads a file           | cwd             | path
          read_file: Reads a file           | targetFolder    | path
          read_file: Reads a file           | file_id         | sql-literal
          read_file: Reads a file           | content         | unknown
          read_file: Reads a file           | jsonPath        | unknown
          read_file: Reads a file           | xpath           | unknown
          read_file: Reads a file           | path_style      | unknown
          read_file: Reads a file           | pathological    | unknown
          fetch: Fetches a page             | url             | url
          fetch: Fetches a page             | imageUrl        | url
          fetch: Fetches a page             | webhook         | url
          fetch: Fetches a page             | uri             | url
          fetch: Fetches a page             | curl            | unknown
          fetch: Fetches a page             | query           | unknown
          search: Searches the web          | query           | unknown
          query: Runs SQL on the database   | sql             | free
          query: Runs SQL on the database   | query           | free
          query: Runs SQL on the database   | sqlQuery        | free
          query: Runs SQL on the database   | table           | sql-identifier
          query: Runs SQL on the database   | table_name      | sql-identifier
          query: Runs SQL on the database   | columnNames     | sql-identifier
          list: Lists rows of a spreadsheet | table           | unknown
          run: Runs something               | command         | free
          run: Runs something               | cmd             | free
          run: Runs something               | shellScript     | free
          run: Runs something               | commandId       | sql-literal
          invite: Invites somebody          | email           | email
          invite: Invites somebody          | userEmail       | email
          invite: Invites somebody          | email_address   | email
          invite: Invites somebody          | to              | unknown
          translate: Translates text        | to              | unknown
          translate: Translates text        | text            | unknown
          translate: Translates text        | name            | unknown
          ping: Pings a server              | host            | shell-word
          ping: Pings a server              | targetHosts     | shell-word
          invite: Invites to a party        | host            | unknown
          git_checkout: Switches branches   | branch_name     | shell-word
          git_diff: Shows differences       | target          | shell-word
          git_commit: Commits               | commit_message  | unknown
          aim: Aims                         | target          | unknown
          book: Books a table for guests    | reference       | unknown
          get: Gets an order                | id              | sql-literal
          get: Gets an order                | orderId         | sql-literal
          get: Gets an order                | idea            | unknown
          """)
  void nameAndSurroundings_decide(String tool, String argument, String expected) {
    assertThat(word(of(tool, "'" + argument + "':{'type':'string'}").getFirst()))
        .isEqualTo(expected);
  }

  private static List<Inference> of(String tool, String properties) {
    String[] parts = tool.split(": ", 2);
    return KindInference.of(
        new Tool(
            Jsons.object(
                "{'name':'%s','description':'%s','inputSchema':{'type':'object','properties':{%s}}}"
                    .formatted(parts[0], parts[1], properties))));
  }

  private static String word(Inference inference) {
    return switch (inference) {
      case Inference.Inferred inferred -> inferred.kind().wire();
      case Inference.FreeForm _ -> "free";
      case Inference.Unknown _ -> "unknown";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "email, email",
    "idn-email, email",
    "uri, url",
    "iri, url",
    "uri-reference, url",
    "uuid, unknown",
    "date-time, unknown",
    "hostname, unknown"
  })
  void format_decidesBeforeTheName(String format, String expected) {
    assertThat(word(of("t: x", "'path':{'type':'string','format':'" + format + "'}").getFirst()))
        .isEqualTo(expected);
  }

  @Test
  void addresseesOfAMail_areMailboxes() {
    assertThat(of("send: Sends a mail", "'to':{'type':'string'},'subject':{'type':'string'}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("email", "line");
    assertThat(of("convert: x", "'to':{'type':'string','description':'target currency'},'body':{}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("unknown", "unknown");
  }

  @Test
  void recipientOfAPayment_isNoMailbox_thoughThePaymentHasASubject() {
    String recipient = "'recipient':{'type':'string','description':'IBAN of the recipient'}";
    assertThat(of("pay: Sends money", recipient + ",'subject':{'type':'string'}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("unknown", "unknown");
  }

  @Test
  void tableBesideACondition_isOneOfADatabase() {
    assertThat(of("delete: Deletes records", "'table':{'type':'string'},'where':{}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("sql-identifier", "unknown");
  }

  @Test
  void contentOfAFile_isNoPath() {
    assertThat(of("up: x", "'file':{'type':'string','description':'Base64 of the data'}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("unknown");
    assertThat(of("up: x", "'file':{'type':'string','contentEncoding':'base64'}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("unknown");
  }

  @Test
  void elementsMembersAndUnions_areLookedInto() {
    List<Inference> found =
        of(
            "t: x",
            "'paths':{'type':'array','items':{'type':'string'}},"
                + "'job':{'type':'object','properties':{'a/b~file':{'type':['string','null']}}},"
                + "'edits':{'type':'array','items':{'type':'object','properties':{'url':{'type':'string'}}}}");
    assertThat(found)
        .extracting(inference -> inference.pointer() + " " + word(inference))
        .containsExactly("/paths/* path", "/job/a~1b~0file path", "/edits/*/url url");
  }

  @Test
  void numbersEnumsAndConstants_needNoKind() {
    assertThat(of("t: x", "'path':{'type':'integer'},'url':{'enum':['a']},'file':{'const':'a'}"))
        .isEmpty();
  }

  @Test
  void schemaThatNests_isReadToALimit() {
    StringBuilder schema = new StringBuilder("'path':{'type':'string'}");
    for (int i = 0; i < 20; i++) {
      schema.insert(0, "'o':{'type':'object','properties':{").append("}}");
    }
    assertThat(of("t: x", schema.toString())).isEmpty();
  }

  @Test
  void everyInference_saysWhy() {
    assertThat(of("q: Runs SQL", "'sql':{'type':'string'},'path':{'type':'string'},'x':{}"))
        .extracting(Inference::why)
        .containsExactly(
            "free-form: a whole SQL statement needs a policy or an approval",
            "its name; declare a root to hold it there",
            "neither name nor format says what it is");
  }

  /** As generators write it that put every model behind a reference. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'properties':{'request':{'$ref':'#/$defs/R'}}",
        "'properties':{'request':{'allOf':[{'$ref':'#/$defs/R'}]}}",
        "'properties':{'request':{'anyOf':[{'$ref':'#/$defs/R'},{'type':'null'}]}}"
      })
  void argumentBehindAReference_isFound(String members) {
    String schema =
        members
            + ",'$defs':{'R':{'type':'object','properties':{'path':{'type':'string'},"
            + "'again':{'$ref':'#/$defs/R'}}}}";

    assertThat(of(schema))
        .filteredOn(found -> found.pointer().equals("/request/path"))
        .extracting(KindInferenceTest::word)
        .containsExactly("path");
  }

  @Test
  void elementsBehindAReference_areFound() {
    assertThat(
            of(
                "'properties':{'files':{'type':'array','items':{'$ref':'#/$defs/F'}}},"
                    + "'$defs':{'F':{'type':'object','properties':{'path':{'type':'string'}}}}"))
        .extracting(Inference::pointer)
        .containsExactly("/files/*/path");
  }

  @Test
  void membersOfAWholeThatIsComposed_areFound() {
    assertThat(of("'allOf':[{'properties':{'path':{'type':'string'}}}]"))
        .extracting(Inference::pointer)
        .containsExactly("/path");
  }

  @Test
  void formatOfAnOptionalArgument_isFound() {
    assertThat(
            of(
                "'properties':{'where':{'anyOf':[{'type':'string','format':'uri'},{'type':'null'}]}}"))
        .extracting(KindInferenceTest::word)
        .containsExactly("url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#/$defs/none", "#/~2", "#", "https://a.example/s", "#anchor"})
  void referenceThatLeadsNowhere_isNoFailure(String reference) {
    assertThat(of("'properties':{'request':{'$ref':'" + reference + "'}}")).hasSizeLessThan(600);
  }

  private static List<Inference> of(String members) {
    return KindInference.of(
        new Tool(Jsons.object("{'name':'t','inputSchema':{'type':'object'," + members + "}}")));
  }
}
