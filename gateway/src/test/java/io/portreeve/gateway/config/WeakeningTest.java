package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Change;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a change of one section, added to the least file, is said to weaken; the way back weakens
 * nothing.
 */
class WeakeningTest {
  /** Two texts, and what is weaker in the second. */
  record Row(String before, String after, List<String> said) {}

  private static Row row(String before, String after, String... said) {
    return new Row(before, after, List.of(said));
  }

  static Stream<Row> weaker() {
    return Stream.of(
        row(
            "",
            "authentication: {insecure-anonymous: {}}",
            "authentication.insecure-anonymous now accepts callers without a credential"),
        row(
            "authentication: {insecure-anonymous: {}}",
            "authentication: {insecure-anonymous: {roles: [admin]}}",
            "authentication.insecure-anonymous.roles now also has `admin`"),
        row(
            "",
            "authentication: {oauth: {resource: 'https://h/mcp', issuers: {a: {issuer:"
                + " 'https://a'}}}}",
            "authentication.oauth now accepts access tokens of other issuers"),
        row(
            "authentication: {oauth: {resource: 'https://h/mcp', require-bound: true, scopes: [s], issuers: {a: {issuer:"
                + " 'https://a', require-type: true, clients: [c]}}}}",
            "authentication: {oauth: {resource: 'https://h/mcp', issuers: {a: {issuer:"
                + " 'https://a', audiences: [x], clock-skew: 1m, refresh: 10m, max-staleness: 2h,"
                + " claims: {roles: [groups], values: {/A: a}, scopes: {w: b}}}, b: {issuer:"
                + " 'https://b'}}}}",
            "authentication.oauth.require-bound now also accepts tokens that anybody can use who has"
                + " them",
            "authentication.oauth.scopes no longer has `s`",
            "authentication.oauth.issuers.a.audiences now also has `x`",
            "authentication.oauth.issuers.a.require-type now also accepts tokens that do not say"
                + " that they are for access",
            "authentication.oauth.issuers.a.clients now accepts the tokens of any client",
            "authentication.oauth.issuers.a.clock-skew went from 30s to 1m",
            "authentication.oauth.issuers.a.refresh went from 5m to 10m",
            "authentication.oauth.issuers.a.max-staleness went from 1h to 2h",
            "authentication.oauth.issuers.a.claims.roles now also has `groups`",
            "authentication.oauth.issuers.a.claims.values.\"/A\" now gives a role",
            "authentication.oauth.issuers.a.claims.scopes.w now gives a role",
            "authentication.oauth.issuers.b is now trusted to say who callers are"),
        row(
            "",
            "listen: 0.0.0.0:1\nhttp: {allowed-hosts: [h]}\ninsecure-plaintext: true",
            "listen went from 127.0.0.1:8787 to 0.0.0.0:1",
            "http.allowed-hosts now also has `h`",
            "insecure-plaintext now lets clients of other machines connect without TLS"),
        row(
            "internal-networks: {a.example: [10.0.0.0/8]}",
            "internal-networks: {a.example: [10.0.0.0/8], b.example: [10.1.0.0/16]}",
            "internal-networks.\"b.example\" may now lead into networks that are not public"),
        row(
            "classifiers: {a: {url: \"https://a.example\"}}",
            "classifiers: {a: {url: \"https://a.example\", block-from: 99, when-unavailable: alert,"
                + " honest-labels: [SAFE, BENIGN, LEGIT, LABEL_0, LABEL_1], longest: 1KiB},"
                + " b: {url: \"https://b.example\"}}",
            "classifiers.a.honest-labels now also has `LABEL_1`",
            "classifiers.a.longest went from 128KiB to 1KiB",
            "classifiers.a.block-from went from 90 to 99",
            "classifiers.a.when-unavailable went from block to alert",
            "classifiers.b is now shown what servers and clients say"),
        row(
            "operations: {}",
            "operations: {listen: 0.0.0.0:1, allowed-hosts: [h], insecure-open: true}",
            "operations.listen went from 127.0.0.1:9464 to 0.0.0.0:1",
            "operations.allowed-hosts now also has `h`",
            "operations.insecure-open now tells whoever reaches it how the gateway and its servers"
                + " are"),
        row(
            "tls: {certificate: env:CERT, key: env:KEY}",
            "",
            "tls is gone: clients connect in plaintext"),
        row(
            "tls: {certificate: env:CERT, key: env:KEY, client-ca: env:CERT,"
                + " client-certificates: required}",
            "tls: {certificate: env:CERT, key: env:KEY, client-ca: env:CERT,"
                + " client-certificates: optional}",
            "tls.client-certificates went from required to optional"),
        row(
            "http: {sse-path: /sse}",
            "http: {sse-path: /sse, allowed-origins: [\"https://a.example\"], session-idle: 2h}",
            "http.allowed-origins now also has `https://a.example`",
            "http.session-idle went from 30m to 2h"),
        row(
            "",
            "http: {sse-path: /sse}",
            "http.sse-path now opens an endpoint of the 2024-11-05 transport"),
        row(
            "policy: {allow: [{name: a, tools: [x]}]}",
            "policy: {allow: [{name: a, tools: [x]}, {name: b, tools: [y]}]}",
            "policy.allow.b now allows something more"),
        row(
            "policy: {allow: [{name: a, roles: [r], tools: [x], when: 'peer == \"p\"'}]}",
            "policy: {allow: [{name: a, tools: [x, y], prompts: [z]}]}",
            "policy.allow.a was changed"),
        row(
            "policy: {deny: [{name: a, roles: [r], tools: [x, y]}]}",
            "policy: {deny: [{name: a, roles: [r], tools: [y], phases: [call]}]}",
            "policy.deny.a was changed"),
        row(
            "policy: {allow: [{name: a, tools: [x], shadow: true}]}",
            "policy: {allow: [{name: a, tools: [x]}, {name: b, tools: [y], shadow: true}]}",
            "policy.allow.a now allows something more"),
        row(
            "policy: {decision-point: {url: 'https://pdp.example.com/'}}",
            "",
            "policy.decision-point no longer has a say in what rules allow"),
        row(
            "policy: {deny: [{name: a, tools: [x]}]}",
            "policy: {deny: [{name: a, tools: [x], shadow: true}]}",
            "policy.deny.a no longer denies anything"),
        row(
            "policy: {deny: [{name: a, tools: [x]}]}",
            "",
            "policy.deny.a no longer denies anything"),
        row(
            "policy: {approve: [{name: a, tools: [x], by: user}]}",
            "",
            "policy.approve.a no longer asks for any approval"),
        row(
            "policy: {approve: [{name: a, tools: [x], by: operator}]}",
            "policy: {approve: [{name: a, tools: [x], by: user}]}",
            "policy.approve.a was changed"),
        row(
            "policy: {approve: [{name: a, tools: [x, y], by: user}]}",
            "policy: {approve: [{name: a, tools: [x], by: user}]}",
            "policy.approve.a was changed"),
        row(
            "",
            "pinning: {first-seen: approve}\ninput: {unknown-properties: keep}",
            "pinning.first-seen went from quarantine to approve",
            "input.unknown-properties went from refuse to keep"),
        row(
            "",
            "input: {insecure-skip-validation: true, insecure-skip-sanitization: true,"
                + " insecure-no-inference: true}",
            "input.insecure-skip-validation no longer holds arguments to the pinned schema",
            "input.insecure-skip-sanitization no longer makes arguments safe by their kind",
            "input.insecure-no-inference no longer infers the kind of undeclared arguments"),
        row(
            "output: {uri-schemes: [https]}",
            "output: {insecure-skip-validation: true, insecure-skip-sanitization: true}",
            "output.uri-schemes now lets any scheme through that runs nothing",
            "output.insecure-skip-validation no longer holds answers to the pinned schema",
            "output.insecure-skip-sanitization no longer cleans answers for their sink"),
        row(
            "",
            "output: {max-text: 2MiB, max-blob: 9MiB}",
            "output.max-text went from 1MiB to 2MiB",
            "output.max-blob went from 8MiB to 9MiB"),
        row(
            "",
            "limits: {requests-per-minute: 601, concurrent: 33, streams: 17, sessions: 65,"
                + " connections: 16385, connections-per-address: 513, max-request: 5MiB, max-response: 17MiB, request-timeout:"
                + " 2m}",
            "limits.requests-per-minute went from 600 to 601",
            "limits.concurrent went from 32 to 33",
            "limits.streams went from 16 to 17",
            "limits.sessions went from 64 to 65",
            "limits.connections went from 16384 to 16385",
            "limits.connections-per-address went from 512 to 513",
            "limits.max-request went from 4MiB to 5MiB",
            "limits.max-response went from 16MiB to 17MiB",
            "limits.request-timeout went from 1m to 2m"),
        row(
            "audit: {durability: disk}",
            "audit: {values: full}",
            "audit.values went from shape to full",
            "audit.durability went from disk to process"),
        row(
            "agent: {model: {provider: ollama, name: a}}",
            "agent: {model: {provider: ollama, name: b, max-output: 9000, timeout: 6m}, plan: off,"
                + " spotlighting: off, guardrails: off, limits: {rounds: 21, calls: 51, characters:"
                + " 400001, result-characters: 100001, time: 11m}}",
            "agent.model.max-output went from 8192 to 9000",
            "agent.model.timeout went from 5m to 6m",
            "agent.plan went from on to off",
            "agent.spotlighting went from delimiters to off",
            "agent.guardrails went from alert to off",
            "agent.limits.rounds went from 20 to 21",
            "agent.limits.calls went from 50 to 51",
            "agent.limits.characters went from 400000 to 400001",
            "agent.limits.result-characters went from 100000 to 100001",
            "agent.limits.time went from 10m to 11m"),
        row("", "insecure-no-controls: true", "insecure-no-controls now judges nothing at all"),
        row(
            "",
            "insecure-all-rights: true",
            "insecure-all-rights now keeps all rights of its user"));
  }

