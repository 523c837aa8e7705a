package io.portreeve.gateway.login;

import io.portreeve.guard.EndpointId;

/**
 * A user who left our page to log in at a server.
 *
 * @param endpoint where he called
 */
record Left(EndpointId endpoint, LoginMemory.Who who, Authorization authorization) {}
