package io.portreeve.gateway.config;

/** Whether the peers that connect must show a certificate; from strong to weak. */
public enum ClientCertificates {
  /** No connection without one. */
  REQUIRED,
  /** One that is shown is verified; none is needed. */
  OPTIONAL,
  /** None is asked for. */
  NONE
}