  static Stream<Row> weakerServers() {
    return Stream.of(
        row(
            "{a: {url: \"https://a.example\", tls: {ca: env:CERT, pins:"
                + " [\"sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}}}",
            "{a: {url: \"https://a.example\", tls: {ca: env:CERT}}}",
            "servers.a.tls.pins now believes any key"),
        row(
            "{a: {url: \"https://a.example\", tls: {ca: env:CERT}}}",
            "{a: {url: \"https://a.example\"}}",
            "servers.a.tls is gone: the platform's authorities vouch for the server"),
        row(
            "{a: {command: [x]}}",
            "{a: {command: [x]}, b: {command: [y]}}",
            "servers.b can now be reached through us"),
        row(
            "{a: {command: [x], guardrails: alert, memory: knowledge-graph, spotlighting: delimiters,"
                + " redaction: {requests: {secrets: block}, responses: {personal: alert}}}}",
            "{a: {command: [x], may-ask: [sampling], guardrails: off, extensions: [e/x], timeout: 31s,"
                + " redaction: {requests: {secrets: redact, except: [iban]}},"
                + " roots: [\"file:///r\"]}}",
            "servers.a.roots now also has `file:///r`",
            "servers.a.timeout went from 30s to 31s",
            "servers.a.may-ask now also has `sampling`",
            "servers.a.guardrails went from alert to off",
            "servers.a.redaction.requests.secrets went from block to redact",
            "servers.a.redaction.requests.except now also has `iban`",
            "servers.a.redaction.responses.personal went from alert to off",
            "servers.a.memory is gone: what the server remembers is no longer verified",
            "servers.a.spotlighting went from delimiters to off",
            "servers.a.extensions now also has `e/x`"),
        row(
            "{a: {command: [x], tools: {t: {consequential: true, requests-per-minute: 1,"
                + " concurrent: 1, arguments: {to: email}}}}}",
            "{a: {command: [x]}}",
            "servers.a.tools.t.arguments.to is no longer declared",
            "servers.a.tools.t.consequential is no longer treated as consequential",
            "servers.a.tools.t.requests-per-minute went from 1 to nothing",
            "servers.a.tools.t.concurrent went from 1 to nothing"));
  }

