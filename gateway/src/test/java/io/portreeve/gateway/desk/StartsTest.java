package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clients get to servers, as their files say it. */
class StartsTest extends AtADesk {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"command":"x","url":"http://y"}                  | it has a command and an address
          {"type":"http"}                                   | it has no command and no address
          {"command":["x"]}                                 | its command is no text
          {"command":"x","args":["a",1]}                    | its arguments are no list of texts
          {"command":"x","args":"a"}                        | its arguments are no list of texts
          {"command":"x","env":["A=b"]}                     | its `env` is no object
          {"url":"https://y","headers":["A: b"]}            | its `headers` is no object
          {"url":"https://y","oauth":{"clientId":"x"}}      | its client signs in by itself (`oauth`)
          {"url":"https://y","headersHelper":"x"}           | its client signs in by itself (`headersHelper`)
          {"url":"ws://y"}                                  | its address is none of HTTP
          {"url":"https://y?api_key=s"}                     | its address has a secret or a variable in it, which no profile may have
          {"url":"https://a:b@y"}                           | its address has a secret or a variable in it, which no profile may have
          {"url":"https://${HOST}/mcp"}                     | its address has a secret or a variable in it, which no profile may have
          {"url":"https://y","env":{}}                      | it has an address and an environment
          {"url":"https://y","headers":{"A-B":"","a_b":""}} | two of its headers differ in nothing but case or punctuation
          {"command":"${NOBODY}"}                           | only its client knows which program "${NOBODY}" is; write the program in its place
          {"command":"x","args":["${workspaceFolder}/a"]}   | `${workspaceFolder}` is another folder in each window of its client; write the folder in its place, or put the server into the file of its project and wrap that
          {"command":"x","args":["${workspaceFolder:b}"]}   | `${workspaceFolder}` is another folder in each window of its client; write the folder in its place, or put the server into the file of its project and wrap that
          {"command":"x","cwd":"${NOBODY}"}                 | its cwd cannot be read
          """)
  void wayThatPortreeveCannotStandIn_staysAsItIs_andIsSaid(String entry, String why)
      throws Exception {
    Path file = placed("plain.json", "{\"mcpServers\":{\"a\":" + entry + "}}");

    Wrapping wrapping = wrapping(file);

    assertThat(wrapping.candidates()).isEmpty();
    assertThat(wrapping.left()).extracting(Wrapping.Left::why).containsExactly(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "--api-key", "s3"                | --token=s | --verbose
          "--password", "s3"               | API_KEY=s | MODE=fast
          "-token", "s3"                   | ${X}      | $X
          "mysql://a:s3@h/db"              | auth=x    | mysql://h/db
          "https://h/?access_token=s3"     | pwd:x     | https://h/?page=3
          """)
  void secretWord_isHandedOverByTheClient_andOthersStandInTheProfile(
      String secrets, String secret, String plain) throws Exception {
    Path file =
        placed(
            "plain.json",
            "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":[%s,\"%s\",\"%s\"]}}}"
                .formatted(secrets, secret, plain));
    Candidate candidate = candidate(file, "a");

    String profile = candidate.text(new Sight.Unseen("nobody was to look"));

    assertThat(profile).contains("'" + plain + "'", "exec 'x'").doesNotContain("s3", secret + "'");
    assertThat(candidate.handed())
        .containsEntry(
            "PORTREEVE_ARGUMENT_" + (secrets.split(",").length + 1),
            secret.startsWith("$") ? Optional.empty() : Optional.of(secret));
  }

  @Test
  void whatIsNoObject_staysAsItIs_andIsSaid() throws Exception {
    Path file =
        placed(
            "plain.json",
            """
            {"mcpServers": {"a": {"command": "x"}, "b": "npx x", "c": ["npx"], "_remark": "mine"}}
            """);

    assertThat(wrapping(file).left())
        .containsExactly(
            new Wrapping.Left("b", "it is no object"), new Wrapping.Left("c", "it is no object"));
  }

  @Test
  void variables_areTold_asFarAsTheyCanBe() throws Exception {
    environment.put("OWN_TOKEN", "t");
    Candidate own = candidate(placed("cursor-mcp.json"), "own");

    assertThat(own.handed())
        .containsEntry("PORTREEVE_ENV_TOKEN", Optional.of("t"))
        .containsEntry("PORTREEVE_ENV_LEVEL", Optional.of("3"))
        .containsEntry("PORTREEVE_ARGUMENT_0", Optional.of(home + "/bin/own-server"))
        .containsEntry("PORTREEVE_ARGUMENT_2", Optional.of(home.toString()));
    assertThat(own.unseeable()).contains("it is switched off in its client");

    Candidate asked = candidate(placed("vscode-mcp.json"), "perplexity");
    assertThat(asked.unseeable()).contains("only its client knows `PERPLEXITY_API_KEY`");
  }

  /** What it is not granted and does not need it tried at each start, and each time was told of. */
  @Test
  void python_isKeptFromWritingBesideItsCode_andFromListingWhereNothingLies() throws Exception {
    Path script =
        Files.writeString(Files.createDirectories(home.resolve("srv")).resolve("one.py"), "");
    Path file =
        placed(
            "plain.json",
            """
            {"mcpServers": {"a": {"command": "python3", "args": ["%s"]}, "b": {"command": "own-server"}}}
            """
                .formatted(script));

    assertThat(candidate(file, "a").text(new Sight.Unseen("no")))
        .contains("PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH");
    assertThat(candidate(file, "b").text(new Sight.Unseen("no"))).doesNotContain("PYTHON");

    Files.writeString(home.resolve("srv/helper.py"), "");
    assertThat(candidate(file, "a").text(new Sight.Unseen("no")))
        .contains("PYTHONDONTWRITEBYTECODE")
        .doesNotContain("PYTHONSAFEPATH");
  }

  @Test
  void workspaceOfAProjectsOwnFile_isTheProject() throws Exception {
    Path file =
        placed(
            "vscode-mcp.json",
            "{\"servers\":{\"a\":{\"command\":\"${workspaceFolder}/run\","
                + "\"args\":[\"${workspaceFolderBasename}\",\"${/}\"]}}}");

    assertThat(candidate(file, "a").handed())
        .containsEntry("PORTREEVE_ARGUMENT_0", Optional.of(home + "/shop/run"))
        .containsEntry("PORTREEVE_ARGUMENT_1", Optional.of("shop"))
        .containsEntry("PORTREEVE_ARGUMENT_2", Optional.of("/"));
  }

  @Test
  void remoteServer_getsItsHeadersByVariables() throws Exception {
    environment.put("API_TOKEN", "t");
    Candidate api = candidate(placed("claude-code.mcp.json"), "api");

    assertThat(api.handed())
        .containsEntry("PORTREEVE_HEADER_AUTHORIZATION", Optional.of("Bearer t"))
        .containsEntry("PORTREEVE_HEADER_X_TEAM", Optional.of("secret-of-team"));
    assertThat(api.text(new Sight.Unseen("nobody was to look")))
        .contains("\"X-Team\": \"env:PORTREEVE_HEADER_X_TEAM\"")
        .doesNotContain("era:");
    assertThat(candidate(placed("claude-code.mcp.json"), "events").text(new Sight.Unseen("no")))
        .contains("era: sse");
  }

  @Test
  void portreeveItself_isNotPutBehindItself() throws Exception {
    Path file =
        placed(
            "plain.json",
            "{\"mcpServers\":{\"a\":{\"command\":\"/usr/bin/portreeve\",\"args\":[\"stdio\",\"-c\",\"my.yaml\"]},"
                + "\"b\":{\"command\":\"./portreeve-helper\",\"args\":[\"stdio\"]}}}");

    assertThat(wrapping(file).guarded()).isEmpty();
    assertThat(wrapping(file).candidates()).isEmpty();
    assertThat(wrapping(file).left())
        .extracting(Wrapping.Left::why)
        .containsOnly("it looks like Portreeve, and is not what `wrap` wrote");
  }
}
