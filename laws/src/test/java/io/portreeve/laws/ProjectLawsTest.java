package io.portreeve.laws;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project keeps its laws. */
class ProjectLawsTest {
  private static final Project PROJECT = Project.ofThisBuild();
  private static final List<JavaFile> FILES = PROJECT.javaFiles();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/laws/"))
          .importPackages("io.portreeve");

  @Test
  void everyModule_isSeen() {
    assertThat(FILES).extracting(JavaFile::module).contains("mcp", "laws");
    assertThat(CLASSES).isNotEmpty();
  }

  @Test
  void everyFile_keepsEverySourceLaw() {
    List<Breach> breaches = new ArrayList<>(Packages.breachesIn(FILES));
    SourceLaws.all().forEach(law -> FILES.forEach(file -> breaches.addAll(law.breachesIn(file))));

    assertThat(Allowances.parse(PROJECT.text("laws/allowances.txt")).apply(breaches)).isEmpty();
  }

  @Test
  void sizes_stayWithinTheLaw() {
    var filesOf = FILES.stream().collect(groupingBy(JavaFile::module));
    List<Sizes> modules =
        PROJECT.modules().stream()
            .map(module -> Sizes.of(module, filesOf.getOrDefault(module, List.of())))
            .toList();
    Sizes all = Sizes.of("all", FILES);

    System.out.println(Sizes.heading());
    Stream.concat(modules.stream(), Stream.of(all)).map(Sizes::row).forEach(System.out::println);
    assertThat(all.breaches()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void everyClass_keepsTheArrows(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyLibrary_isListedWithItsReason() {
    var libraries = ListedDependencies.namedBy(PROJECT);

    assertThat(libraries).contains("org.junit.jupiter:junit-jupiter", "io.netty:netty-handler");
    assertThat(ListedDependencies.breachesIn(libraries, PROJECT.text("DEPENDENCIES.md"))).isEmpty();
  }

  @Test
  void everyRequirementOfTheSpecifications_isProven() {
    String list = "laws/requirements.txt";
    String text = PROJECT.text(list);

    assertThat(text.lines()).contains("A token that has expired is refused");
    assertThat(ProvenRequirements.breachesIn(list, text, ProvenRequirements.testsOf(FILES)))
        .isEmpty();
  }

  static List<ArchRule> arrows() {
    return new Arrows("io.portreeve").all();
  }
}