  static Stream<Row> doubtful() {
    return Stream.of(
        row(
            "policy: {allow: [{name: a, tools: [x]}]}",
            "policy: {allow: [{name: a, tools: [y]}]}",
            "policy.allow.a was changed"),
        row(
            "policy: {deny: [{name: a, tools: [x]}]}",
            "policy: {deny: [{name: a, tools: [y]}]}",
            "policy.deny.a was changed"),
        row(
            "output: {default-sink: html}",
            "output: {default-sink: csv}",
            "output.default-sink went from html to csv"),
        row(
            "authentication: {stdio: {principal: a}}",
            "authentication: {stdio: {principal: b}}",
            "authentication.stdio.principal went from a to b"),
        row("agent: {tools: [a]}", "agent: {tools: [b]}", "agent.tools now also has `b`"),
        row("agent: {system: a}", "agent: {system: b}", "agent.system was changed"),
        row(
            "agent: {model: {provider: openai, url: 'https://a.example/v1', name: m}}",
            "agent: {model: {provider: openai, url: 'https://b.example/v1', name: m}}",
            "agent.model.url went from https://a.example/v1 to https://b.example/v1"),
        row("", "output: {uri-schemes: [https, data]}", "output.uri-schemes now also has `data`"),
        row(
            "tls: {certificate: env:CERT, key: env:KEY, client-ca: env:CERT,"
                + " client-certificates: required}",
            "tls: {certificate: env:CERT, key: env:KEY, client-ca: env:KEY,"
                + " client-certificates: required}",
            "tls.client-ca now trusts other authorities for client certificates"));
  }

