package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.Readings;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where systems and programs keep passwords and keys: no honest call goes there by chance, and
 * whoever serves such files on purpose can declare a root.
 */
final class SecretPlaces {
  private static final Pattern PLACES =
      Pattern.compile(
          "(?:file:)?/++(?:private/)?(?:"
              + "etc/(?:passwd|shadow|gshadow|master\\.passwd|sudoers|security/opasswd|krb5\\.keytab)"
              + "|etc/(?:ssh/ssh_host_[^/]*_key|ssl/private|sudoers\\.d)"
              + "|proc/(?:self|thread-self|[0-9]+|kcore|kallsyms|keys)(?:/|$)"
              + "|dev/(?:mem|kmem|sd[a-z]|nvme|vd[a-z]|tcp|udp|fd/)"
              + "|(?:var/)?run/(?:secrets|docker\\.sock|containerd)).*"
              + "|(?:.*/)?(?:\\.ssh/(?:id_|authorized_keys|identity)"
              + "|\\.aws/credentials|\\.azure/|\\.config/gcloud/|\\.kube/config|\\.docker/config\\.json"
              + "|\\.gnupg/|\\.netrc$|\\.pgpass$|\\.git-credentials$|\\.my\\.cnf$|\\.bash_history$"
              + "|ntds\\.dit$).*"
              + "|(?:[a-z]:)?/windows/(?:system32/config/|repair/|win\\.ini).*",
          Pattern.DOTALL);

  private SecretPlaces() {}

  /** Whether any reading of {@code path} leads to one. */
  static boolean in(String path) {
    return Readings.of(path).stream()
        .map(reading -> reading.replaceAll("/(?:\\./|/)+", "/").toLowerCase(Locale.ROOT))
        .anyMatch(reading -> PLACES.matcher(reading).matches());
  }
}
