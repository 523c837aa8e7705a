package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLES = ROOT.resolve("examples");

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(ExamplesTest::isConfiguration).sorted().toList().stream();
    }
  }

  private static boolean isConfiguration(Path file) {
    return file.toString().endsWith(".yaml") && !file.toString().endsWith(".cases.yaml");
  }

  @Test
  void everyExample_thatTheDocumentationNames_isThere() throws IOException {
    assertThat(examples().map(file -> file.getFileName().toString()))
        .contains("quickstart.yaml", "team.yaml", "desktop.yaml", "conformance.yaml");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isRight_andItsPolicyCompiles(Path file) throws IOException, PolicyFault {
    Configuration configuration = right(file);

    assertThat(RulePolicy.compile(configuration.policy())).isNotNull();
    assertThat(configuration.policy().allow()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_withAllItsDefaultsWrittenOut_isWhatTheSchemaAsksFor(Path file) throws IOException {
    String written = JsonText.of(right(file).written());

    assertThat(schema().validate(written, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_asWritten_isWhatTheSchemaAsksFor(Path file) throws IOException {
    assertThat(schema().validate(Files.readString(file), InputFormat.YAML)).isEmpty();
  }

  @Test
  void schema_refusesWhatTheReaderRefuses() {
    List<String> wrong =
        List.of(
            "{data: d, servers: {}}",
            "{data: d, servers: {a: {command: [x]}}, lisen: x}",
            "{data: d, servers: {A: {command: [x]}}}",
            "{data: d, servers: {a: {command: [x], timeout: 30}}}",
            "{data: d, servers: {a: {command: [x]}}, tls: {certificate: a, key: b}}",
            "{data: d, servers: {a: {command: [x]}}, limits: {concurrent: 0}}");

    assertThat(wrong)
        .allSatisfy(text -> {
          assertThat(schema().validate(text, InputFormat.YAML)).isNotEmpty();
          assertThat(Texts.wrong(text)).isNotEmpty();
        });
  }

  @Test
  void conformanceExample_onAnotherAddressThanLoopback_isRefused() throws IOException {
    String text = Files.readString(EXAMPLES.resolve("conformance.yaml"));
    ConfigurationFile file =
        new ConfigurationFile(
            Texts.SURROUNDINGS,
            new Overrides(Optional.of("0.0.0.0:8787"), Optional.empty(), Optional.empty()));

    assertThat(file.parse(text))
        .isInstanceOfSatisfying(
            ConfigurationFile.Outcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .anySatisfy(problem ->
                        assertThat(problem.path()).isEqualTo("authentication.insecure-anonymous"))
                    .anySatisfy(problem -> assertThat(problem.place()).isEqualTo(Place.OUTSIDE)));
  }

  @Test
  void quickstartExample_hasNothingInsecure() throws IOException {
    assertThat(right(EXAMPLES.resolve("quickstart.yaml")).insecure()).isEmpty();
    assertThat(right(EXAMPLES.resolve("conformance.yaml")).insecure())
        .extracting(change -> change.path())
        .containsExactly("authentication.insecure-anonymous");
  }

  @Test
  void writtenSchema_isCurrent() throws IOException {
    assertThat(Files.readString(EXAMPLES.resolve("portreeve.schema.json")))
        .as("run: ./portreeve check --schema > examples/portreeve.schema.json")
        .isEqualTo(ConfigurationGuide.schema());
  }

  @Test
  void writtenReference_isCurrent() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs").resolve("configuration.md")))
        .as("run: ./portreeve check --reference > docs/configuration.md")
        .isEqualTo(ConfigurationGuide.reference());
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(ConfigurationGuide.schema());
  }

  private static Configuration right(Path file) throws IOException {
    var elsewhere =
        new Surroundings(
            Path.of("/etc/portreeve"), Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(elsewhere, Overlay.NONE).parse(Files.readString(file))) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(file + ": " + problems);
    };
  }
}
