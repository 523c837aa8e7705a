package io.portreeve.gateway.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** For tests with a real PostgreSQL, which {@code .ci/run} installs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.portreeve.gateway.store.PostgresServer#isInstalled",
    disabledReason = "no PostgreSQL is installed here")
public @interface NeedsPostgres {}