  @ParameterizedTest
  @MethodSource("weaker")
  void weakerSection_isNamed_andTheWayBackIsNot(Row row) {
    assertThat(weakened(least(row.before()), least(row.after()))).isEqualTo(row.said());
    assertThat(weakened(least(row.after()), least(row.before()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("weakerServers")
  void weakerServer_isNamed_andTheWayBackIsNot(Row row) {
    assertThat(weakened(servers(row.before()), servers(row.after()))).isEqualTo(row.said());
    assertThat(weakened(servers(row.after()), servers(row.before()))).isEmpty();
  }

  static Stream<Row> doubtfulServers() {
    return Stream.of(
        row(
            "{a: {command: [x]}}",
            "{a: {command: [x], environment: {T: env:KEY}, insecure-shared-credential: true,"
                + " directory: /srv, tools: {t: {arguments:"
                + " {p: any, q: text, u: {kind: url, insecure-private-addresses: true}, e: email}}}}}",
            "servers.a.environment.T is now given to the program",
            "servers.a.directory went from nothing to /srv",
            "servers.a.tools.t.arguments.p is no longer judged by what it seems to be",
            "servers.a.tools.t.arguments.q is no longer judged by what it seems to be",
            "servers.a.tools.t.arguments.u now lets addresses of private networks through",
            "servers.a.insecure-shared-credential now acts for every caller with the same rights"),
        row(
            "{a: {url: \"https://a.example\", headers: {x-a: text:b}, bearer-token: env:KEY,"
                + " insecure-shared-credential: true}}",
            "{a: {url: \"https://a.example\", headers: {x-a: text:c}, bearer-token: env:CERT,"
                + " insecure-shared-credential: true}}",
            "servers.a.headers.x-a was changed",
            "servers.a.bearer-token was changed"));
  }

  @ParameterizedTest
  @MethodSource("doubtfulServers")
  void whatServersAreGiven_andWhatIsJudgedLess_isNamed(Row row) {
    assertThat(weakened(servers(row.before()), servers(row.after()))).isEqualTo(row.said());
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void changeThatCannotBeCompared_isNamedInBothDirections(Row row) {
    assertThat(weakened(least(row.before()), least(row.after()))).isEqualTo(row.said());
    assertThat(weakened(least(row.after()), least(row.before()))).hasSize(1);
  }

  @Test
  void endpointThatCameOrGrew_andTheLastOneThatWent_areNamed() {
    String few =
        "data: ./d\nservers: {a: {command: [x]}, b: {command: [y]}}\nendpoints: {e: {servers: [a]}}";
    String more =
        "data: ./d\nservers: {a: {command: [x]}, b: {command: [y]}}\nendpoints: {e: {servers: [a, b]}, f: {servers: [a]}}";
    String none = "data: ./d\nservers: {a: {command: [x]}, b: {command: [y]}}";

    assertThat(weakened(Texts.right(few), Texts.right(more)))
        .containsExactly("endpoints.e.servers now also has `b`", "endpoints.f is now an endpoint");
    assertThat(weakened(Texts.right(more), Texts.right(few))).isEmpty();
    assertThat(weakened(Texts.right(few), Texts.right(none)))
        .containsExactly("endpoints are gone: one endpoint leads to every server");
  }

  @Test
  void sameConfiguration_isNotWeaker() {
    Texts.rightFiles().map(Texts::right).forEach(one -> assertThat(one.weakenedBy(one)).isEmpty());
  }

  @Test
  void configurationWithEveryKeySet_namesEachInsecureOneInForce() {
    Configuration all = Texts.right(Texts.rightFile("every-key"));

    assertThat(all.insecure())
        .extracting(Change::path)
        .containsExactly(
            "servers.files.tools.write_file.arguments.from.insecure-private-addresses",
            "servers.files.insecure-shared-credential",
            "servers.mail.insecure-plaintext",
            "servers.mail.insecure-shared-credential",
            "servers.clock.insecure-shared-credential",
            "input.insecure-skip-validation",
            "input.insecure-skip-sanitization",
            "input.insecure-no-inference",
            "output.insecure-skip-validation",
            "output.insecure-skip-sanitization",
            "operations.insecure-open",
            "agent.model.insecure-plaintext");
  }

  @Test
  void keysThatOnlyARestartTakesOver_areNamed() {
    Configuration before = Texts.right(Texts.LEAST);
    Configuration after =
        Texts.right(Texts.LEAST.replace("./data", "./other") + "listen: 127.0.0.1:1\n");

    assertThat(before.needingRestart(after)).containsExactly("listen", "data");
    assertThat(before.needingRestart(before)).isEmpty();
  }

  @Test
  void firstProgram_needsARestart_asTheRightToStartOneIsGivenUp() {
    Configuration none = servers("{a: {url: 'https://a.example'}}");
    Configuration one = servers("{a: {url: 'https://a.example'}, b: {command: [b]}}");
    Configuration other = servers("{c: {command: [c]}}");

    assertThat(none.needingRestart(one)).containsExactly("servers");
    assertThat(one.needingRestart(other)).isEmpty();
    assertThat(one.needingRestart(none)).isEmpty();
    assertThat(none.needingRestart(none)).isEmpty();
  }

  private static List<String> weakened(Configuration before, Configuration after) {
    return before.weakenedBy(after).stream().map(Change::toString).toList();
  }

  private static Configuration least(String more) {
    return Texts.right(Texts.LEAST + more + "\n");
  }

  private static Configuration servers(String servers) {
    return Texts.right("data: d\nservers: " + servers + "\n");
  }
}
