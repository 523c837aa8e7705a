package io.portreeve.controls.sensitive;

import java.util.Locale;
import java.util.Set;

/** What must hold of what a pattern found, beyond the pattern. */
enum Check {
  NONE,
  /** It is no sample. */
  REAL,
  /** It is no sample of a password in an address. */
  PASSWORD,
  /** It looks drawn by chance. */
  RANDOM,
  /** It is no address of everybody, nor one that documents use (RFC 2606, RFC 6761). */
  EMAIL,
  CARD,
  IBAN,
  SSN,
  BSN,
  DNI,
  GERMAN_TAX_ID,
  CPF,
  NIR;

  private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "localhost");
  private static final Set<String> NOBODY = Set.of("git", "noreply", "no-reply", "donotreply");

  /** How many characters at the beginning of what was found are it; 0: none are. */
  int accepted(String found) {
    return this == IBAN ? Checksums.iban(found) : accepts(found) ? found.length() : 0;
  }

  private boolean accepts(String found) {
    return switch (this) {
      case NONE -> true;
      case REAL -> !Samples.sample(found);
      case PASSWORD -> !Samples.password(found);
      case RANDOM -> Samples.random(found);
      case EMAIL -> email(found.toLowerCase(Locale.ROOT));
      case CARD -> Checksums.card(Checksums.digits(found));
      case IBAN -> Checksums.iban(found) > 0;
      case SSN -> Checksums.ssn(Checksums.digits(found));
      case BSN -> Checksums.bsn(Checksums.digits(found));
      case DNI -> Checksums.dni(found);
      case GERMAN_TAX_ID -> Checksums.germanTaxId(Checksums.digits(found));
      case CPF -> Checksums.cpf(Checksums.digits(found));
      case NIR -> Checksums.nir(Checksums.digits(found));
    };
  }

  private static boolean email(String address) {
    int at = address.indexOf('@');
    String domain = address.substring(at + 1);
    String[] labels = domain.split("\\.", -1);
    boolean documents = labels.length > 1 && labels[labels.length - 2].equals("example");
    return !documents
        && !RESERVED.contains(labels[labels.length - 1])
        && !NOBODY.contains(address.substring(0, at));
  }
}
