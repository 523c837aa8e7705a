package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationGuide;
import io.portreeve.gateway.sandbox.Means;
import io.portreeve.gateway.sandbox.OwnRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckCommandTest extends Checking {
  @Test
  void whatIsMadeOfAServer_beyondWhatIsMadeOfEach_isToldWithIt() throws IOException {
    String text =
        """
        data: ./data
        servers:
          notes: {command: [npx, notes], memory: knowledge-graph, spotlighting: encoding}
          bank:
            url: https://bank.example/mcp
            redaction: {requests: {secrets: block}, responses: {personal: redact}}
            tls: {pins: ["sha256/%s"]}
        policy: {allow: [{name: any, tools: ["*"]}]}
        """
            .formatted("A".repeat(43) + "=");

    assertThat(check(text, Map.of(), "check", "--no-secrets").out())
        .contains("MCP, its revision found out, memory knowledge-graph, spotlighting encoding")
        .contains("MCP, its revision found out, proves itself by pinned keys")
        .contains("secrets in requests: block, personal data in responses: redact");
  }

  /** Such a program answers as if its memory were empty, and tells nobody. */
  @Test
  void fileForTheClientOfStdioAlone_isNotSaidToListen_norToShareACredential() throws IOException {
    String text =
        """
        data: ./data
        authentication: {stdio: {only: true}, api-keys: false}
        servers: {mail: {url: "https://mail.example.com/mcp", bearer-token: env:TOKEN}}
        """;

    assertThat(check(text, Map.of("TOKEN", "t"), "check").out())
        .contains(
            "listens: nowhere; it is for the client that starts `portreeve stdio`",
            "the only client's: it stands in the configuration")
        .doesNotContain("portreeve run", "ONE FOR ALL");
  }

  @Test
  void rightFile_isReportedWithWhatIsInForce() throws IOException {
    Ran ran = check(RIGHT, Map.of("TOKEN", "t", "USER", "ann"), "check");

    assertThat(ran.outLines())
        .containsExactly(
            "portreeve.yaml: right, but a program or directory is missing here",
            "listens, with `portreeve run`",
            "  127.0.0.1:8787  plaintext, this machine only",
            "servers",
            "  files  npx ./files                   MCP, its revision found out",
            "  mail   https://mail.example.com/mcp  MCP 2026-07-28",
            "connects",
            "  server mail  mail.example.com  to public addresses",
            "  missing: files: there is no program npx on the PATH of this user; install it, or"
                + " write where it is into `servers.files.command`",
            "programs",
            "  files  reads the system, itself; writes a folder of its own; connects to nothing",
            "         has at most 4GiB of memory, 1024 processes, 4096 open files, files of 1GiB,"
                + " 1GiB in its folder, 1h to compute",
            "  here they " + Means.find().words(),
            "itself",
            "  gives up  " + OwnRights.needed(true).words(),
            "credentials",
            "  files  each caller's own: a secret that is kept for him",
            "  mail   none",
            "callers",
            "  API keys    made by `portreeve keys create`",
            "  over stdio  whoever starts `portreeve stdio`, as local with role local",
            "policy",
            "  NOTHING is allowed: `policy.allow` has no rule that binds",
            "approvals",
            "  files  write           needs no approval",
            "  any    (not declared)  needs no approval",
            "information flow",
            "  policy  off: nobody looks whose words steer a call",
            "guardrails: none",
            "keeps",
            "  directory    " + directory.resolve("data"),
            "  definitions  new ones wait for approval: `portreeve pins list --waiting`",
            "  audit        values as shape, survives a killed process",
            "arguments",
            "  files  write  path  path in /srv  declared",
            "  files  write  to    email         declared",
            "  note: files: no tool was seen yet; what is not declared gets its kind when tools are"
                + " listed",
            "  note: mail: no tool was seen yet; what is not declared gets its kind when tools are"
                + " listed",
            "insecure: none",
            "(Whether it is right, and what it puts in force. How well that guards: `portreeve doctor`;"
                + " what is weak or turned bad: `portreeve scan`.)");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
  }

  @Test
  void destinations_areShown_withWhereTheirNamesMayLead() throws IOException {
    Ran ran =
        check(
            """
            data: ./data
            servers:
              here: {url: "http://localhost:1/mcp"}
              inside: {url: "http://10.1.2.3/mcp", insecure-plaintext: true}
              tools: {url: "https://tools.corp.example/mcp"}
              more: {url: "https://tools.corp.example/more"}
            internal-networks: {"*.corp.example": [10.0.0.0/8, "fd00::/8"]}
            policy: {decision-point: {url: "https://pdp.example/ask"}}
            """,
            Map.of(),
            "check");

    assertThat(ran.outLines())
        .containsSubsequence(
            "connects",
            "  server here                localhost           to this machine",
            "  server inside              10.1.2.3            to that address",
            "  server tools, server more  tools.corp.example  to public addresses, 10.0.0.0/8, fd00::/8",
            "  the decision point         pdp.example         to public addresses");
  }

  @Test
  void whatPortreeveKeepsForItself_isShown_andThatItIsRoot() throws IOException {
    Map<String, String> root = Map.of("TOKEN", "t", "USER", "root");

    assertThat(check(RIGHT, root, "check").out())
        .contains("  gives up  new privileges", "  is root   and need not be");
    assertThat(check(RIGHT + "insecure-all-rights: true\n", root, "check").out())
        .contains("  keeps    all rights of its user", "  insecure-all-rights  ");
    assertThat(check(RIGHT, root, "check", "--json").out())
        .contains("\"itself\":{\"gives-up\":\"new privileges");
  }

  @Test
  void whereMonitorsAsk_isShown_andWhoElseMay() throws IOException {
    Map<String, String> token = Map.of("TOKEN", "t");

    assertThat(check(RIGHT + "operations: {}\n", token, "check").outLines())
        .containsSequence(
            "  127.0.0.1:8787  plaintext, this machine only",
            "  127.0.0.1:9464  monitors, plaintext, this machine only");
    String open = "operations: {listen: '192.0.2.7:9464', insecure-open: true}\n";
    assertThat(check(RIGHT + open, token, "check").out())
        .contains("  192.0.2.7:9464  monitors, plaintext, anybody", "  operations.insecure-open  ");
    assertThat(check(RIGHT + open, token, "check", "--json").out())
        .contains("\"operations\":\"192.0.2.7:9464\"");
  }

  @Test
  void policy_isShownRuleByRule() throws IOException {
    Ran ran =
        check(
            RIGHT
                + """
                policy:
                  allow:
                    - {name: read, roles: [clerk], servers: [files], tools: ["read_*"], when: "args.n < 3"}
                  deny: [{name: never, tools: [drop], prompts: ["*"]}]
                """,
            Map.of("TOKEN", "t"),
            "check");

    assertThat(ran.outLines())
        .containsSequence(
            "policy",
            "  allow  read   role clerk  files         tools read_*; when args.n < 3",
            "  deny   never  everybody   every server  tools drop; prompts *");
  }

  @Test
  void programOfAServer_isLookedForWhereItWouldBeStarted() throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path npx = Files.createFile(bin.resolve("npx"));
    Map<String, String> environment = Map.of("TOKEN", "t", "PATH", "/nowhere:" + bin);
    assertThat(check(RIGHT, environment, "check").out()).contains("missing: files");

    Files.setPosixFilePermissions(npx, PosixFilePermissions.fromString("rwx------"));
    assertThat(check(RIGHT, environment, "check").out()).doesNotContain("missing");
    assertThat(check(RIGHT.replace("npx", "./no/such"), environment, "check").out())
        .contains(
            "missing: files: there is no program ./no/such in " + directory + " that may be run");
  }

  @Test
  void wrongFile_namesEveryProblemOnStandardError() throws IOException {
    Ran ran = check(RIGHT + "lisen: x\naudit: {values: all}\n", Map.of(), "check");

    assertThat(ran.errLines())
        .containsExactly(
            "portreeve.yaml:5:43: servers.files.credentials.user-secret.of.ann: the environment"
                + " variable TOKEN is unset or empty; the gateway needs it at the start",
            "portreeve.yaml:9:1: lisen: is not a key of the file; did you mean `listen`?",
            "portreeve.yaml:10:17: audit.values: `all` is not a choice here; expected `shape` or"
                + " `full`",
            "portreeve: portreeve.yaml has 3 problems; correct them, and check again; where no"
                + " secrets are, with --no-secrets");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void withoutSecrets_aMissingVariableIsNoProblem() throws IOException {
    assertThat(check(RIGHT, Map.of(), "check", "--no-secrets").code()).isZero();
    assertThat(check(RIGHT + "lisen: x\n", Map.of(), "check", "--no-secrets").err())
        .contains("correct it, and check again")
        .doesNotContain("where no secrets are");
  }

  @Test
  void logins_areShownWithTheAddressesThatUsersComeTo() throws IOException {
    String logins =
        """
        data: ./data
        servers:
          files: {command: [npx, files]}
          hr: {url: "https://hr.example.com/mcp", credentials: {login: {}}}
          tickets:
            url: https://tickets.example.com/mcp
            credentials: {login: {issuer: "https://id.example.com"}}
        endpoints:
          office: {servers: [files]}
          bank: {servers: [hr, tickets]}
        login: {url: "https://mcp.example.com"}
        """;

    assertThat(check(logins, Map.of(), "check").outLines())
        .containsSubsequence(
            "credentials",
            "  files    none",
            "  hr       each caller's own: he logs in where the server says",
            "  tickets  each caller's own: he logs in at https://id.example.com",
            "logins",
            "  callback  https://mcp.example.com/login/callback     to register at authorization"
                + " servers",
            "  document  https://mcp.example.com/login/client.json  what they may read of us",
            "  page      https://mcp.example.com/login/at/bank      where users of bank begin");
    assertThat(check(logins, Map.of(), "check", "--json").out())
        .contains(
            "\"logins\":{\"callback\":\"https://mcp.example.com/login/callback\",\"pages\":"
                + "[{\"endpoint\":\"bank\",\"url\":\"https://mcp.example.com/login/at/bank\"}],"
                + "\"sign-in\":[],\"document\":\"https://mcp.example.com/login/client.json\"}");
  }

  /** What nobody can type proves nothing at a page, so its users have to sign in, or are lost. */
  @Test
  void usersOfBoundTokens_areShownWhereTheySignIn_orThatTheyCannot() throws IOException {
    String bound =
        """
        data: ./data
        authentication:
          oauth:
            resource: https://mcp.example.com/mcp
            require-bound: true
            issuers:
              corp: {issuer: "https://id.example.com", sign-in: {client-id: pages}}
              partner: {issuer: "https://partner.example.com"}
        servers: {hr: {url: "https://hr.example.com/mcp", credentials: {login: {}}}}
        login: {url: "https://mcp.example.com"}
        """;

    assertThat(check(bound, Map.of(), "check").out())
        .contains(
            "  sign-in   https://mcp.example.com/login/signed-in/corp  to register at issuer corp,"
                + " whose users sign in there",
            "  nowhere   users of issuer partner                       cannot show who they are:"
                + " their tokens are bound; configure its `sign-in`");
    assertThat(check(bound, Map.of(), "check", "--json").out())
        .contains(
            "\"sign-in\":[{\"issuer\":\"corp\","
                + "\"url\":\"https://mcp.example.com/login/signed-in/corp\"}]");
    assertThat(check(bound.replace("require-bound: true", ""), Map.of(), "check").out())
        .contains("login/signed-in/corp")
        .doesNotContain("nowhere");
  }

  @Test
  void endpoints_areShownWithTheirServersAndTokens() throws IOException {
    String apart =
        """
        data: data
        authentication:
          oauth: {resource: "https://mcp.example.com/mcp", issuers: {corp: {issuer: "https://id.example.com"}}}
        servers:
          files: {url: "https://files.example.com/mcp"}
          bank: {url: "https://bank.example.com/mcp"}
        endpoints:
          office: {servers: [files]}
          bank: {servers: [bank, files], path: /bank}
        """;

    assertThat(check(apart, Map.of(), "check").out())
        .contains(
            """
            endpoints
              office  /office/mcp  files        tokens for https://mcp.example.com/office/mcp
              bank    /bank        bank, files  tokens for https://mcp.example.com/bank
            """);
    assertThat(check(apart, Map.of(), "check", "--json").out())
        .contains(
            "{\"name\":\"bank\",\"path\":\"/bank\",\"servers\":[\"bank\",\"files\"],"
                + "\"resource\":\"https://mcp.example.com/bank\"}");
  }

  @Test
  void jsonReport_ofARightFile_isStable() throws IOException {
    Ran ran = check(RIGHT, Map.of(), "check", "--no-secrets", "--json");

    assertThat(ran.out().strip())
        .isEqualTo(
            "{\"file\":\"portreeve.yaml\",\"right\":true,\"problems\":[],"
                + "\"listen\":\"127.0.0.1:8787\",\"endpoints\":[{\"name\":\"\","
                + "\"path\":\"/mcp\",\"servers\":[\"files\",\"mail\"]}],"
                + "\"servers\":[{\"id\":\"files\",\"reach\":\"npx"
                + " ./files\",\"era\":\"auto\",\"proves-itself-by\":\"\",\"memory\":\"\",\"spotlighting\":\"off\",\"redaction\":{\"requests\":{\"secrets\":\"off\",\"personal\":\"off\",\"except\":[]},\"responses\":{\"secrets\":\"off\",\"personal\":\"off\",\"except\":[]}}},"
                + "{\"id\":\"mail\",\"reach\":\"https://mail.example.com/mcp\",\"era\":\"modern\",\"proves-itself-by\":\"\",\"memory\":\"\",\"spotlighting\":\"off\",\"redaction\":{\"requests\":{\"secrets\":\"off\",\"personal\":\"off\",\"except\":[]},\"responses\":{\"secrets\":\"off\",\"personal\":\"off\",\"except\":[]}}}],"
                + "\"destinations\":[{\"host\":\"mail.example.com\",\"for\":[\"server mail\"],"
                + "\"leads-to\":\"public addresses\"}],"
                + "\"programs\":[{\"server\":\"files\",\"confined\":true,\"read\":[],"
                + "\"write\":[],\"network\":[],\"open-network\":false,\"watched\":true,"
                + "\"memory\":\"4GiB\",\"processes\":1024,\"open-files\":4096,"
                + "\"file-size\":\"1GiB\",\"folder-size\":\"1GiB\",\"processor-time\":\"1h\",\"refused\":[]}],"
                + "\"sandbox\":\"programs "
                + Means.find().words()
                + "\",\"itself\":{\"gives-up\":\""
                + OwnRights.needed(true).words()
                + "\"},"
                + "\"credentials\":[{\"server\":\"files\",\"kind\":\"user-secret\",\"shared\":false},"
                + "{\"server\":\"mail\",\"kind\":\"none\",\"shared\":false}],"
                + "\"objects\":[],\"approvals\":{\"tools\":[{\"server\":\"files\",\"tool\":\"write\","
                + "\"approval\":\"never\"}],\"undeclared\":\"never\",\"rules\":[]},"
                + "\"information-flow\":{\"policy\":\"off\",\"otherwise\":\"ask\",\"handles\":true,\"trusted\":[]},"
                + "\"guardrails\":{\"servers\":{\"files\":{\"guardrails\":\"off\",\"classifiers\":[]},"
                + "\"mail\":{\"guardrails\":\"off\",\"classifiers\":[]}},\"classifiers\":{}},"
                + "\"agent\":{\"tools\":[\"*\"],\"plan\":\"on\",\"spotlighting\":\"delimiters\",\"guardrails\":\"alert\"},"
                + "\"arguments\":[{\"server\":\"files\",\"tool\":\"write\",\"argument\":\"path\",\"kind\":\"path"
                + " in /srv\",\"source\":\"declared\",\"why\":\"declared\"},"
                + "{\"server\":\"files\",\"tool\":\"write\",\"argument\":\"to\","
                + "\"kind\":\"email\",\"source\":\"declared\",\"why\":\"declared\"}],"
                + "\"notes\":[\"files: no tool was seen yet; what is not declared gets its kind when"
                + " tools are listed\",\"mail: no tool was seen yet; what is not declared gets its kind"
                + " when tools are listed\"],\"unmatched\":[],\"missing\":[\"files: there is no program npx on the PATH of"
                + " this user\"],\"unfetchable\":[],\"insecure\":[]}");
  }

  @Test
  void jsonReport_ofAWrongFile_namesTheProblemsOnStandardOutput() throws IOException {
    Ran ran = check("data: d\n", Map.of(), "check", "--json");

    assertThat(ran.out())
        .startsWith("{\"file\":\"portreeve.yaml\",\"right\":false,\"problems\":[{\"line\":1,")
        .contains("\"path\":\"servers\",\"what\":\"is missing\"");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void insecureOption_isListed_andIsAFindingWhenStrict() throws IOException {
    String insecure = RIGHT + "input: {insecure-skip-validation: true}\n";

    assertThat(check(insecure, Map.of(), "check", "--no-secrets").code()).isZero();
    Ran strict = check(insecure, Map.of(), "check", "--no-secrets", "--strict");
    assertThat(strict.out())
        .contains("insecure\n  input.insecure-skip-validation  Lets arguments through");
    assertThat(strict.code()).isEqualTo(ExitCode.FINDING.number());
  }

  @Test
  void hostsThatAnAddressMayHave_standBesideItsKind() throws IOException {
    String listed =
        RIGHT.replace("to: email", "to: {kind: url, hosts: [a.example, '*.b.example']}");

    assertThat(check(listed, Map.of("TOKEN", "t"), "check").outLines())
        .contains("  files  write  to    url at a.example, *.b.example  declared");
  }

  @Test
  void argumentsOfToolsThatWereSeen_areInferred_whereNothingIsDeclared() throws IOException {
    see(
        "write",
        """
        {"inputSchema":{"properties":{"homepage":{"type":"string"},"mode":{"type":"string"},\
        "path":{"type":"string"},"to":{"type":"string"}},"type":"object"},"name":"write"}\
        """);

    Ran ran = check(RIGHT, Map.of("TOKEN", "t"), "check");

    assertThat(ran.outLines())
        .containsSequence(
            "arguments",
            "  files  write  path      path in /srv  declared",
            "  files  write  to        email         declared",
            "  files  write  homepage  url           inferred: its name",
            "  files  write  mode      -             passes as it is: neither name nor format says"
                + " what it is",
            "  note: mail: no tool was seen yet; what is not declared gets its kind when tools are"
                + " listed");
    assertThat(check(RIGHT, Map.of("TOKEN", "t"), "check", "--json").out())
        .contains(
            "\"argument\":\"homepage\",\"kind\":\"url\",\"source\":\"inferred\",\"why\":\"its"
                + " name\"}");
  }

  @Test
  void declarationsThatNameNothing_areNoted() throws IOException {
    see("read", "{\"inputSchema\":{\"type\":\"object\"},\"name\":\"read\"}");
    assertThat(check(RIGHT, Map.of("TOKEN", "t"), "check").out())
        .contains("no effect: servers.files.tools: `write` names no tool of files that was seen");

    see(
        "write",
        """
        {"inputSchema":{"properties":{"file":{"type":"string"}},"type":"object"},"name":"write"}\
        """);
    assertThat(check(RIGHT, Map.of("TOKEN", "t"), "check").out())
        .contains(
            "note: files: write has no argument `path`, which is declared",
            "  files  write  file  path          inferred: its name; declare a root");
  }

  @Test
  void withoutInference_nothingIsInferred_andThatIsSaid() throws IOException {
    see("read", "{\"inputSchema\":{\"properties\":{\"path\":{}}},\"name\":\"read\"}");

    assertThat(
            check(RIGHT + "input: {insecure-no-inference: true}\n", Map.of("TOKEN", "t"), "check")
                .out())
        .contains("note: files: nothing is inferred, because of input.insecure-no-inference")
        .doesNotContain("files  read  path");
  }

  @Test
  void storeThatOthersMayRead_isNotLookedInto_andTheRestIsReported() throws IOException {
    see("read", "{\"name\":\"read\",\"inputSchema\":{}}");
    Path file = directory.resolve("data").resolve("portreeve.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Ran ran = check(RIGHT, Map.of("TOKEN", "t"), "check");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("portreeve.yaml: right");
    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .contains("portreeve: what was seen is not known; refusing ", "chmod 600");
  }

  @Test
  void missingFile_isOneProblem() {
    Ran ran = Ran.in(directory, "check", "-c", "nowhere.yaml");

    assertThat(ran.errLines().getFirst())
        .isEqualTo("portreeve: there is no file nowhere.yaml; name the configuration with -c FILE");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }

  @Test
  void directoryOrLinkThatLeadsNowhere_isCalledThat() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.yaml"), Path.of("nowhere.yaml"));

    assertThat(Ran.in(directory, "check", "-c", ".").errLines())
        .containsExactly("portreeve: . is a directory; name the configuration with -c FILE");
    assertThat(Ran.in(directory, "check", "-c", "link.yaml").errLines())
        .containsExactly(
            "portreeve: link.yaml is a link that leads nowhere; name the configuration with -c FILE");
  }

  @Test
  void schemaAndReference_arePrintedWithoutAFile() {
    assertThat(Ran.in(directory, "check", "--schema").out()).isEqualTo(ConfigurationGuide.schema());
    assertThat(Ran.in(directory, "check", "--reference").out())
        .isEqualTo(ConfigurationGuide.reference());
  }
}
