package io.portreeve.gateway.config;

/** Whether what a server says may decide what is done. From strong to weak. */
public enum Trust {
  UNTRUSTED,
  TRUSTED
}
