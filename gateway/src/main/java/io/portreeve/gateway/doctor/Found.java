package io.portreeve.gateway.doctor;

import java.util.List;

/** A complaint about something that stands in no configuration. */
final class Found {
  private Found() {}

  static Complaint of(Lack lack, String subject, String words) {
    return of(lack, subject, List.of(), words);
  }

  /** The same, where the configuration names what it is about. */
  static Complaint of(Lack lack, String subject, List<String> path, String words) {
    return new Complaint(
        lack.word(),
        lack.mitigation(),
        lack.worst(),
        subject,
        path,
        lack.what(),
        lack.why(),
        Remedy.words(words));
  }
}
