package io.portreeve.laws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may know whom, and what of the platform.
 *
 * @param root the package above the modules, so that the rules can be shown to fail on a tree of
 *     samples
 */
public record Arrows(String root) {

  /** Libraries, by the packages they bring, and the packages of ours that alone may know them. */
  static final Map<String, List<String>> FENCES =
      Map.ofEntries(
          Map.entry("io.netty..", List.of("gateway.http..")),
          Map.entry("tools.jackson..", List.of("gateway.schema..")),
          Map.entry("org.snakeyaml..", List.of("gateway.config.form..", "lab.replay..")),
          Map.entry("com.networknt..", List.of("gateway.schema..")),
          Map.entry("dev.cel..", List.of("gateway.policy..")),
          Map.entry("io.lettuce..", List.of("gateway.redis..")),
          Map.entry("org.sqlite..", List.of("gateway.store..")),
          Map.entry("org.postgresql..", List.of("gateway.store..")),
          Map.entry("com.google.re2j..", List.of("gateway.scan.finding..", "gateway.schema..")),
          Map.entry("com.google.common..", List.of("gateway.policy..")),
          Map.entry("com.google.protobuf..", List.of("gateway.policy..")),
          Map.entry("java.sql..", List.of("gateway.store..", "lab.targets..")),
          Map.entry("com.unboundid..", List.of("lab.targets..")),
          Map.entry("freemarker..", List.of("lab.targets..")),
          Map.entry("com.nimbusds..", List.of("gateway.oauth..", "gateway.credentials..")),
          Map.entry("org.flywaydb..", List.of("gateway.store..")),
          Map.entry("dev.langchain4j..", List.of("agent.langchain4j..", "langchain4j..")),
          Map.entry("org.jline..", List.of("agent.chat..")),
          Map.entry("ai.onnxruntime..", List.of("onnx.model..")),
          Map.entry("ai.djl..", List.of("onnx.model..")),
          Map.entry("picocli..", List.of("gateway.cli..", "lab.cli..", "onnx.cli..")));

  /** Every rule. */
  public List<ArchRule> all() {
    return Stream.concat(
            Stream.of(
                wireKnowsJavaBaseOnly(),
                kernelIsPure("guard"),
                kernelIsPure("controls"),
                packagesFormNoCycle(),
                modelsKnowLittleOfTheGateway()),
            FENCES.entrySet().stream().map(fence -> fenced(fence.getKey(), fence.getValue())))
        .toList();
  }

  ArchRule wireKnowsJavaBaseOnly() {
    return classes()
        .that()
        .resideInAnyPackage(ours("mcp.."), ours("guard.."), ours("controls.."))
        .should()
        .onlyDependOnClassesThat(
            Platform.IN_JAVA_BASE.or(
                resideInAnyPackage(
                    ours("mcp.."),
                    ours("guard.."),
                    ours("controls.."),
                    "org.jspecify.annotations")))
        .because("what judges messages must be readable and testable without any library")
        .allowEmptyShould(true);
  }

  ArchRule kernelIsPure(String module) {
    return classes()
        .that()
        .resideInAPackage(ours(module + ".."))
        .should(Platform.NOT_REACH_THE_WORLD)
        .because(
            "a verdict follows from the message, the exchange and the policy alone; the world comes"
                + " through ports")
        .allowEmptyShould(true);
  }

  ArchRule packagesFormNoCycle() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("a package that needs its user cannot be understood alone")
        .allowEmptyShould(true);
  }

  ArchRule modelsKnowLittleOfTheGateway() {
    return noClasses()
        .that()
        .resideInAPackage(ours("onnx.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ours("gateway.."))
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            ours("gateway.http.."),
                            ours("gateway.keys.."),
                            ours("gateway.outage..")))))
        .because("it is a process beside the gateway, which shares its HTTP and nothing it decides")
        .allowEmptyShould(true);
  }

  ArchRule fenced(String library, List<String> homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes.stream().map(this::ours).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(library + " may be replaced by rewriting " + homes + " and nothing else")
        .allowEmptyShould(true);
  }

  private String ours(String packages) {
    return root + "." + packages;
  }
}
