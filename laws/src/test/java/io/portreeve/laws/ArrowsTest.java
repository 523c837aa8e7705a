package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each arrow fails on the samples below {@code samples}, which break them all. */
class ArrowsTest {
  private static final String SAMPLES = "io.portreeve.laws.samples";
  private static final Arrows ARROWS = new Arrows(SAMPLES);
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SAMPLES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpensASocket",
        "ReadsAFile",
        "StartsAThread",
        "StartsAnExecutor",
        "ReadsTheClock",
        "ReadsTheInstant",
        "ReadsTheEnvironment",
        "RollsDice",
        "ResolvesAName"
      })
  void control_thatReachesTheWorld_isTold(String sample) {
    assertThat(complaints(ARROWS.kernelIsPure("controls")))
        .anyMatch(line -> line.contains("controls." + sample));
  }

  @Test
  void control_thatKeepsToItsArguments_passes() {
    assertThat(complaints(ARROWS.kernelIsPure("controls")))
        .noneMatch(line -> line.contains("controls.Pure"));
  }

  @Test
  void kernel_thatReachesTheWorld_isTold() {
    assertThat(complaints(ARROWS.kernelIsPure("guard")))
        .anyMatch(line -> line.contains("guard.ReadsTheClock"));
  }

  @Test
  void wire_thatKnowsMoreThanJavaBase_isTold() {
    assertThat(complaints(ARROWS.wireKnowsJavaBaseOnly()))
        .anyMatch(line -> line.contains("mcp.Logs"))
        .noneMatch(line -> line.contains("controls.Pure"));
  }

  @Test
  void packages_thatNeedEachOther_areTold() {
    assertThat(complaints(ARROWS.packagesFormNoCycle()))
        .anyMatch(line -> line.contains("Cycle detected"));
  }

  @Test
  void processOfModels_thatKnowsWhatTheGatewayKeeps_isTold() {
    assertThat(complaints(ARROWS.modelsKnowLittleOfTheGateway()))
        .anyMatch(line -> line.contains("onnx.ReadsTheStore"));
  }

  @Test
  void library_outsideItsFence_isTold_andInsideItPasses() {
    for (String library : List.of("java.sql..", "tools.jackson..", "picocli..", "io.netty..")) {
      assertThat(complaints(ARROWS.fenced(library, Arrows.FENCES.getOrDefault(library, List.of()))))
          .as(library)
          .anyMatch(line -> line.contains("gateway.KnowsEveryLibrary"))
          .noneMatch(line -> line.contains("gateway.store.Store.connection"));
    }
  }

  @Test
  void samples_breakEveryKindOfArrow() {
    assertThat(ARROWS.all()).hasSize(5 + Arrows.FENCES.size());
  }

  private static List<String> complaints(ArchRule rule) {
    EvaluationResult result = rule.evaluate(CLASSES);
    assertThat(result.hasViolation()).isTrue();
    return result.getFailureReport().getDetails();
  }
}
