package io.portreeve.gateway.redis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** For tests with a real Redis, which {@code .ci/run} installs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.portreeve.gateway.redis.RedisServer#isInstalled",
    disabledReason = "no redis-server is installed here")
public @interface NeedsRedis {}
