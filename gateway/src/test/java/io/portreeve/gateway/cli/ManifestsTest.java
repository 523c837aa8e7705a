package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The manifests for Kubernetes name only what they have: each would be accepted, and start nothing,
 * else.
 */
class ManifestsTest {
  private static final Path DEPLOY = Path.of("..", "deploy");

  private static Map<String, Object> manifest(String kind) throws IOException {
    String all = Files.readString(DEPLOY.resolve("kubernetes/portreeve.yaml"));
    for (Object one : new Load(LoadSettings.builder().build()).loadAllFromString(all)) {
      if (kind.equals(map(one).get("kind"))) {
        return map(one);
      }
    }
    throw new AssertionError("no " + kind);
  }

  @SuppressWarnings("unchecked") // YAML has no other maps
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Object at(Object value, String path) {
    Object found = value;
    for (String name : path.split("/", -1)) {
      found =
          found instanceof List<?> list
              ? Objects.requireNonNull(list.get(Integer.parseInt(name)))
              : Objects.requireNonNull(map(found).get(name), path);
    }
    return found;
  }

  private static List<Map<String, Object>> maps(Object value, String path) {
    return ((List<?>) at(value, path)).stream().map(ManifestsTest::map).toList();
  }

  private static Set<Object> named(List<Map<String, Object>> all) {
    return all.stream().map(one -> at(one, "name")).collect(Collectors.toSet());
  }

  private static Object pod() throws IOException {
    return at(manifest("StatefulSet"), "spec/template/spec");
  }

  @Test
  void selectors_meetThePod() throws IOException {
    Object labels = at(manifest("StatefulSet"), "spec/template/metadata/labels");

    assertThat(
            List.of(
                at(manifest("Service"), "spec/selector"),
                at(manifest("StatefulSet"), "spec/selector/matchLabels"),
                at(manifest("PodDisruptionBudget"), "spec/selector/matchLabels"),
                at(manifest("NetworkPolicy"), "spec/podSelector/matchLabels")))
        .allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
    assertThat(at(manifest("StatefulSet"), "spec/serviceName"))
        .isEqualTo(at(manifest("Service"), "metadata/name"));
    assertThat(at(pod(), "serviceAccountName"))
        .isEqualTo(at(manifest("ServiceAccount"), "metadata/name"));
  }

  @Test
  void ports_areThoseOfTheContainer_andOfItsConfiguration() throws IOException {
    Object container = at(pod(), "containers/0");
    Set<Object> ports = named(maps(container, "ports"));
    List<Object> wanted = new ArrayList<>();
    wanted.add(at(manifest("Service"), "spec/ports/0/targetPort"));
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      wanted.add(at(container, probe + "/httpGet/port"));
    }
    for (Map<String, Object> rule : maps(manifest("NetworkPolicy"), "spec/ingress")) {
      wanted.add(at(rule, "ports/0/port"));
    }

    assertThat(ports).containsAll(wanted);
    String configuration = String.valueOf(at(manifest("ConfigMap"), "data/portreeve.yaml"));
    maps(container, "ports")
        .forEach(port ->
            assertThat(configuration).contains("listen: 0.0.0.0:" + at(port, "containerPort")));
  }

  @Test
  void volumes_areThere_andTheConfigurationReadsOnlyWhatIsMounted() throws IOException {
    Object container = at(pod(), "containers/0");
    Set<Object> volumes =
        Stream.concat(
                maps(pod(), "volumes").stream(),
                maps(manifest("StatefulSet"), "spec/volumeClaimTemplates").stream()
                    .map(claim -> map(at(claim, "metadata"))))
            .map(one -> at(one, "name"))
            .collect(Collectors.toSet());
    List<Map<String, Object>> mounts = maps(container, "volumeMounts");
    List<String> places = mounts.stream().map(one -> String.valueOf(at(one, "mountPath"))).toList();

    assertThat(named(mounts)).isEqualTo(volumes);
    String configuration = String.valueOf(at(manifest("ConfigMap"), "data/portreeve.yaml"));
    Stream.of(configuration.split("[\\s,{}]+"))
        .map(word -> word.replaceFirst("^file:", ""))
        .filter(word -> word.startsWith("/"))
        .forEach(path -> assertThat(places).anyMatch(place -> path.startsWith(place + "/")));
  }

  /** Whom the image is made for is who runs it, and nobody else owns its data. */
  @Test
  void user_isThatOfTheImage() throws IOException {
    String image = Files.readString(DEPLOY.resolve("Containerfile"));
    String user =
        at(pod(), "securityContext/runAsUser") + ":" + at(pod(), "securityContext/runAsGroup");

    assertThat(image).contains("\nUSER " + user + "\n", "chown " + user + " /data");
    assertThat(Optional.of(at(pod(), "securityContext/runAsNonRoot"))).contains(true);
  }
}
