package io.portreeve.gateway.doctor;

import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Threat;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found, and the grades that follow from it.
 *
 * @param complaints the worst of each mitigation first
 */
public record Examination(List<Complaint> complaints, Map<Mitigation, Standing> standings) {
  private static final Comparator<Complaint> ORDER =
      Comparator.comparing(Complaint::mitigation)
          .thenComparing(Comparator.comparing(Complaint::standing).reversed())
          .thenComparing(Complaint::rule)
          .thenComparing(Complaint::subject);

  private static final Set<Lack> WHERE_NEEDED = Set.of(Lack.MEMORY_UNSIGNED, Lack.SERVER_UNPROVED);

  public Examination {
    complaints = List.copyOf(complaints);
    standings = Map.copyOf(standings);
  }

  /**
   * Looks at the patient.
   *
   * @param others what was found elsewhere than in the configuration
   */
  public static Examination of(Patient patient, List<Complaint> others) {
    List<Complaint> all =
        Stream.of(Scanned.complaints(patient), Looks.complaints(patient), others.stream())
            .flatMap(some -> some)
            .sorted(ORDER)
            .toList();
    return new Examination(all, standings(patient, all));
  }

  private static Map<Mitigation, Standing> standings(Patient patient, List<Complaint> all) {
    Map<Mitigation, Standing> standings = new EnumMap<>(Mitigation.class);
    boolean judged = !patient.configuration().insecureNoControls();
    for (Mitigation mitigation : Mitigation.values()) {
      standings.put(mitigation, judged ? Standing.ON : Standing.OPEN);
    }
    if (judged) {
      WHERE_NEEDED.stream()
          .filter(lack -> !Looks.concerned(lack, patient))
          .forEach(lack -> standings.put(lack.mitigation(), Standing.NOT_NEEDED));
    }
    all.forEach(one -> standings.merge(one.mitigation(), one.standing(), Standing::worse));
    return standings;
  }

  /** The same, but for what is to be done about other threats. */
  public Examination only(Threat threat) {
    return new Examination(
        complaints.stream().filter(one -> one.mitigation().threat() == threat).toList(), standings);
  }

  /** How it stands with a mitigation. */
  public Standing standing(Mitigation mitigation) {
    return standings.getOrDefault(mitigation, Standing.ON);
  }

  public Grade grade(Threat threat) {
    return Grade.of(
        Stream.of(Mitigation.values())
            .filter(one -> one.threat() == threat)
            .map(this::standing)
            .toList());
  }

  public Grade grade(OwaspRow row) {
    return Grade.of(row.mitigations().stream().map(this::standing).toList());
  }

  /** The worst of the threats'. */
  public Grade overall() {
    return Grade.worst(Stream.of(Threat.values()).map(this::grade).toList());
  }
}
