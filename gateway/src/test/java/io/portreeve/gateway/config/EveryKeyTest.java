package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Form;
import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every key that the file may have, found by walking the descriptions. */
class EveryKeyTest {
  static Stream<Key<?, ?>> keys() {
    var out = new LinkedHashSet<Key<?, ?>>();
    collect(Configuration.SECTION, out);
    return out.stream();
  }

  private static void collect(Form<?> form, Set<Key<?, ?>> out) {
    if (form instanceof Section<?> section) {
      out.addAll(section.keys());
    }
    form.parts().forEach(part -> collect(part, out));
  }

  static Stream<String> right() {
    return Texts.rightFiles();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_isNamedAndDescribedInTheHouseStyle(Key<?, ?> key) {
    assertThat(key.name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(key.says()).hasSizeBetween(10, 160).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void insecureKey_isOffByDefault(Key<?, ?> key) {
    if (key.name().startsWith("insecure-")) {
      assertThat(key.absent().orElseThrow().get()).isIn(false, Optional.empty());
    }
  }

  @Test
  void keyThatIsAbsent_hasItsDefault() {
    var seen = new LinkedHashSet<String>();
    Configuration least = Texts.right(Texts.LEAST);
    walk(
        least,
        new Form.Visitor() {
          @Override
          public <R, V> void visit(String path, Key<R, V> key, R owner) {
            key.absent()
                .filter(_ -> !path.matches("servers\\.files\\.(command|directory)"))
                .ifPresent(absent -> {
                  assertThat(key.of().apply(owner)).as(path).isEqualTo(absent.get());
                  seen.add(path);
                });
          }
        });
    assertThat(seen)
        .contains("listen", "limits.max-request", "servers.files.timeout")
        .hasSizeGreaterThan(50);
  }

  @Test
  void everyKey_isSetToAnotherThanItsDefaultInSomeRightFile() {
    var set = new LinkedHashSet<Key<?, ?>>();
    right()
        .map(Texts::right)
        .forEach(configuration ->
            walk(
                configuration,
                new Form.Visitor() {
                  @Override
                  public <R, V> void visit(String path, Key<R, V> key, R owner) {
                    V value = key.of().apply(owner);
                    boolean differs =
                        key.absent().map(absent -> !absent.get().equals(value)).orElse(true);
                    if (differs) {
                      set.add(key);
                    }
                  }
                }));
    assertThat(set).containsAll(keys().toList());
  }

  private static void walk(Configuration configuration, Form.Visitor visitor) {
    Configuration.SECTION.walk("", configuration, visitor);
  }

  @ParameterizedTest
  @MethodSource("right")
  void configuration_writtenAndReadAgain_isTheSame(String text) {
    Configuration configuration = Texts.right(text);

    String written = JsonText.of(configuration.written());

    assertThat(Texts.right(written)).isEqualTo(configuration);
  }

  @Test
  void explicitValues_arriveInTheRecords() {
    Configuration all = Texts.right(Texts.rightFile("every-key"));

    assertThat(all.listen()).hasToString("192.0.2.7:8443");
    assertThat(all.tls().orElseThrow().key()).hasToString("env:KEY");
    assertThat(all.servers().keySet())
        .containsExactly("files", "mail", "tickets", "wiki", "clock", "forge", "shell");
    assertThat(all.servers().values().stream().map(ServerSettings::reach))
        .hasExactlyElementsOfTypes(
            Reach.Program.class,
            Reach.Endpoint.class,
            Reach.Endpoint.class,
            Reach.Endpoint.class,
            Reach.Endpoint.class,
            Reach.Endpoint.class,
            Reach.Program.class);
    assertThat(all.policy().deny()).extracting(RuleSettings::name).containsExactly("no-dotenv");
    assertThat(all.limits().maxResponse().bytes()).isEqualTo(2L << 20);
    assertThat(all.authentication().clientCertificates()).hasSize(4);
    ToolSettings write =
        Objects.requireNonNull(all.servers().get("files")).tools().get("write_file");
    assertThat(Objects.requireNonNull(write).arguments().keySet())
        .isEqualTo(Set.of("path", "/options/owner", "notify", "from"));
    assertThat(write.arguments().get("notify"))
        .isEqualTo(
            new ArgumentSettings(
                ArgumentKind.EMAIL,
                Optional.empty(),
                List.of("https"),
                List.of(),
                false,
                Optional.empty()));
  }
}
